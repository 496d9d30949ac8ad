//! `poll` and `pollable`: of clocks, sockets and streams together.
use conformance::*;

/// What is ready, in the list's order: the WIT does not say in which it is given.
fn poll(pollables: &[&Pollable]) -> Vec<u32> {
    let mut ready = conformance::poll(pollables);
    ready.sort();
    ready
}

const MILLISECOND: u64 = 1_000_000;
const HOUR: u64 = 3_600_000_000_000;

fn never() -> Pollable {
    monotonic_clock::subscribe_duration(HOUR)
}

fn at_once() -> Pollable {
    monotonic_clock::subscribe_duration(0)
}

fn clocks() {
    holds("a duration of an hour is not over", !never().ready());
    let pollable = at_once();
    pollable.block();
    holds("a duration of 0 is over", pollable.ready());
    holds("a pollable of a clock stays ready", { pollable.block(); pollable.ready() });
    equal("poll of one that is ready", poll(&[&pollable]), vec![0]);
    equal("poll of one that is not ready and one that is", poll(&[&never(), &pollable]), vec![1]);
    equal("poll of one that is ready and one that is not", poll(&[&pollable, &never()]), vec![0]);
    equal("poll of two that are ready", poll(&[&pollable, &pollable]), vec![0, 1]);
    let other = never();
    equal("poll of the same pollable several times", poll(&[&other, &pollable, &other, &pollable]), vec![1, 3]);
    let start = monotonic_clock::now();
    let soon = monotonic_clock::subscribe_duration(5 * MILLISECOND);
    holds("a duration of 5 ms is not over at once", !soon.ready() || monotonic_clock::now() - start >= 5 * MILLISECOND);
    equal("poll waits for the first", poll(&[&other, &soon]), vec![1]);
    holds("poll has waited for it", monotonic_clock::now() - start >= 5 * MILLISECOND);
    holds("it is ready then", soon.ready());
    let (first, second) = (monotonic_clock::subscribe_duration(MILLISECOND), monotonic_clock::subscribe_duration(HOUR));
    first.block();
    equal("poll of a duration that is over and one that is not", poll(&[&second, &first]), vec![1]);
    let instant = monotonic_clock::now() + 5 * MILLISECOND;
    monotonic_clock::subscribe_instant(instant).block();
    holds("block waits for an instant", monotonic_clock::now() >= instant);
    holds("an instant that is over is ready", { let p = monotonic_clock::subscribe_instant(0); p.block(); p.ready() });
    holds("the last instant is not ready", !monotonic_clock::subscribe_instant(u64::MAX).ready());
    holds("the longest duration is not over", !monotonic_clock::subscribe_duration(u64::MAX).ready());
    equal("poll of the longest duration and one that is ready", poll(&[&monotonic_clock::subscribe_duration(u64::MAX), &pollable]), vec![1]);
    let many: Vec<Pollable> = (0..1000).map(|i| if i % 2 == 0 { never() } else { at_once() }).collect();
    for pollable in many.iter().skip(1).step_by(2) {
        pollable.block();
    }
    equal("poll of 1000", poll(&many.iter().collect::<Vec<_>>()), (0..1000).filter(|i| i % 2 == 1).collect::<Vec<u32>>());
    drop(many);
    let dropped: Vec<Pollable> = (0..10_000).map(|_| never()).collect();
    holds("10000 pollables may be dropped", dropped.len() == 10_000);
}

