//! `composed [HOST-ADDRESS PORT | crash]`: uses the other component's tables, and prints what it sees. With an address and a
//! port it connects there by WASI's functions, and lends the connection's stream to the other component, which reads 5 bytes.
wit_bindgen::generate!({
    path: "../wit",
    world: "user",
    with: { "wasi:io/error@0.2.12": wasip2::io::error, "wasi:io/poll@0.2.12": wasip2::io::poll, "wasi:io/streams@0.2.12": wasip2::io::streams },
});

use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress};
use wasip2::sockets::tcp_create_socket::create_tcp_socket;
use wasock::composed::store::{crash, many, tables, Entry, Order, Rights, Table, Value};

fn entry(key: &str, value: Value, tags: &[&str], rights: Rights) -> Entry {
    Entry { key: key.into(), value, tags: tags.iter().map(|tag| tag.to_string()).collect(), rights }
}

fn use_tables() {
    let fruit = Table::new("Früchte 🍒");
    println!("{} of {}", fruit.name(), tables());
    let all = Rights::all();
    for (key, value) in [
        ("apple", Value::Text("äpfel".into())),
        ("banana", Value::Number(-9_000_000_000_000_000_001)),
        ("cherry", Value::Real(0.1)),
        ("date", Value::Bytes((0..=255).collect())),
        ("elder", Value::Pair((7, '🍇'))),
        ("fig", Value::Nothing),
    ] {
        println!("put {key}: {:?}", fruit.put(&entry(key, value, &["fruit", ""], all)));
    }
    println!("again: {:?}", fruit.put(&entry("apple", Value::Nothing, &[], Rights::READABLE)));
    println!("read-only: {:?}", fruit.put(&entry("apple", Value::Nothing, &[], all)));
    println!("{:?}", fruit.get("banana"));
    println!("{:?} {:?}", fruit.get("nothing"), fruit.remove("apple"));
    println!("{:?}", fruit.remove("elder"));
    println!("{:?} {:?}", fruit.keys(Order::Ascending), fruit.keys(Order::Descending));
    let copy = Table::new("copy");
    println!("copied {}", copy.copy_from(&fruit));
    println!("{} entries, {} tables", copy.entries().len(), tables());
    let big = Table::new("big");
    for i in 0..1000 {
        big.put(&entry(&format!("{i:04}"), Value::Bytes(vec![i as u8; i]), &[], all)).unwrap();
    }
    let sum: usize = big.entries().iter().map(|entry| if let Value::Bytes(bytes) = &entry.value { bytes.len() } else { 0 }).sum();
    println!("{sum} bytes in big");
    let merged = Table::merge(vec![copy, big], "merged");
    println!("{}: {} entries, {} tables", merged.name(), merged.keys(Order::Ascending).len(), tables());
    drop((fruit, merged));
    println!("{} tables", tables());
    println!(
        "{:?}",
        many(255, -128, 65535, -32768, u32::MAX, i32::MIN, u64::MAX, i64::MIN, 0.5, f64::MIN, '\u{10ffff}', true, "seventeen", &[1, 2, 3], Some(9), Err(8), (7, 6))
    );
}

fn lend_stream(address: &str, port: u16) -> Result<(), ErrorCode> {
    let mut parts = address.split('.').map(|part| part.parse().unwrap());
    let mut part = || parts.next().unwrap();
    let address = (part(), part(), part(), part());
    let socket = create_tcp_socket(IpAddressFamily::Ipv4)?;
    socket.start_connect(&instance_network(), IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address }))?;
    socket.subscribe().block();
    let (input, output) = socket.finish_connect()?;
    output.blocking_write_and_flush(b"hello").unwrap();
    let table = Table::new("streams");
    println!("{:?} {:?}", table.put_stream("answer", &input, 5), table.get("answer"));
    Ok(())
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        None => use_tables(),
        Some("crash") => crash(),
        Some(address) => lend_stream(address, args[2].parse().unwrap()).unwrap(),
    }
}
