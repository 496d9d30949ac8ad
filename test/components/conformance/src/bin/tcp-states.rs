//! What each function of `tcp-socket` says in each of a socket's states, and which states follow.
//!
//! The states and what leads from one to another: TcpSocketOperationalSemantics.md of wasi-sockets. A function in a wrong state
//! says `invalid-state`, or `concurrency-conflict` if something is in progress; a `finish-` function says `not-in-progress`.
use conformance::*;

/// A socket in some state, and what must live as long.
type Kept = (TcpSocket, Vec<Box<dyn std::any::Any>>);

fn unbound(family: IpAddressFamily) -> Kept {
    (tcp(family), vec![])
}

fn bind_in_progress(family: IpAddressFamily) -> Kept {
    let socket = tcp(family);
    socket.start_bind(&net(), loopback(family, 0)).unwrap();
    (socket, vec![])
}

fn is_bound(family: IpAddressFamily) -> Kept {
    (bound(family), vec![])
}

fn listen_in_progress(family: IpAddressFamily) -> Kept {
    let socket = bound(family);
    socket.start_listen().unwrap();
    (socket, vec![])
}

fn is_listening(family: IpAddressFamily) -> Kept {
    (listening(family), vec![])
}

fn connect_in_progress(family: IpAddressFamily) -> Kept {
    let listener = listening(family);
    let socket = tcp(family);
    socket.start_connect(&net(), local(&listener)).unwrap();
    (socket, vec![Box::new(listener)])
}

fn is_connected(family: IpAddressFamily) -> Kept {
    let Pair { client, server, listener } = pair(family);
    (client.socket, vec![Box::new((client.input, client.output)), Box::new(server), Box::new(listener)])
}

fn is_accepted(family: IpAddressFamily) -> Kept {
    let Pair { client, server, listener } = pair(family);
    (server.socket, vec![Box::new((server.input, server.output)), Box::new(client), Box::new(listener)])
}

fn is_closed(family: IpAddressFamily) -> Kept {
    let (silent, address) = deaf(family);
    let socket = tcp(family);
    connect(&socket, address).ok();
    (socket, vec![Box::new(silent)])
}

