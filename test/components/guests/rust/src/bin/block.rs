//! `block accept|read|udp|stdin|sleep ADDRESS`: says `blocking`, and waits for ever: for a connection, for bytes of the server at
//! the address, for a datagram, for standard input, or for the clock.
use std::io::{stdin, Read, Result};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::time::Duration;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let mut byte = [0; 1];
    match args[1].as_str() {
        "accept" => {
            let listener = TcpListener::bind(&args[2])?;
            println!("blocking in accept on {}", listener.local_addr()?);
            listener.accept()?;
        }
        "read" => {
            let mut stream = TcpStream::connect(&args[2])?;
            println!("blocking in read from {}", stream.peer_addr()?);
            stream.read(&mut byte)?;
        }
        "udp" => {
            let socket = UdpSocket::bind(&args[2])?;
            println!("blocking in recv on {}", socket.local_addr()?);
            socket.recv(&mut byte)?;
        }
        "stdin" => {
            println!("blocking in read from standard input");
            stdin().read(&mut byte)?;
        }
        "sleep" => {
            println!("blocking in sleep");
            std::thread::sleep(Duration::from_secs(1_000_000));
        }
        other => panic!("no such way to block: {other}"),
    }
    println!("not blocked any more");
    Ok(())
}
