//! `command CODE ...`: prints its arguments, its environment sorted, and what its standard input has; writes a line to
//! standard error, and exits with the code.
use std::io::{read_to_string, stdin};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    println!("arguments: {args:?}");
    let mut environment: Vec<_> = std::env::vars().collect();
    environment.sort();
    println!("environment: {environment:?}");
    println!("input: {:?}", read_to_string(stdin()));
    eprintln!("to standard error");
    std::process::exit(args.first().map_or(0, |code| code.parse().unwrap()));
}
