//! `bench PORT [MILLIS [ROW...]]`: measures against bench/c/peer.c on that port of 127.0.0.1, MILLIS milliseconds for each row,
//! and prints one line of JSON.
//!
//! round-trips: 64 bytes there and back, per second. connects: connecting and closing, per second. send, receive: bytes per
//! second by calls of 64 KiB. udp-round-trips: 64 bytes there and back between two sockets of this guest, per second.
use std::io::{Read, Result, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

struct Bench {
    port: u16,
    time: Duration,
}

impl Bench {
    /// A connection for what the byte says: see bench/c/peer.c.
    fn connect(&self, purpose: u8) -> Result<TcpStream> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_nodelay(true).ok(); // WASI 0.2 has no such option
        stream.write_all(&[purpose])?;
        Ok(stream)
    }

    /// How often in a second `action` is done, times what it returns.
    fn rate(&self, mut action: impl FnMut() -> Result<usize>) -> Result<f64> {
        let start = Instant::now();
        let mut sum = 0;
        loop {
            for _ in 0..16 {
                sum += action()?;
            }
            let elapsed = start.elapsed();
            if elapsed >= self.time {
                return Ok(sum as f64 / elapsed.as_secs_f64());
            }
        }
    }

    fn round_trips(&self) -> Result<f64> {
        let mut stream = self.connect(b'e')?;
        let mut buffer = [b'x'; 64];
        self.rate(|| {
            stream.write_all(&buffer)?;
            stream.read_exact(&mut buffer)?;
            Ok(1)
        })
    }

    fn connects(&self) -> Result<f64> {
        self.rate(|| self.connect(b'i').map(|_| 1))
    }

    fn send(&self) -> Result<f64> {
        let mut stream = self.connect(b's')?;
        let buffer = vec![b'x'; 65536];
        let start = Instant::now();
        let mut sent = 0;
        while start.elapsed() < self.time {
            stream.write_all(&buffer)?;
            sent += buffer.len();
        }
        stream.shutdown(Shutdown::Write)?;
        stream.read_exact(&mut [0])?; // the peer has it all
        Ok(sent as f64 / start.elapsed().as_secs_f64())
    }

    fn receive(&self) -> Result<f64> {
        let mut stream = self.connect(b'g')?;
        let mut buffer = vec![0; 65536];
        self.rate(|| stream.read(&mut buffer))
    }

    fn udp_round_trips(&self) -> Result<f64> {
        let here = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        let there = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        here.connect(there.local_addr()?)?;
        let mut buffer = [b'x'; 64];
        self.rate(|| {
            here.send(&buffer)?;
            let (length, from) = there.recv_from(&mut buffer)?;
            there.send_to(&buffer[..length], from)?;
            here.recv(&mut buffer)?;
            Ok(1)
        })
    }
}

type Row = (&'static str, fn(&Bench) -> Result<f64>);

const ROWS: [Row; 5] = [
    ("round-trips", Bench::round_trips),
    ("connects", Bench::connects),
    ("send", Bench::send),
    ("receive", Bench::receive),
    ("udp-round-trips", Bench::udp_round_trips),
];

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let bench = Bench {
        port: args[1].parse().unwrap(),
        time: Duration::from_millis(args.get(2).map_or(200, |millis| millis.parse().unwrap())),
    };
    let wanted = |name: &str| args.len() < 4 || args[3..].iter().any(|arg| arg == name);
    let mut figures = Vec::new();
    for (name, measure) in ROWS {
        if wanted(name) {
            figures.push(format!("\"{name}\":{:.0}", measure(&bench)?));
        }
    }
    println!("{{{}}}", figures.join(","));
    Ok(())
}