fn sockets(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener } = pair(family);
    let (input, output, accepting) = (server.input.subscribe(), server.output.subscribe(), listener.subscribe());
    equal(&format!("{name}: poll of an idle connection: only its output is ready"), poll(&[&input, &output, &accepting]), vec![1]);
    equal(&format!("{name}: poll of an idle input with a timeout"), poll(&[&input, &monotonic_clock::subscribe_duration(MILLISECOND)]), vec![1]);
    client.send(b"x");
    equal(&format!("{name}: poll of an input waits for bytes"), poll(&[&accepting, &input]), vec![1]);
    equal(&format!("{name}: poll of all, with bytes"), poll(&[&input, &output, &accepting]), vec![0, 1]);
    let second = connected_to(&listener);
    equal(&format!("{name}: poll of a listener waits for a connection"), poll(&[&accepting]), vec![0]);
    equal(&format!("{name}: poll of all, with bytes and a connection"), poll(&[&input, &output, &accepting]), vec![0, 1, 2]);
    let third = accepted(&listener);
    equal(&format!("{name}: poll after accept"), poll(&[&accepting, &output]), vec![1]);
    let (first, another) = (server.input.subscribe(), server.input.subscribe());
    equal(&format!("{name}: poll of two pollables of one input"), poll(&[&first, &another]), vec![0, 1]);
    drop((first, another));
    drop((second, third));
    drop(client);
    server.input.blocking_read(10).unwrap();
    input.block();
    holds(&format!("{name}: an input whose peer is gone is ready"), input.ready());
    stream_says(&format!("{name}: and at its end"), &server.input.read(1), "closed");
    drop((input, output, accepting));
    drop(server);

    // The last of many connections.
    let listener = listening(family);
    let clients: Vec<End> = (0..40).map(|_| connected_to(&listener)).collect();
    let servers: Vec<End> = clients.iter().map(|_| accepted(&listener)).collect();
    let pollables: Vec<Pollable> = servers.iter().map(|end| end.input.subscribe()).collect();
    let all: Vec<&Pollable> = pollables.iter().collect();
    clients[39].send(b"x");
    equal(&format!("{name}: poll of 40 inputs of which the last has bytes"), poll(&all), vec![39]);
    clients[0].send(b"x");
    pollables[0].block();
    equal(&format!("{name}: poll of 40 inputs of which two have bytes"), poll(&all), vec![0, 39]);
    servers[39].input.read(10).unwrap();
    equal(&format!("{name}: poll of 40 inputs once one was read"), poll(&all), vec![0]);
    drop(all);
    drop(pollables);
    for end in clients.into_iter().chain(servers) {
        drop(end);
    }
}

fn datagrams(family: IpAddressFamily) {
    let name = family_name(family);
    let socket = udp(family);
    socket.start_bind(&net(), loopback(family, 0)).unwrap();
    socket.subscribe().block();
    socket.finish_bind().unwrap();
    let address = socket.local_address().unwrap();
    let (incoming, outgoing) = socket.stream(None).unwrap();
    let (receiving, sending, itself) = (incoming.subscribe(), outgoing.subscribe(), socket.subscribe());
    equal(&format!("{name}: poll of an idle UDP socket's streams"), poll(&[&receiving, &sending]), vec![1]);
    holds(&format!("{name}: a UDP socket's own pollable is ready"), itself.ready());
    outgoing.check_send().unwrap();
    outgoing.send(&[OutgoingDatagram { data: vec![1], remote_address: Some(address) }]).unwrap();
    equal(&format!("{name}: poll waits for a datagram"), poll(&[&receiving]), vec![0]);
    incoming.receive(1).unwrap();
    equal(&format!("{name}: poll once the datagram is received"), poll(&[&receiving, &sending]), vec![1]);
    drop((receiving, sending, itself));
    drop((incoming, outgoing));
}

/// Connecting to several at once, without blocking.
fn connecting(family: IpAddressFamily) {
    let name = family_name(family);
    let listener = listening(family);
    let (_silent, nobody) = deaf(family);
    let sockets: Vec<TcpSocket> = (0..10).map(|_| tcp(family)).collect();
    for (i, socket) in sockets.iter().enumerate() {
        socket.start_connect(&net(), if i % 2 == 0 { local(&listener) } else { nobody }).unwrap();
    }
    let mut waiting: Vec<usize> = (0..10).collect();
    let mut results = vec![""; 10];
    while !waiting.is_empty() {
        let pollables: Vec<Pollable> = waiting.iter().map(|i| sockets[*i].subscribe()).collect();
        let ready = poll(&pollables.iter().collect::<Vec<_>>());
        drop(pollables);
        let done: Vec<usize> = ready.iter().map(|index| waiting[*index as usize]).collect();
        for i in done {
            let result = said(&sockets[i].finish_connect().map(drop));
            if result != "would-block" {
                results[i] = result;
                waiting.retain(|each| *each != i);
            }
        }
    }
    equal(&format!("{name}: ten connections at once, half of them refused"), results, ["ok", "connection-refused"].repeat(5));
}

fn main() {
    clocks();
    for family in FAMILIES {
        sockets(family);
        datagrams(family);
        connecting(family);
    }
}
