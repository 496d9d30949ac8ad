//! `resolve NAME...`: prints the addresses of each name, sorted, or why there are none.
use std::net::ToSocketAddrs;

fn main() {
    for name in std::env::args().skip(1) {
        match (name.as_str(), 0).to_socket_addrs() {
            Ok(addresses) => {
                let mut texts: Vec<String> = addresses.map(|address| address.ip().to_string()).collect();
                texts.sort();
                texts.dedup();
                println!("{name}: {}", texts.join(" "));
            }
            Err(error) => println!("{name}: {error}"),
        }
    }
}