type State = (&'static str, fn(IpAddressFamily) -> Kept);

const STATES: [State; 9] = [
    ("unbound", unbound),
    ("bind-in-progress", bind_in_progress),
    ("bound", is_bound),
    ("listen-in-progress", listen_in_progress),
    ("listening", is_listening),
    ("connect-in-progress", connect_in_progress),
    ("connected", is_connected),
    ("accepted", is_accepted),
    ("closed", is_closed),
];

type Method = fn(&TcpSocket) -> String;

/// Each function, and what it may say in each state, in the order of STATES. `busy` is what a function says that would start
/// something while something else is in progress.
const METHODS: [(&str, Method, [&str; 9]); 17] = [
    (
        "start-bind",
        |s| said(&s.start_bind(&net(), loopback(s.address_family(), 0))).into(),
        ["ok", "busy", "invalid-state", "busy", "invalid-state", "busy", "invalid-state", "invalid-state", "invalid-state"],
    ),
    (
        "finish-bind",
        |s| said(&s.finish_bind()).into(),
        ["not-in-progress", "ok|would-block", "not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress"],
    ),
    (
        "start-connect",
        |s| {
            let (_kept, address) = deaf(s.address_family());
            said(&s.start_connect(&net(), address)).into()
        },
        ["ok", "busy", "ok", "busy", "invalid-state", "busy", "invalid-state", "invalid-state", "invalid-state"],
    ),
    (
        "finish-connect",
        |s| said(&s.finish_connect()).into(),
        ["not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress", "ok|would-block", "not-in-progress", "not-in-progress", "not-in-progress"],
    ),
    (
        "start-listen",
        |s| said(&s.start_listen()).into(),
        ["invalid-state", "busy", "ok", "busy", "invalid-state", "busy", "invalid-state", "invalid-state", "invalid-state"],
    ),
    (
        "finish-listen",
        |s| said(&s.finish_listen()).into(),
        ["not-in-progress", "not-in-progress", "not-in-progress", "ok|would-block", "not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress", "not-in-progress"],
    ),
    (
        "accept",
        |s| said(&s.accept()).into(),
        ["invalid-state", "invalid-state", "invalid-state", "invalid-state", "would-block", "invalid-state", "invalid-state", "invalid-state", "invalid-state"],
    ),
    (
        "local-address",
        |s| said(&s.local_address()).into(),
        ["invalid-state", "invalid-state", "ok", "ok", "ok", "ok", "ok", "ok", "ok|invalid-state"],
    ),
    (
        "remote-address",
        |s| said(&s.remote_address()).into(),
        ["invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "ok", "ok", "invalid-state"],
    ),
    (
        "is-listening",
        |s| s.is_listening().to_string(),
        ["false", "false", "false", "false", "true", "false", "false", "false", "false"],
    ),
    (
        "set-listen-backlog-size",
        |s| said(&s.set_listen_backlog_size(10)).into(),
        ["ok", "ok", "ok", "ok", "ok|not-supported", "invalid-state", "invalid-state", "invalid-state", "ok|invalid-state"],
    ),
    (
        "set-listen-backlog-size of 0",
        |s| said(&s.set_listen_backlog_size(0)).into(),
        ["invalid-argument", "invalid-argument", "invalid-argument", "invalid-argument", "invalid-argument", "invalid-argument|invalid-state", "invalid-argument|invalid-state", "invalid-argument|invalid-state", "invalid-argument|invalid-state"],
    ),
    (
        "shutdown of receive",
        |s| said(&s.shutdown(ShutdownType::Receive)).into(),
        ["invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "ok", "ok", "invalid-state"],
    ),
    (
        "shutdown of send",
        |s| said(&s.shutdown(ShutdownType::Send)).into(),
        ["invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "ok", "ok", "invalid-state"],
    ),
    (
        "shutdown of both",
        |s| said(&s.shutdown(ShutdownType::Both)).into(),
        ["invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "invalid-state", "ok", "ok", "invalid-state"],
    ),
    (
        "a pollable's ready",
        |s| s.subscribe().ready().to_string(),
        ["true", "true|false", "true", "true|false", "false", "true|false", "true", "true", "true"],
    ),
    (
        "address-family",
        |s| family_name(s.address_family()).into(),
        ["family", "family", "family", "family", "family", "family", "family", "family", "family"],
    ),
];

fn states(family: IpAddressFamily) {
    let name = family_name(family);
    for (method, call, allowed) in METHODS {
        for ((state, make), allowed) in STATES.iter().zip(allowed) {
            let (socket, kept) = make(family);
            let seen = call(&socket);
            for each in kept {
                drop(each); // a connection's streams before its socket
            }
            drop(socket);
            let allowed = match allowed {
                "busy" => "invalid-state|concurrency-conflict",
                "family" => name,
                other => other,
            };
            outcome(&format!("{name}: {method} in {state}"), &seen, allowed);
        }
    }
}

/// A function in the wrong state leaves the state as it is.
fn wrong_calls(family: IpAddressFamily) {
    let name = family_name(family);
    let socket = tcp(family);
    for call in [TcpSocket::finish_bind, TcpSocket::start_listen, TcpSocket::finish_listen] {
        call(&socket).unwrap_err();
    }
    says(&format!("{name}: start-bind after calls in the wrong state"), &socket.start_bind(&net(), loopback(family, 0)), "ok");
    socket.start_listen().unwrap_err();
    finish(&socket, TcpSocket::finish_bind).ok();
    says(&format!("{name}: start-listen after one during the binding"), &socket.start_listen(), "ok");
    socket.start_bind(&net(), loopback(family, 0)).unwrap_err();
    says(&format!("{name}: finish-listen after a start-bind during it"), &finish(&socket, TcpSocket::finish_listen), "ok");
    let client = tcp(family);
    client.start_connect(&net(), local(&socket)).unwrap();
    client.start_listen().unwrap_err();
    says(&format!("{name}: finish-connect after a start-listen during it"), &finish(&client, TcpSocket::finish_connect), "ok");
    says(&format!("{name}: finish-connect a second time"), &client.finish_connect(), "not-in-progress");
}

fn binding(family: IpAddressFamily) {
    let name = family_name(family);
    let port_says = |what: &str, address: IpSocketAddress, allowed: &str| {
        says(&format!("{name}: binding to an address {what}"), &bind(&tcp(family), address), allowed);
    };
    for (what, address) in bad_addresses(family, 0) {
        port_says(what, address, "invalid-argument");
    }
    let foreign = if family == Ipv4 { v4((192, 0, 2, 1), 0) } else { v6((0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 0) };
    port_says("of another machine", foreign, "address-not-bindable");
    port_says("that is unspecified", any(family, 0), "ok");

    let first = bound(family);
    let port = port_of(&local(&first));
    holds(&format!("{name}: binding to port 0 gives a port"), port != 0);
    equal(&format!("{name}: local-address is what was bound"), text(&local(&first)), text(&loopback(family, port)));
    listen(&first).unwrap();
    port_says("in use", loopback(family, port), "address-in-use");
    let second = tcp(family);
    bind(&second, loopback(family, port)).ok();
    says(&format!("{name}: local-address after a failed bind"), &second.local_address(), "invalid-state");
    says(&format!("{name}: finish-bind after a failed bind"), &second.finish_bind(), "not-in-progress");
    says(&format!("{name}: start-listen after a failed bind"), &second.start_listen(), "invalid-state");
    says(&format!("{name}: binding again after a failed bind"), &bind(&second, loopback(family, 0)), "ok");
    says(&format!("{name}: binding again after a bind"), &second.start_bind(&net(), loopback(family, 0)), "invalid-state");
    drop(first);
    says(&format!("{name}: binding to the port of a dropped listener"), &bind(&tcp(family), loopback(family, port)), "ok");

    // Who closes first is left in TIME-WAIT.
    let Pair { client, server, listener } = pair(family);
    let address = local(&listener);
    drop(server);
    client.receive(1);
    drop((client, listener));
    let again = tcp(family);
    says(&format!("{name}: binding to a port in TIME-WAIT"), &bind(&again, address), "ok");
    says(&format!("{name}: listening at a port in TIME-WAIT"), &listen(&again), "ok");
}

fn connecting(family: IpAddressFamily) {
    let name = family_name(family);
    let listener = listening(family);
    let port = port_of(&local(&listener));
    let mut bad = bad_addresses(family, port);
    bad.extend([("that is unspecified", any(family, port)), ("with port 0", loopback(family, 0))]);
    for (what, address) in bad {
        let socket = tcp(family);
        says(&format!("{name}: start-connect to an address {what}"), &socket.start_connect(&net(), address), "invalid-argument");
        says(
            &format!("{name}: start-connect again after one to an address {what}: closed"),
            &socket.start_connect(&net(), local(&listener)),
            "invalid-state",
        );
    }
    let (_silent, address) = deaf(family);
    let socket = tcp(family);
    says(&format!("{name}: start-connect where nobody listens"), &socket.start_connect(&net(), address), "ok");
    says(&format!("{name}: finish-connect where nobody listens"), &finish(&socket, TcpSocket::finish_connect), "connection-refused");
    says(&format!("{name}: finish-connect again where nobody listens"), &socket.finish_connect(), "not-in-progress");

    let socket = bound(family);
    let before = text(&local(&socket));
    says(&format!("{name}: connecting a bound socket"), &connect(&socket, local(&listener)).map(drop), "ok");
    equal(&format!("{name}: a bound socket keeps its address when it connects"), text(&local(&socket)), before);
    equal(&format!("{name}: remote-address is what was connected to"), text(&socket.remote_address().unwrap()), text(&local(&listener)));
    let accepted = accepted(&listener);
    equal(&format!("{name}: an accepted socket's remote-address is the client's"), text(&accepted.socket.remote_address().unwrap()), text(&local(&socket)));
    equal(&format!("{name}: an accepted socket's local-address is the listener's"), text(&local(&accepted.socket)), text(&local(&listener)));
    says(&format!("{name}: accept when all are accepted"), &listener.accept().map(drop), "would-block");

    let socket = tcp(family);
    let pollable = socket.subscribe();
    socket.start_connect(&net(), local(&listener)).unwrap();
    pollable.block();
    says(&format!("{name}: finish-connect once the pollable is ready"), &socket.finish_connect().map(drop), "ok");
    holds(&format!("{name}: the pollable stays ready when it is connected"), pollable.ready());
    drop(pollable);

    let itself = bound(family);
    let address = local(&itself);
    says(&format!("{name}: connecting a socket to itself"), &connect(&itself, address).map(drop), "ok");
}

/// One pollable serves a listener from its creation on.
fn one_pollable(family: IpAddressFamily) {
    let name = family_name(family);
    let socket = tcp(family);
    let pollable = socket.subscribe();
    holds(&format!("{name}: a pollable is ready at first"), pollable.ready());
    socket.start_bind(&net(), loopback(family, 0)).unwrap();
    pollable.block();
    says(&format!("{name}: finish-bind once the pollable is ready"), &socket.finish_bind(), "ok");
    socket.start_listen().unwrap();
    pollable.block();
    says(&format!("{name}: finish-listen once the pollable is ready"), &socket.finish_listen(), "ok");
    holds(&format!("{name}: a listener's pollable is not ready without a connection"), !pollable.ready());
    let client = connected_to(&socket);
    pollable.block();
    holds(&format!("{name}: a listener's pollable is ready with a connection"), pollable.ready());
    let server = accepted(&socket);
    holds(&format!("{name}: a listener's pollable is not ready after accept"), !pollable.ready());
    drop((client, server));
    drop(pollable);
}

fn main() {
    for family in FAMILIES {
        states(family);
        wrong_calls(family);
        binding(family);
        connecting(family);
        one_pollable(family);
    }
}
