//! `greedy sockets|listeners|memory|output|loop [N]`: takes N of something (without N, all that there is), and says how much it
//! got and what it was told then: UDP sockets, TCP listeners, megabytes, or lines of output. `loop` goes round for ever.
use std::io::{stdout, Result, Write};
use std::net::{TcpListener, UdpSocket};

fn take<T>(count: usize, what: &str, mut one: impl FnMut(usize) -> Result<T>) {
    let mut taken = Vec::new();
    let error = loop {
        if taken.len() == count {
            break None;
        }
        match one(taken.len()) {
            Ok(thing) => taken.push(thing),
            Err(error) => break Some(error),
        }
    };
    println!("{} {what}, then {error:?}", taken.len());
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let count = args.get(2).map_or(usize::MAX, |count| count.parse().unwrap());
    match args[1].as_str() {
        "sockets" => take(count, "sockets", |_| UdpSocket::bind("127.0.0.1:0")),
        "listeners" => take(count, "listeners", |_| TcpListener::bind("127.0.0.1:0")),
        "memory" => take(count, "megabytes", |i| {
            let mut megabyte = Vec::<u8>::new();
            megabyte.try_reserve_exact(1 << 20)?;
            megabyte.resize(1 << 20, i as u8);
            Ok(megabyte)
        }),
        "output" => take(count, "lines", |i| writeln!(stdout(), "line {i}")),
        "loop" => {
            println!("going round");
            loop {
                std::hint::black_box(0);
            }
        }
        other => panic!("there is no such thing: {other}"),
    }
}
