//! UDP sockets: what each function says in each state, their options, and datagrams.
use conformance::*;

fn bind_udp(socket: &UdpSocket, address: IpSocketAddress) -> Result<(), ErrorCode> {
    socket.start_bind(&net(), address)?;
    loop {
        match socket.finish_bind() {
            Err(ErrorCode::WouldBlock) => socket.subscribe().block(),
            result => return result,
        }
    }
}

fn bound_udp(family: IpAddressFamily) -> UdpSocket {
    let socket = udp(family);
    bind_udp(&socket, loopback(family, 0)).unwrap();
    socket
}

fn address_of(socket: &UdpSocket) -> IpSocketAddress {
    socket.local_address().unwrap()
}

/// A socket and its streams, which are dropped before it.
struct Open {
    incoming: IncomingDatagramStream,
    outgoing: OutgoingDatagramStream,
    socket: UdpSocket,
}

fn open(family: IpAddressFamily, remote: Option<IpSocketAddress>) -> Open {
    let socket = bound_udp(family);
    let (incoming, outgoing) = socket.stream(remote).unwrap();
    Open { incoming, outgoing, socket }
}

/// Two sockets that have each other as their peer.
fn connected(family: IpAddressFamily) -> (Open, Open) {
    let (a, b) = (bound_udp(family), bound_udp(family));
    let (to_a, to_b) = (address_of(&a), address_of(&b));
    let (incoming, outgoing) = a.stream(Some(to_b)).unwrap();
    let first = Open { incoming, outgoing, socket: a };
    let (incoming, outgoing) = b.stream(Some(to_a)).unwrap();
    (first, Open { incoming, outgoing, socket: b })
}

fn datagram(data: &[u8], remote_address: Option<IpSocketAddress>) -> OutgoingDatagram {
    OutgoingDatagram { data: data.to_vec(), remote_address }
}

impl Open {
    fn send(&self, datagrams: &[OutgoingDatagram]) -> Result<u64, ErrorCode> {
        while self.outgoing.check_send()? < datagrams.len() as u64 {
            self.outgoing.subscribe().block();
        }
        self.outgoing.send(datagrams)
    }

    /// `count` datagrams, or fewer if no more come in half a second.
    fn receive(&self, count: usize) -> Vec<IncomingDatagram> {
        let mut all = Vec::new();
        let patience = monotonic_clock::subscribe_duration(500_000_000);
        while all.len() < count && poll(&[&self.incoming.subscribe(), &patience])[0] == 0 {
            all.extend(self.incoming.receive((count - all.len()) as u64).unwrap());
        }
        all
    }

    fn receive_data(&self, count: usize) -> Vec<Vec<u8>> {
        self.receive(count).into_iter().map(|datagram| datagram.data).collect()
    }
}

const METHODS: [(&str, fn(&UdpSocket) -> String, [&str; 5]); 10] = [
    (
        "start-bind",
        |s| said(&s.start_bind(&net(), loopback(s.address_family(), 0))).into(),
        ["ok", "invalid-state|concurrency-conflict", "invalid-state", "invalid-state", "invalid-state"],
    ),
    ("finish-bind", |s| said(&s.finish_bind()).into(), ["not-in-progress", "ok|would-block", "not-in-progress", "not-in-progress", "not-in-progress"]),
    ("stream to nobody", |s| said(&s.stream(None)).into(), ["invalid-state", "invalid-state", "ok", "-", "-"]),
    (
        "stream to somebody",
        |s| said(&s.stream(Some(loopback(s.address_family(), 9)))).into(),
        ["invalid-state", "invalid-state", "ok", "-", "-"],
    ),
    ("local-address", |s| said(&s.local_address()).into(), ["invalid-state", "invalid-state", "ok", "ok", "ok"]),
    ("remote-address", |s| said(&s.remote_address()).into(), ["invalid-state", "invalid-state", "invalid-state", "invalid-state", "ok"]),
    ("address-family", |s| family_name(s.address_family()).into(), ["family"; 5]),
    ("unicast-hop-limit", |s| said(&s.unicast_hop_limit()).into(), ["ok"; 5]),
    ("receive-buffer-size", |s| said(&s.receive_buffer_size()).into(), ["ok"; 5]),
    ("send-buffer-size", |s| said(&s.send_buffer_size()).into(), ["ok"; 5]),
];

