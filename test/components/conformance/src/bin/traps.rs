//! `traps NAME`: does what must end in a trap; `traps` lists the names. What returns instead prints that it differs.
use conformance::*;

fn over_permit(output: &OutputStream) -> usize {
    output.subscribe().block();
    output.check_write().unwrap() as usize + 1
}

fn datagram(to: IpSocketAddress) -> OutgoingDatagram {
    OutgoingDatagram { data: vec![1], remote_address: Some(to) }
}

fn with_udp(test: fn(&OutgoingDatagramStream, IpSocketAddress)) {
    let socket = udp(Ipv4);
    socket.start_bind(&net(), loopback(Ipv4, 0)).unwrap();
    socket.subscribe().block();
    socket.finish_bind().unwrap();
    let address = socket.local_address().unwrap();
    let (incoming, outgoing) = socket.stream(None).unwrap();
    test(&outgoing, address);
    drop((incoming, outgoing));
}

fn with_output(test: fn(&OutputStream)) {
    let Pair { client, server, listener: _listener } = pair(Ipv4);
    test(&client.output);
    drop((client, server));
}

const TRAPS: [(&str, fn()); 12] = [
    ("poll of no pollable", || drop(poll(&[]))),
    ("write of more than is permitted", || with_output(|output| drop(output.write(&vec![0; over_permit(output)])))),
    ("write without check-write", || with_output(|output| drop(output.write(b"x")))),
    ("write-zeroes of more than is permitted", || with_output(|output| drop(output.write_zeroes(over_permit(output) as u64)))),
    ("write a second time with one permit", || {
        with_output(|output| {
            let permitted = output.check_write().unwrap() as usize;
            output.write(&vec![0; permitted]).unwrap();
            drop(output.write(b"x"));
        })
    }),
    ("blocking-write-and-flush of 4097 bytes", || with_output(|output| drop(output.blocking_write_and_flush(&[0; 4097])))),
    ("blocking-write-zeroes-and-flush of 4097 bytes", || with_output(|output| drop(output.blocking_write_zeroes_and_flush(4097)))),
    ("send without check-send", || with_udp(|outgoing, address| drop(outgoing.send(&[datagram(address)])))),
    ("send of more than is permitted", || {
        with_udp(|outgoing, address| {
            let permitted = outgoing.check_send().unwrap();
            drop(outgoing.send(&(0..=permitted).map(|_| datagram(address)).collect::<Vec<_>>()));
        })
    }),
    ("send a second time with one permit", || {
        with_udp(|outgoing, address| {
            let permitted = outgoing.check_send().unwrap();
            outgoing.send(&(0..permitted).map(|_| datagram(address)).collect::<Vec<_>>()).unwrap();
            drop(outgoing.send(&[datagram(address)]));
        })
    }),
    ("a handle that was dropped", || {
        let socket = tcp(Ipv4);
        let handle = socket.take_handle();
        drop(unsafe { TcpSocket::from_handle(handle) });
        drop(unsafe { TcpSocket::from_handle(handle) });
    }),
    ("a handle of another resource", || {
        let pollable = monotonic_clock::subscribe_duration(0);
        let socket = unsafe { TcpSocket::from_handle(pollable.take_handle()) };
        drop(socket.local_address());
    }),
];

fn main() {
    let Some(wanted) = std::env::args().nth(1) else {
        for (name, _) in TRAPS {
            println!("{name}");
        }
        return;
    };
    let (name, test) = TRAPS.into_iter().find(|(name, _)| *name == wanted).unwrap();
    test();
    println!("differs {name}: it returned");
}
