//! What the programs share: statements, and sockets on loopback in a given state.
//!
//! A statement prints one line, `ok <name>` or `differs <name>: <what was seen>`. Nothing sleeps: what takes time is waited
//! for by pollables.
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Mutex;

pub use wasip2::clocks::monotonic_clock;
pub use wasip2::io::poll::{poll, Pollable};
pub use wasip2::io::streams::{InputStream, OutputStream, StreamError};
pub use wasip2::sockets::instance_network::instance_network;
pub use wasip2::sockets::network::{
    ErrorCode, IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress, Network,
};
pub use wasip2::sockets::tcp::{ShutdownType, TcpSocket};
pub use wasip2::sockets::tcp_create_socket::create_tcp_socket;
pub use wasip2::sockets::udp::{
    IncomingDatagram, IncomingDatagramStream, OutgoingDatagram, OutgoingDatagramStream, UdpSocket,
};
pub use wasip2::sockets::udp_create_socket::create_udp_socket;
pub use IpAddressFamily::{Ipv4, Ipv6};

static NAMES: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn say(name: &str, differs: Option<String>) {
    assert!(NAMES.lock().unwrap().insert(name.into()), "two statements are named {name}");
    match differs {
        None => println!("ok {name}"),
        Some(seen) => println!("differs {name}: {seen}"),
    }
}

/// States that a value is this one.
pub fn equal<T: PartialEq + Debug>(name: &str, seen: T, expected: T) {
    say(name, (seen != expected).then(|| format!("{seen:?}")));
}

/// States that something holds, whatever else was seen.
pub fn holds(name: &str, condition: bool) {
    say(name, (!condition).then(|| "it does not hold".into()));
}

/// States that an outcome is one of those allowed: `ok|would-block`.
pub fn outcome(name: &str, seen: &str, allowed: &str) {
    say(name, (!allowed.split('|').any(|each| each == seen)).then(|| seen.into()));
}

/// States what a function of wasi:sockets says: `ok`, or the error's name in the WIT.
pub fn says<T>(name: &str, seen: &Result<T, ErrorCode>, allowed: &str) {
    outcome(name, said(seen), allowed);
}

/// States what a function of wasi:io says: `ok`, `closed` or `failed`.
pub fn stream_says<T>(name: &str, seen: &Result<T, StreamError>, allowed: &str) {
    outcome(name, stream_said(seen), allowed);
}

pub fn said<T>(result: &Result<T, ErrorCode>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.name(),
    }
}

pub fn stream_said<T>(result: &Result<T, StreamError>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(StreamError::Closed) => "closed",
        Err(StreamError::LastOperationFailed(_)) => "failed",
    }
}

pub const FAMILIES: [IpAddressFamily; 2] = [Ipv4, Ipv6];

pub fn family_name(family: IpAddressFamily) -> &'static str {
    if family == Ipv4 { "ipv4" } else { "ipv6" }
}

pub fn v4(address: (u8, u8, u8, u8), port: u16) -> IpSocketAddress {
    IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address })
}

pub fn v6(address: (u16, u16, u16, u16, u16, u16, u16, u16), port: u16) -> IpSocketAddress {
    IpSocketAddress::Ipv6(Ipv6SocketAddress { port, flow_info: 0, address, scope_id: 0 })
}

pub fn loopback(family: IpAddressFamily, port: u16) -> IpSocketAddress {
    if family == Ipv4 { v4((127, 0, 0, 1), port) } else { v6((0, 0, 0, 0, 0, 0, 0, 1), port) }
}

pub fn any(family: IpAddressFamily, port: u16) -> IpSocketAddress {
    if family == Ipv4 { v4((0, 0, 0, 0), port) } else { v6((0, 0, 0, 0, 0, 0, 0, 0), port) }
}

pub fn other(family: IpAddressFamily) -> IpAddressFamily {
    if family == Ipv4 { Ipv6 } else { Ipv4 }
}

/// Addresses that nothing can be bound or connected to, by what they are.
pub fn bad_addresses(family: IpAddressFamily, port: u16) -> Vec<(&'static str, IpSocketAddress)> {
    let mut list = vec![("of the other family", loopback(other(family), port))];
    match family {
        Ipv4 => list.extend([
            ("that is multicast", v4((224, 0, 0, 1), port)),
            ("that is broadcast", v4((255, 255, 255, 255), port)),
        ]),
        Ipv6 => list.extend([
            ("that is multicast", v6((0xff02, 0, 0, 0, 0, 0, 0, 1), port)),
            ("that is IPv4-mapped", v6((0, 0, 0, 0, 0, 0xffff, 0x7f00, 1), port)),
        ]),
    }
    list
}

