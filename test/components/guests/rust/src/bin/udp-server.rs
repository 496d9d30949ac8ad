//! `udp-server ADDRESS N`: binds, prints where, and sends each of N datagrams back where it came from.
use std::io::Result;
use std::net::UdpSocket;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let socket = UdpSocket::bind(&args[1])?;
    println!("bound to {}", socket.local_addr()?);
    let mut buffer = [0; 65536];
    for _ in 0..args[2].parse().unwrap() {
        let (length, from) = socket.recv_from(&mut buffer)?;
        socket.send_to(&buffer[..length], from)?;
        println!("echoed {length} bytes");
    }
    Ok(())
}
