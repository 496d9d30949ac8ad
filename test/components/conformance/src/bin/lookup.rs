//! Names: addresses in text, localhost, names that do not exist, and texts that are no names. Asks no machine but this one, as
//! far as its resolver keeps to RFC 6761 (`localhost`, `invalid`).
use conformance::*;
use wasip2::sockets::ip_name_lookup::{resolve_addresses, ResolveAddressStream};

fn next(stream: &ResolveAddressStream) -> Result<Option<IpAddress>, ErrorCode> {
    loop {
        match stream.resolve_next_address() {
            Err(ErrorCode::WouldBlock) => stream.subscribe().block(),
            result => return result,
        }
    }
}

fn all(name: &str) -> Result<Vec<String>, ErrorCode> {
    let stream = resolve_addresses(&net(), name)?;
    let mut list = Vec::new();
    while let Some(address) = next(&stream)? {
        list.push(match address {
            IpAddress::Ipv4(parts) => format!("{parts:?}"),
            IpAddress::Ipv6(parts) => format!("{parts:x?}"),
        });
    }
    Ok(list)
}

fn addresses() {
    let known = [
        ("127.0.0.1", "(127, 0, 0, 1)"),
        ("192.0.2.55", "(192, 0, 2, 55)"),
        ("0.0.0.0", "(0, 0, 0, 0)"),
        ("255.255.255.255", "(255, 255, 255, 255)"),
        ("::1", "(0, 0, 0, 0, 0, 0, 0, 1)"),
        ("::", "(0, 0, 0, 0, 0, 0, 0, 0)"),
        ("2001:db8::5", "(2001, db8, 0, 0, 0, 0, 0, 5)"),
        ("2001:DB8:1:2:3:4:5:6", "(2001, db8, 1, 2, 3, 4, 5, 6)"),
        ("fe80::1", "(fe80, 0, 0, 0, 0, 0, 0, 1)"),
    ];
    for (name, expected) in known {
        equal(&format!("{name} is an address"), all(name).map_err(|error| error.name()), Ok(vec![expected.into()]));
    }
    let mapped = all("::ffff:192.0.2.1");
    holds("an IPv4-mapped address is not given", !mapped.is_ok_and(|list| list.iter().any(|address| address.contains("ffff"))));
}

fn localhost() {
    let list = all("localhost").unwrap_or_default();
    holds("localhost has an address", !list.is_empty());
    holds(
        "localhost has addresses of loopback only",
        list.iter().all(|address| address == "(127, 0, 0, 1)" || address == "(0, 0, 0, 0, 0, 0, 0, 1)"),
    );
    equal("localhost has the same addresses each time", all("localhost").unwrap_or_default(), list.clone());
    equal("LOCALHOST is localhost", all("LOCALHOST").unwrap_or_default(), list);
    let stream = resolve_addresses(&net(), "localhost").unwrap();
    let pollable = stream.subscribe();
    pollable.block();
    outcome("resolve-next-address once the pollable is ready", said(&stream.resolve_next_address()), "ok");
    holds("the pollable stays ready", pollable.ready());
    while next(&stream).is_ok_and(|address| address.is_some()) {}
    for times in ["", " again"] {
        equal(&format!("resolve-next-address after the last{times}"), next(&stream).map(|address| address.is_none()).map_err(|error| error.name()), Ok(true));
    }
    holds("the pollable after the last address is ready", pollable.ready());
    drop(pollable);
    drop(stream);
    let dropped = resolve_addresses(&net(), "localhost");
    says("a lookup may be dropped at once", &dropped, "ok");
    drop(dropped);
    let streams: Vec<_> = (0..20).map(|_| resolve_addresses(&net(), "localhost").unwrap()).collect();
    holds("20 lookups at once", streams.iter().all(|stream| next(stream).is_ok_and(|address| address.is_some())));
}

fn failures() {
    for name in ["nothing.invalid", "a.b.c.invalid", "bücher.invalid", "xn--bcher-kva.invalid", "under_score.invalid"] {
        says(&format!("{name} does not exist"), &all(name), "name-unresolvable|temporary-resolver-failure|permanent-resolver-failure");
    }
    let stream = resolve_addresses(&net(), "nothing.invalid");
    says("a lookup of a name that does not exist begins", &stream, "ok");
    if let Ok(stream) = stream {
        let first = said(&next(&stream));
        outcome("its error comes again", said(&next(&stream)), first);
        holds("its pollable is ready", stream.subscribe().ready());
    }
    let long = format!("{}.invalid", "a".repeat(64));
    let longest = format!("{}invalid", "abcdefg.".repeat(40));
    let bad = [
        ("of nothing", ""),
        ("with a space", "local host"),
        ("with a port", "127.0.0.1:80"),
        ("in brackets", "[::1]"),
        ("with a slash", "localhost/"),
        ("with two dots", "a..invalid"),
        ("of a dot", "."),
        ("with NUL", "local\0host"),
        ("with a label of 64 letters", long.as_str()),
        ("of 300 letters", longest.as_str()),
        ("with too many numbers", "1.2.3.4.5"),
        ("with too great a number", "256.256.256.256"),
        ("with too many colons", "1:2:3:4:5:6:7:8:9"),
        ("of a URL", "http://localhost"),
    ];
    // By resolve-addresses, or by the first resolve-next-address: whichever is the first to know.
    for (what, name) in bad {
        says(&format!("a lookup of a name {what}"), &all(name), "invalid-argument");
    }
}

fn main() {
    addresses();
    localhost();
    failures();
}
