//! The options of `tcp-socket`: what each takes in each state, what is read back, and what an accepted socket inherits.
use conformance::*;

type Get = fn(&TcpSocket) -> Result<u64, ErrorCode>;
type Set = fn(&TcpSocket, u64) -> Result<(), ErrorCode>;

struct Choice {
    name: &'static str,
    get: Get,
    set: Set,
    /// An ordinary value, which every system takes as it is; and another.
    ordinary: [u64; 2],
    /// The greatest value of its type: it is clamped, and no error.
    greatest: u64,
    /// Whether an ordinary value is read back as it is. The sizes of buffers may be rounded.
    exact: bool,
}

const SECOND: u64 = 1_000_000_000;

const OPTIONS: [Choice; 6] = [
    Choice {
        name: "keep-alive-idle-time",
        get: TcpSocket::keep_alive_idle_time,
        set: TcpSocket::set_keep_alive_idle_time,
        ordinary: [77 * SECOND, 66 * SECOND],
        greatest: u64::MAX,
        exact: true,
    },
    Choice {
        name: "keep-alive-interval",
        get: TcpSocket::keep_alive_interval,
        set: TcpSocket::set_keep_alive_interval,
        ordinary: [7 * SECOND, 6 * SECOND],
        greatest: u64::MAX,
        exact: true,
    },
    Choice {
        name: "keep-alive-count",
        get: |socket| socket.keep_alive_count().map(u64::from),
        set: |socket, value| socket.set_keep_alive_count(value as u32),
        ordinary: [5, 4],
        greatest: u32::MAX as u64,
        exact: true,
    },
    Choice {
        name: "hop-limit",
        get: |socket| socket.hop_limit().map(u64::from),
        set: |socket, value| socket.set_hop_limit(value as u8),
        ordinary: [42, 43],
        greatest: u8::MAX as u64,
        exact: true,
    },
    Choice {
        name: "receive-buffer-size",
        get: TcpSocket::receive_buffer_size,
        set: TcpSocket::set_receive_buffer_size,
        ordinary: [65536, 32768],
        greatest: u64::MAX,
        exact: false,
    },
    Choice {
        name: "send-buffer-size",
        get: TcpSocket::send_buffer_size,
        set: TcpSocket::set_send_buffer_size,
        ordinary: [65536, 32768],
        greatest: u64::MAX,
        exact: false,
    },
];

fn option(place: &str, socket: &TcpSocket, Choice { name, get, set, ordinary, greatest, exact }: &Choice) {
    let name = format!("{place}: {name}");
    let first = get(socket);
    says(&name, &first, "ok");
    holds(&format!("{name} is not 0"), first.is_ok_and(|value| value > 0));
    says(&format!("{name}, set to 0"), &set(socket, 0), "invalid-argument");
    says(&format!("{name}, set to 1"), &set(socket, 1), "ok");
    holds(&format!("{name}, set to 1, is not 0 then"), get(socket).is_ok_and(|value| value > 0));
    says(&format!("{name}, set to the greatest value"), &set(socket, *greatest), "ok");
    holds(&format!("{name}, set to the greatest value, is not 0 then"), get(socket).is_ok_and(|value| value > 0));
    for value in ordinary {
        says(&format!("{name}, set to {value}"), &set(socket, *value), "ok");
        if *exact {
            equal(&format!("{name}, set to {value} and read back"), get(socket).ok(), Some(*value));
        }
    }
}

fn keep_alive(place: &str, socket: &TcpSocket) {
    for value in [true, true, false] {
        let times = if value && socket.keep_alive_enabled().is_ok_and(|enabled| enabled) { " again" } else { "" };
        says(&format!("{place}: keep-alive-enabled, set to {value}{times}"), &socket.set_keep_alive_enabled(value), "ok");
        equal(&format!("{place}: keep-alive-enabled, set to {value}{times} and read back"), socket.keep_alive_enabled().ok(), Some(value));
    }
}

fn options(family: IpAddressFamily) {
    let Pair { client, server, listener } = pair(family);
    let name = family_name(family);
    equal(&format!("{name}: keep-alive-enabled is false at first"), tcp(family).keep_alive_enabled().ok(), Some(false));
    let unbound = tcp(family);
    let bound = bound(family);
    let places =
        [("unbound", &unbound), ("bound", &bound), ("listening", &listener), ("connected", &client.socket), ("accepted", &server.socket)];
    for (place, socket) in places {
        let place = format!("{name}, {place}");
        keep_alive(&place, socket);
        for choice in &OPTIONS {
            option(&place, socket, choice);
        }
    }
}

/// An accepted socket has the options of its listener, and of its own from then on.
fn inheritance(family: IpAddressFamily) {
    let name = family_name(family);
    let listener = bound(family);
    listener.set_keep_alive_enabled(true).unwrap();
    for choice in &OPTIONS {
        (choice.set)(&listener, choice.ordinary[0]).unwrap();
    }
    listen(&listener).unwrap();
    let client = connected_to(&listener);
    let server = accepted(&listener);
    equal(&format!("{name}: an accepted socket inherits keep-alive-enabled"), server.socket.keep_alive_enabled().ok(), Some(true));
    for Choice { name: option, get, set, ordinary, .. } in &OPTIONS {
        equal(&format!("{name}: an accepted socket inherits {option}"), get(&server.socket).ok(), get(&listener).ok());
        let before = get(&listener).ok();
        set(&server.socket, ordinary[1]).unwrap();
        equal(&format!("{name}: an accepted socket's {option} is not its listener's"), get(&listener).ok(), before);
    }
    equal(&format!("{name}: an accepted socket's family is its listener's"), server.socket.address_family() == family, true);
    equal(&format!("{name}: a client inherits nothing"), client.socket.keep_alive_enabled().ok(), Some(false));
}

fn backlog(family: IpAddressFamily) {
    let name = family_name(family);
    for value in [1, 4096, u64::MAX] {
        let socket = bound(family);
        says(&format!("{name}: set-listen-backlog-size of {value} before listening"), &socket.set_listen_backlog_size(value), "ok");
        says(&format!("{name}: listening with a backlog of {value}"), &listen(&socket), "ok");
        let client = connected_to(&socket);
        let server = accepted(&socket);
        client.send(b"x");
        equal(&format!("{name}: accepting with a backlog of {value}"), server.receive(1), b"x".to_vec());
    }
}

fn main() {
    for family in FAMILIES {
        options(family);
        inheritance(family);
        backlog(family);
    }
}
