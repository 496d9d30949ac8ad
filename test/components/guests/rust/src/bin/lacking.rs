//! `lacking`: tries what a guest without files, threads and processes cannot do, and prints a line for each: what it tried, and
//! whether it could.
use std::fmt::Debug;
use std::fs;
use std::process::Command;

fn attempt<T, E: Debug>(what: &str, result: Result<T, E>) {
    println!("{what}: {}", result.map_or_else(|error| format!("no: {error:?}"), |_| "yes".into()));
}

fn main() {
    attempt("reading a file", fs::read("/etc/passwd"));
    attempt("reading a relative file", fs::read("passwd"));
    attempt("writing a file", fs::write("/tmp/written-by-a-guest", "x"));
    attempt("listing the root", fs::read_dir("/"));
    attempt("listing the working directory", fs::read_dir("."));
    attempt("making a directory", fs::create_dir("/tmp/made-by-a-guest"));
    attempt("a thread", std::thread::Builder::new().spawn(|| ()));
    attempt("a process", Command::new("true").status());
}
