//! `tcp-client HOST PORT LINE...`: sends each line, and prints the line that answers it.
use std::io::{BufRead, BufReader, Result, Write};
use std::net::TcpStream;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let stream = TcpStream::connect((args[1].as_str(), args[2].parse().unwrap()))?;
    println!("connected to {}", stream.peer_addr()?);
    let mut answers = BufReader::new(&stream);
    for line in &args[3..] {
        (&stream).write_all(format!("{line}\n").as_bytes())?;
        let mut answer = String::new();
        answers.read_line(&mut answer)?;
        print!("{answer}");
    }
    Ok(())
}
