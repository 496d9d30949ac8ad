//! `udp-client HOST PORT LINE...`: sends each line as a datagram from a connected socket, and prints the answer.
use std::io::Result;
use std::net::{ToSocketAddrs, UdpSocket};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let server = (args[1].as_str(), args[2].parse().unwrap()).to_socket_addrs()?.next().unwrap();
    let socket = UdpSocket::bind(if server.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" })?;
    socket.connect(server)?;
    let mut buffer = [0; 65536];
    for line in &args[3..] {
        socket.send(line.as_bytes())?;
        let length = socket.recv(&mut buffer)?;
        println!("{}", String::from_utf8_lossy(&buffer[..length]));
    }
    Ok(())
}
