//! `tcp-echo-server ADDRESS N`: binds, prints where it listens, and echoes N connections, one after another.
use std::io::{copy, Result};
use std::net::TcpListener;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let listener = TcpListener::bind(&args[1])?;
    println!("listening on {}", listener.local_addr()?);
    for _ in 0..args[2].parse().unwrap() {
        let (stream, _) = listener.accept()?;
        let bytes = copy(&mut &stream, &mut &stream)?;
        println!("echoed {bytes} bytes");
    }
    Ok(())
}
