//! Clocks, random numbers, and what a command has of its surroundings. Run with the arguments `one`, an empty one and `drei 🍒`,
//! with the environment `NAME=value`, `EMPTY=`, and with nothing on standard input.
use conformance::*;
use std::collections::BTreeSet;
use wasip2::cli::environment::{get_arguments, get_environment, initial_cwd};
use wasip2::cli::{terminal_stderr, terminal_stdin, terminal_stdout};
use wasip2::clocks::wall_clock;
use wasip2::filesystem::preopens::get_directories;
use wasip2::random::{insecure, insecure_seed::insecure_seed, random};

fn clocks() {
    let instants: Vec<u64> = (0..1000).map(|_| monotonic_clock::now()).collect();
    holds("the monotonic clock does not go back", instants.windows(2).all(|pair| pair[0] <= pair[1]));
    holds("the monotonic clock goes on", instants[0] < instants[999]);
    let resolution = monotonic_clock::resolution();
    holds("the monotonic clock's resolution is from 1 ns to 1 s", (1..=1_000_000_000).contains(&resolution));
    let start = monotonic_clock::now();
    monotonic_clock::subscribe_duration(2_000_000).block();
    holds("2 ms take 2 ms", monotonic_clock::now() - start >= 2_000_000);
    holds("2 ms take less than 2 s", monotonic_clock::now() - start < 2_000_000_000);
    let before = wall_clock::now();
    holds("the wall clock is after 2024", before.seconds > 1_704_067_200);
    holds("the wall clock is before 2124", before.seconds < 4_859_740_800);
    let datetimes: Vec<_> = (0..1000).map(|_| wall_clock::now()).collect();
    holds("the wall clock has less than 1000000000 nanoseconds", datetimes.iter().all(|now| now.nanoseconds < 1_000_000_000));
    let resolution = wall_clock::resolution();
    holds("the wall clock's resolution has less than 1000000000 nanoseconds", resolution.nanoseconds < 1_000_000_000);
    holds("the wall clock's resolution is not 0", resolution.seconds > 0 || resolution.nanoseconds > 0);
    let passed = |from: &wall_clock::Datetime, to: &wall_clock::Datetime| {
        (to.seconds as i128 - from.seconds as i128) * 1_000_000_000 + to.nanoseconds as i128 - from.nanoseconds as i128
    };
    let (wall, monotonic) = (wall_clock::now(), monotonic_clock::now());
    monotonic_clock::subscribe_duration(20_000_000).block();
    let difference = passed(&wall, &wall_clock::now()) - (monotonic_clock::now() - monotonic) as i128;
    holds("both clocks go equally fast", difference.abs() < 1_000_000_000);
}

fn random_numbers() {
    let sources: [(&str, fn(u64) -> Vec<u8>); 2] =
        [("get-random-bytes", random::get_random_bytes), ("get-insecure-random-bytes", insecure::get_insecure_random_bytes)];
    for (name, bytes) in sources {
        for length in [0, 1, 7, 8, 255, 256, 65535, 65536, 65537] {
            equal(&format!("{name} of {length} gives as many"), bytes(length).len() as u64, length);
        }
        holds(&format!("{name} differs from call to call"), bytes(32) != bytes(32));
        let mut seen = [0u32; 256];
        for byte in bytes(65536) {
            seen[byte as usize] += 1;
        }
        holds(&format!("{name} has every byte, each about as often"), seen.iter().all(|count| (100..500).contains(count)));
    }
    let sources: [(&str, fn() -> u64); 2] =
        [("get-random-u64", random::get_random_u64), ("get-insecure-random-u64", insecure::get_insecure_random_u64)];
    for (name, number) in sources {
        let numbers: Vec<u64> = (0..1000).map(|_| number()).collect();
        equal(&format!("{name} differs from call to call"), numbers.iter().collect::<BTreeSet<_>>().len(), 1000);
        equal(&format!("{name} has every bit"), numbers.iter().fold(0, |all, number| all | number), u64::MAX);
    }
    let (a, b) = insecure_seed();
    holds("insecure-seed is not two times the same number", a != b);
}

fn command() {
    let arguments = get_arguments();
    equal("get-arguments gives the program and its arguments", arguments.len(), 4);
    equal("get-arguments gives the arguments", arguments[1..].to_vec(), vec!["one".to_string(), "".to_string(), "drei 🍒".to_string()]);
    equal("get-arguments again gives the same", get_arguments(), arguments);
    let mut environment = get_environment();
    environment.sort();
    let expected = [("EMPTY", ""), ("NAME", "value")].map(|(name, value)| (name.to_string(), value.to_string())).to_vec();
    equal("get-environment gives the environment", environment, expected);
    equal("get-directories gives none", get_directories().len(), 0);
    holds("initial-cwd gives no directory of the host", initial_cwd().is_none_or(|cwd| cwd == "/"));
    holds("standard input is no terminal", terminal_stdin::get_terminal_stdin().is_none());
    holds("standard output is no terminal", terminal_stdout::get_terminal_stdout().is_none());
    holds("standard error is no terminal", terminal_stderr::get_terminal_stderr().is_none());
    let errors: Vec<&str> = [Ipv4, Ipv6].into_iter().map(|family| said(&create_tcp_socket(family))).collect();
    equal("sockets of both families can be made", errors, vec!["ok", "ok"]);
    holds("instance-network may be asked for again and again", (0..1000).map(|_| instance_network()).count() == 1000);
}

fn main() {
    clocks();
    random_numbers();
    command();
}