fn states(family: IpAddressFamily) {
    let name = family_name(family);
    for (method, call, allowed) in METHODS {
        for (i, state) in ["unbound", "bind-in-progress", "bound", "streaming to nobody", "streaming to somebody"].iter().enumerate() {
            let socket = udp(family);
            if i == 1 {
                socket.start_bind(&net(), loopback(family, 0)).unwrap();
            } else if i > 1 {
                bind_udp(&socket, loopback(family, 0)).unwrap();
            }
            let streams = (i > 2).then(|| socket.stream((i == 4).then(|| loopback(family, 9))).unwrap());
            if allowed[i] != "-" {
                let allowed = if allowed[i] == "family" { name } else { allowed[i] };
                outcome(&format!("{name}: {method}, {state}"), &call(&socket), allowed);
            }
            drop(streams);
        }
    }
}

fn binding(family: IpAddressFamily) {
    let name = family_name(family);
    says(&format!("{name}: binding to an address of the other family"), &bind_udp(&udp(family), loopback(other(family), 0)), "invalid-argument");
    if family == Ipv6 {
        says("ipv6: binding to an IPv4-mapped address", &bind_udp(&udp(family), v6((0, 0, 0, 0, 0, 0xffff, 0x7f00, 1), 0)), "invalid-argument");
    }
    let foreign = if family == Ipv4 { v4((192, 0, 2, 1), 0) } else { v6((0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 0) };
    says(&format!("{name}: binding to an address of another machine"), &bind_udp(&udp(family), foreign), "address-not-bindable");
    says(&format!("{name}: binding to the unspecified address"), &bind_udp(&udp(family), any(family, 0)), "ok");
    let first = bound_udp(family);
    let port = port_of(&address_of(&first));
    holds(&format!("{name}: binding to port 0 gives a port"), port != 0);
    equal(&format!("{name}: local-address is what was bound"), text(&address_of(&first)), text(&loopback(family, port)));
    let second = udp(family);
    says(&format!("{name}: binding to an address in use"), &bind_udp(&second, loopback(family, port)), "address-in-use");
    says(&format!("{name}: local-address after a failed bind"), &second.local_address(), "invalid-state");
    says(&format!("{name}: stream after a failed bind"), &second.stream(None).map(drop), "invalid-state");
    says(&format!("{name}: binding again after a failed bind"), &bind_udp(&second, loopback(family, 0)), "ok");
    drop(first);
    says(&format!("{name}: binding to the address of a dropped socket"), &bind_udp(&udp(family), loopback(family, port)), "ok");
    let socket = udp(family);
    let pollable = socket.subscribe();
    socket.start_bind(&net(), loopback(family, 0)).unwrap();
    pollable.block();
    says(&format!("{name}: finish-bind once the pollable is ready"), &socket.finish_bind(), "ok");
    drop(pollable);
}

fn options(family: IpAddressFamily) {
    let name = family_name(family);
    let open = open(family, None);
    let unbound = udp(family);
    for (place, socket) in [("unbound", &unbound), ("streaming", &open.socket)] {
        let place = format!("{name}, {place}");
        holds(&format!("{place}: unicast-hop-limit is not 0"), socket.unicast_hop_limit().is_ok_and(|value| value > 0));
        says(&format!("{place}: unicast-hop-limit, set to 0"), &socket.set_unicast_hop_limit(0), "invalid-argument");
        for value in [1, 42, 255] {
            says(&format!("{place}: unicast-hop-limit, set to {value}"), &socket.set_unicast_hop_limit(value), "ok");
            equal(&format!("{place}: unicast-hop-limit, set to {value} and read back"), socket.unicast_hop_limit().ok(), Some(value));
        }
        type Get = fn(&UdpSocket) -> Result<u64, ErrorCode>;
        type Set = fn(&UdpSocket, u64) -> Result<(), ErrorCode>;
        let sizes: [(&str, Get, Set); 2] = [
            ("receive-buffer-size", UdpSocket::receive_buffer_size, UdpSocket::set_receive_buffer_size),
            ("send-buffer-size", UdpSocket::send_buffer_size, UdpSocket::set_send_buffer_size),
        ];
        for (option, get, set) in sizes {
            says(&format!("{place}: {option}, set to 0"), &set(socket, 0), "invalid-argument");
            for value in [1, 65536, u64::MAX] {
                says(&format!("{place}: {option}, set to {value}"), &set(socket, value), "ok");
                holds(&format!("{place}: {option}, set to {value}, is not 0 then"), get(socket).is_ok_and(|size| size > 0));
            }
        }
    }
}

fn to_anybody(family: IpAddressFamily) {
    let name = family_name(family);
    let (a, b) = (open(family, None), open(family, None));
    let (to_a, to_b) = (address_of(&a.socket), address_of(&b.socket));
    equal(&format!("{name}: receive without datagrams gives none"), a.incoming.receive(10).map(|list| list.len()).ok(), Some(0));
    equal(&format!("{name}: receive of 0 datagrams gives none"), a.incoming.receive(0).map(|list| list.len()).ok(), Some(0));
    holds(&format!("{name}: an incoming stream without datagrams is not ready"), !a.incoming.subscribe().ready());
    holds(&format!("{name}: an outgoing stream is ready"), a.outgoing.subscribe().ready());
    holds(&format!("{name}: check-send permits datagrams"), a.outgoing.check_send().is_ok_and(|permitted| permitted > 0));
    equal(&format!("{name}: send of one datagram"), a.send(&[datagram(b"one", Some(to_b))]).ok(), Some(1));
    b.incoming.subscribe().block();
    holds(&format!("{name}: an incoming stream with a datagram is ready"), b.incoming.subscribe().ready());
    equal(&format!("{name}: receive of 0 datagrams takes none"), b.incoming.receive(0).map(|list| list.len()).ok(), Some(0));
    let got = b.receive(1);
    equal(&format!("{name}: a datagram comes as it was sent"), got[0].data.clone(), b"one".to_vec());
    equal(&format!("{name}: a datagram says whose it is"), text(&got[0].remote_address), text(&to_a));
    a.outgoing.check_send().unwrap();
    equal(&format!("{name}: send of no datagram"), a.outgoing.send(&[]).ok(), Some(0));
    equal(&format!("{name}: send of three datagrams"), a.send(&[datagram(b"1", Some(to_b)), datagram(b"", Some(to_b)), datagram(b"three", Some(to_b))]).ok(), Some(3));
    equal(&format!("{name}: three datagrams come in order, an empty one too"), b.receive_data(3), vec![b"1".to_vec(), vec![], b"three".to_vec()]);
    a.send(&[datagram(b"x", Some(to_b)), datagram(b"y", Some(to_b))]).unwrap();
    b.incoming.subscribe().block();
    equal(&format!("{name}: receive gives no more datagrams than asked"), b.incoming.receive(1).map(|list| list.len()).ok(), Some(1));
    equal(&format!("{name}: the next receive gives the next datagram"), b.receive_data(1), vec![b"y".to_vec()]);
    a.send(&[datagram(b"z", Some(to_b))]).unwrap();
    b.incoming.subscribe().block();
    equal(&format!("{name}: receive of the greatest number gives what there is"), b.incoming.receive(u64::MAX).map(|list| list.len()).ok(), Some(1));
    b.send(&[datagram(b"itself", Some(to_b))]).unwrap();
    equal(&format!("{name}: a socket may send to itself"), b.receive_data(1), vec![b"itself".to_vec()]);
    let large: Vec<u8> = (0..65507).map(|i| i as u8).collect();
    equal(&format!("{name}: send of the largest datagram"), a.send(&[datagram(&large, Some(to_b))]).ok(), Some(1));
    holds(&format!("{name}: the largest datagram comes as it was sent"), b.receive_data(1) == [large]);

    let mut bad = vec![
        ("of the other family", loopback(other(family), 9)),
        ("that is unspecified", any(family, port_of(&to_b))),
        ("with port 0", loopback(family, 0)),
    ];
    if family == Ipv6 {
        bad.push(("that is IPv4-mapped", v6((0, 0, 0, 0, 0, 0xffff, 0x7f00, 1), 9)));
    }
    for (what, address) in bad {
        says(&format!("{name}: send to an address {what}"), &a.send(&[datagram(b"x", Some(address))]), "invalid-argument");
        says(&format!("{name}: stream to an address {what}"), &bound_udp(family).stream(Some(address)).map(drop), "invalid-argument");
    }
    says(&format!("{name}: send without an address"), &a.send(&[datagram(b"x", None)]), "invalid-argument");
    says(&format!("{name}: send of too large a datagram"), &a.send(&[datagram(&vec![0; 70000], Some(to_b))]), "datagram-too-large");
    equal(
        &format!("{name}: send of a good datagram before a bad one gives 1"),
        a.send(&[datagram(b"good", Some(to_b)), datagram(b"bad", None)]).ok(),
        Some(1),
    );
    equal(&format!("{name}: the good one comes"), b.receive_data(1), vec![b"good".to_vec()]);
    says(&format!("{name}: send where nobody receives, to anybody"), &a.send(&[datagram(b"x", Some(address_of(&bound_udp(family))))]), "ok");
    equal(&format!("{name}: a stream to anybody hears of no error"), a.incoming.receive(1).map(|list| list.len()).ok(), Some(0));
}

/// A socket that streams to somebody, and then to nobody. `from` streams to it.
fn disconnect(name: &str, how: &str, open: Open, from: &Open) {
    let before = text(&address_of(&open.socket));
    let Open { incoming, outgoing, socket } = open;
    drop((incoming, outgoing));
    let changed = socket.stream(None);
    says(&format!("{name}, {how}: stream again, to nobody"), &changed, "ok");
    says(&format!("{name}, {how}: remote-address is then nobody's"), &socket.remote_address(), "invalid-state");
    equal(&format!("{name}, {how}: local-address is as before"), text(&address_of(&socket)), before);
    let (incoming, outgoing) = changed.unwrap();
    let open = Open { incoming, outgoing, socket };
    from.send(&[datagram(b"anybody's", None)]).ok();
    equal(&format!("{name}, {how}: then anybody's datagrams come"), open.receive_data(1), vec![b"anybody's".to_vec()]);
}

fn to_one(family: IpAddressFamily) {
    let name = family_name(family);
    let (a, b) = connected(family);
    let (to_a, to_b) = (address_of(&a.socket), address_of(&b.socket));
    equal(&format!("{name}: remote-address is the peer's"), text(&a.socket.remote_address().unwrap()), text(&to_b));
    equal(&format!("{name}: send to the peer, without an address"), a.send(&[datagram(b"one", None)]).ok(), Some(1));
    equal(&format!("{name}: send to the peer, with its address"), a.send(&[datagram(b"two", Some(to_b))]).ok(), Some(1));
    let got = b.receive(2);
    equal(&format!("{name}: both come"), got.iter().map(|datagram| datagram.data.clone()).collect::<Vec<_>>(), vec![b"one".to_vec(), b"two".to_vec()]);
    equal(&format!("{name}: both are the peer's"), got.iter().all(|datagram| text(&datagram.remote_address) == text(&to_a)), true);
    let stranger = open(family, None);
    says(&format!("{name}: send to another than the peer"), &a.send(&[datagram(b"x", Some(address_of(&stranger.socket)))]), "invalid-argument");
    stranger.send(&[datagram(b"not a peer's", Some(to_b))]).unwrap();
    a.send(&[datagram(b"the peer's", None)]).unwrap();
    equal(&format!("{name}: what a stranger sends is not received"), b.receive_data(1), vec![b"the peer's".to_vec()]);
    equal(&format!("{name}: nor later"), b.incoming.receive(10).map(|list| list.len()).ok(), Some(0));

    // To another peer, and to nobody again.
    let Open { incoming, outgoing, socket } = b;
    drop((incoming, outgoing));
    let changed = socket.stream(Some(address_of(&stranger.socket)));
    says(&format!("{name}: stream again, to another peer"), &changed, "ok");
    equal(&format!("{name}: remote-address is then the other's"), socket.remote_address().map(|address| text(&address)).ok(), Some(text(&address_of(&stranger.socket))));
    let (incoming, outgoing) = changed.unwrap();
    let b = Open { incoming, outgoing, socket };
    stranger.send(&[datagram(b"now a peer's", Some(to_b))]).unwrap();
    equal(&format!("{name}: the other peer's datagram comes"), b.receive_data(1), vec![b"now a peer's".to_vec()]);
    disconnect(&name, "bound to port 0", b, &a);
    let (a, b) = connected(family);
    let Open { incoming, outgoing, socket } = b;
    let port = port_of(&address_of(&socket));
    drop((incoming, outgoing, socket));
    let socket = udp(family);
    bind_udp(&socket, loopback(family, port)).unwrap();
    let (incoming, outgoing) = socket.stream(Some(address_of(&a.socket))).unwrap();
    disconnect(&name, "bound to a port", Open { incoming, outgoing, socket }, &a);

    // A peer that is gone: its machine answers by ICMP.
    let address = address_of(&stranger.socket);
    drop(stranger);
    let lonely = open(family, Some(address));
    equal(&format!("{name}: send to a peer that is gone"), lonely.send(&[datagram(b"x", None)]).ok(), Some(1));
    lonely.incoming.subscribe().block();
    says(&format!("{name}: receive from a peer that is gone"), &lonely.incoming.receive(1), "connection-refused");
    equal(&format!("{name}: its next receive"), lonely.incoming.receive(1).map(|list| list.len()).ok(), Some(0));
}

fn main() {
    for family in FAMILIES {
        states(family);
        binding(family);
        options(family);
        to_anybody(family);
        to_one(family);
    }
    // Several, since another program may have a port.
    let sockets: Vec<UdpSocket> = (0..20).map(|_| bound_udp(Ipv4)).collect();
    let same_port = |socket: &UdpSocket| bind(&tcp(Ipv4), loopback(Ipv4, port_of(&address_of(socket)))).is_ok();
    holds("a TCP socket may have the port of a UDP socket", sockets.iter().any(same_port));
}