pub fn port_of(address: &IpSocketAddress) -> u16 {
    match address {
        IpSocketAddress::Ipv4(address) => address.port,
        IpSocketAddress::Ipv6(address) => address.port,
    }
}

/// An address as text, for comparing.
pub fn text(address: &IpSocketAddress) -> String {
    match address {
        IpSocketAddress::Ipv4(a) => format!("{:?}:{}", a.address, a.port),
        IpSocketAddress::Ipv6(a) => format!("{:?}:{} {} {}", a.address, a.port, a.flow_info, a.scope_id),
    }
}

pub fn net() -> Network {
    instance_network()
}

pub fn tcp(family: IpAddressFamily) -> TcpSocket {
    create_tcp_socket(family).unwrap()
}

pub fn udp(family: IpAddressFamily) -> UdpSocket {
    create_udp_socket(family).unwrap()
}

/// Does an operation again until it does not say `would-block`, waiting for the socket in between.
pub fn finish<T>(socket: &TcpSocket, operation: impl Fn(&TcpSocket) -> Result<T, ErrorCode>) -> Result<T, ErrorCode> {
    loop {
        match operation(socket) {
            Err(ErrorCode::WouldBlock) => socket.subscribe().block(),
            result => return result,
        }
    }
}

pub fn bind(socket: &TcpSocket, address: IpSocketAddress) -> Result<(), ErrorCode> {
    socket.start_bind(&net(), address)?;
    finish(socket, TcpSocket::finish_bind)
}

pub fn listen(socket: &TcpSocket) -> Result<(), ErrorCode> {
    socket.start_listen()?;
    finish(socket, TcpSocket::finish_listen)
}

pub fn connect(socket: &TcpSocket, address: IpSocketAddress) -> Result<(InputStream, OutputStream), ErrorCode> {
    socket.start_connect(&net(), address)?;
    finish(socket, TcpSocket::finish_connect)
}

pub fn bound(family: IpAddressFamily) -> TcpSocket {
    let socket = tcp(family);
    bind(&socket, loopback(family, 0)).unwrap();
    socket
}

pub fn listening(family: IpAddressFamily) -> TcpSocket {
    let socket = bound(family);
    listen(&socket).unwrap();
    socket
}

pub fn local(socket: &TcpSocket) -> IpSocketAddress {
    socket.local_address().unwrap()
}

/// One end of a connection. Streams are dropped before their socket.
pub struct End {
    pub input: InputStream,
    pub output: OutputStream,
    pub socket: TcpSocket,
}

pub fn connected_to(listener: &TcpSocket) -> End {
    let socket = tcp(listener.address_family());
    let (input, output) = connect(&socket, local(listener)).unwrap();
    End { input, output, socket }
}

pub fn accepted(listener: &TcpSocket) -> End {
    let (socket, input, output) = finish(listener, TcpSocket::accept).unwrap();
    End { input, output, socket }
}

/// Both ends of a connection, and the listener that it came from.
pub struct Pair {
    pub client: End,
    pub server: End,
    pub listener: TcpSocket,
}

pub fn pair(family: IpAddressFamily) -> Pair {
    let listener = listening(family);
    let client = connected_to(&listener);
    let server = accepted(&listener);
    Pair { client, server, listener }
}

impl End {
    /// Writes everything, however much that is.
    pub fn send(&self, bytes: &[u8]) {
        for chunk in bytes.chunks(4096) {
            self.output.blocking_write_and_flush(chunk).unwrap();
        }
    }

    /// Reads this many bytes, or what comes before the end.
    pub fn receive(&self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while bytes.len() < count {
            match self.input.blocking_read((count - bytes.len()) as u64) {
                Ok(more) => bytes.extend(more),
                Err(_) => break,
            }
        }
        bytes
    }
}

/// An address on loopback where nobody listens, as long as the socket lives.
pub fn deaf(family: IpAddressFamily) -> (TcpSocket, IpSocketAddress) {
    let socket = bound(family);
    let address = local(&socket);
    (socket, address)
}
