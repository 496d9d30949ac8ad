//! Bytes over TCP: order, amounts, both directions at once, and each way in which a connection ends.
use conformance::*;

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i * 7 + i / 251) as u8).collect()
}

fn echo(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    client.send(b"hello");
    equal(&format!("{name}: the server reads what the client wrote"), server.receive(5), b"hello".to_vec());
    server.send(b"world");
    equal(&format!("{name}: the client reads what the server wrote"), client.receive(5), b"world".to_vec());
    for byte in b"abc" {
        client.send(&[*byte]);
    }
    equal(&format!("{name}: writes come in order"), server.receive(3), b"abc".to_vec());
    let all: Vec<u8> = (0..=255).collect();
    client.send(&all);
    equal(&format!("{name}: every byte comes as it is"), server.receive(256), all);
    client.send(b"twelve bytes");
    server.input.subscribe().block();
    equal(&format!("{name}: read gives no more than asked"), server.input.read(6).unwrap().len() <= 6, true);
    drop((client, server));
}

/// Moves `bytes` one way, and the same the other way, with nothing but functions that do not block, and poll.
fn both_ways(family: IpAddressFamily, length: usize) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    let bytes = pattern(length);
    let ends = [&client, &server];
    let mut sent = [0, 0];
    let mut got = [Vec::new(), Vec::new()];
    while got[0].len() < length || got[1].len() < length {
        let mut pollables = Vec::new();
        for (i, end) in ends.iter().enumerate() {
            if sent[i] < length {
                pollables.push(end.output.subscribe());
            }
            if got[i].len() < length {
                pollables.push(end.input.subscribe());
            }
        }
        poll(&pollables.iter().collect::<Vec<_>>());
        drop(pollables);
        for (i, end) in ends.iter().enumerate() {
            let permitted = (end.output.check_write().unwrap() as usize).min(length - sent[i]);
            if permitted > 0 {
                end.output.write(&bytes[sent[i]..sent[i] + permitted]).unwrap();
                sent[i] += permitted;
            }
            got[i].extend(end.input.read(65536).unwrap());
        }
    }
    for (i, got) in got.iter().enumerate() {
        let end = ["client", "server"][i];
        holds(&format!("{name}: the {end} has {length} bytes as they were sent, both ways at once"), *got == bytes);
    }
    drop((client, server));
}

fn half_close(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    client.send(b"last words");
    says(&format!("{name}: shutdown of send"), &client.socket.shutdown(ShutdownType::Send), "ok");
    stream_says(&format!("{name}: check-write after shutdown of send"), &client.output.check_write(), "closed");
    stream_says(&format!("{name}: blocking-write-and-flush after shutdown of send"), &client.output.blocking_write_and_flush(b"x"), "closed");
    holds(&format!("{name}: the output's pollable after shutdown of send is ready"), client.output.subscribe().ready());
    equal(&format!("{name}: what was written before the shutdown comes"), server.receive(10), b"last words".to_vec());
    stream_says(&format!("{name}: blocking-read after the peer's shutdown of send"), &server.input.blocking_read(1), "closed");
    stream_says(&format!("{name}: read after the end"), &server.input.read(1), "closed");
    stream_says(&format!("{name}: read of 0 bytes after the end"), &server.input.read(0), "closed");
    stream_says(&format!("{name}: skip after the end"), &server.input.skip(1), "closed");
    holds(&format!("{name}: the input's pollable after the end is ready"), server.input.subscribe().ready());
    server.send(b"an answer");
    equal(&format!("{name}: the other direction stays open"), client.receive(9), b"an answer".to_vec());
    says(&format!("{name}: shutdown of send again"), &client.socket.shutdown(ShutdownType::Send), "ok");
    says(&format!("{name}: remote-address after shutdown of send"), &client.socket.remote_address(), "ok");
    says(&format!("{name}: local-address after shutdown of send"), &client.socket.local_address(), "ok");
    says(&format!("{name}: shutdown of both after shutdown of send"), &client.socket.shutdown(ShutdownType::Both), "ok");
    stream_says(&format!("{name}: read after shutdown of both"), &client.input.read(1), "closed");
    says(&format!("{name}: shutdown of both again"), &client.socket.shutdown(ShutdownType::Both), "ok");
    drop((client, server));
}

fn shutdown_receive(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    client.send(b"not wanted");
    server.input.subscribe().block();
    says(&format!("{name}: shutdown of receive"), &server.socket.shutdown(ShutdownType::Receive), "ok");
    stream_says(&format!("{name}: read after shutdown of receive"), &server.input.read(10), "closed");
    stream_says(&format!("{name}: blocking-read after shutdown of receive"), &server.input.blocking_read(10), "closed");
    holds(&format!("{name}: the input's pollable after shutdown of receive is ready"), server.input.subscribe().ready());
    says(&format!("{name}: shutdown of receive again"), &server.socket.shutdown(ShutdownType::Receive), "ok");
    server.send(b"still sending");
    equal(&format!("{name}: sending after shutdown of receive"), client.receive(13), b"still sending".to_vec());
    drop((client, server));
}

/// A peer that is gone, its streams and its socket dropped.
fn gone(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    server.send(b"bye");
    drop(server);
    equal(&format!("{name}: what a peer wrote before it was dropped comes"), client.receive(3), b"bye".to_vec());
    stream_says(&format!("{name}: blocking-read after the peer was dropped"), &client.input.blocking_read(1), "closed");
    // The first write is answered by a reset; a later one sees it.
    let mut seen = client.output.blocking_write_and_flush(b"x");
    for _ in 0..1000 {
        if seen.is_err() {
            break;
        }
        seen = client.output.blocking_write_and_flush(b"x");
    }
    stream_says(&format!("{name}: writing to a peer that was dropped, in the end"), &seen, "failed|closed");
    if let Err(StreamError::LastOperationFailed(error)) = &seen {
        holds(&format!("{name}: its error has a text"), !error.to_debug_string().is_empty());
    } else {
        holds(&format!("{name}: its error has a text"), true);
    }
    stream_says(&format!("{name}: writing after that"), &client.output.blocking_write_and_flush(b"x"), "closed");
    stream_says(&format!("{name}: check-write after that"), &client.output.check_write(), "closed");
    holds(&format!("{name}: the output's pollable after that is ready"), client.output.subscribe().ready());
    drop(client);

    // A socket whose receive buffer has bytes is closed by a reset.
    let Pair { client, server, listener: _listener } = pair(family);
    client.send(b"never read");
    server.input.subscribe().block();
    drop(server);
    stream_says(&format!("{name}: blocking-read after a reset"), &client.input.blocking_read(1), "failed|closed");
    stream_says(&format!("{name}: blocking-read again after a reset"), &client.input.blocking_read(1), "closed");
    drop(client);
}

/// A full connection permits no more, and becomes ready when its peer reads.
fn full(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    let bytes = pattern(1 << 16);
    let mut sent = 0;
    loop {
        let permitted = client.output.check_write().unwrap() as usize;
        if permitted > 0 {
            let count = permitted.min(bytes.len());
            client.output.write(&bytes[..count]).unwrap();
            sent += count;
            continue;
        }
        // The implementation may still be writing what it was given.
        let output = client.output.subscribe();
        let patience = monotonic_clock::subscribe_duration(100_000_000);
        if poll(&[&output, &patience]) == [1] {
            break;
        }
    }
    holds(&format!("{name}: a connection fills up"), sent > 0);
    equal(&format!("{name}: check-write of a full connection"), client.output.check_write().ok(), Some(0));
    holds(&format!("{name}: the pollable of a full connection is not ready"), !client.output.subscribe().ready());
    let pollable = client.output.subscribe();
    let mut got = 0;
    while !pollable.ready() {
        got += server.input.read(1 << 20).unwrap().len();
    }
    holds(&format!("{name}: a full connection becomes ready when its peer reads"), got > 0);
    drop(pollable);
    equal(&format!("{name}: check-write is more than 0 then"), client.output.check_write().is_ok_and(|permitted| permitted > 0), true);
    equal(&format!("{name}: all bytes of a full connection come"), got + server.receive(sent - got).len(), sent);
    drop((client, server));
}

fn many(family: IpAddressFamily) {
    let name = family_name(family);
    let listener = listening(family);
    let clients: Vec<End> = (0..50).map(|_| connected_to(&listener)).collect();
    let servers: Vec<End> = clients.iter().map(|_| accepted(&listener)).collect();
    let peers: Vec<String> = servers.iter().map(|end| text(&end.socket.remote_address().unwrap())).collect();
    let own: Vec<String> = clients.iter().map(|end| text(&local(&end.socket))).collect();
    equal(&format!("{name}: 50 connections are accepted in their order"), peers, own);
    for (i, end) in clients.iter().enumerate() {
        end.send(&[i as u8; 3]);
    }
    let got: Vec<Vec<u8>> = servers.iter().map(|end| end.receive(3)).collect();
    equal(&format!("{name}: 50 connections have each their own bytes"), got, (0..50).map(|i| vec![i; 3]).collect());
    drop(listener);
    servers[7].send(b"on");
    equal(&format!("{name}: connections stay when their listener is dropped"), clients[7].receive(2), b"on".to_vec());
    let address = servers[7].socket.local_address().unwrap();
    says(&format!("{name}: connecting to a listener that was dropped"), &connect(&tcp(family), address).map(drop), "connection-refused");
    for end in clients.into_iter().chain(servers) {
        drop(end);
    }
}

/// Connections that wait at a listener.
fn waiting(family: IpAddressFamily) {
    let name = family_name(family);
    let listener = listening(family);
    let client = connected_to(&listener);
    client.send(b"early");
    client.socket.shutdown(ShutdownType::Send).unwrap();
    drop(client);
    let server = accepted(&listener);
    equal(&format!("{name}: a client that is gone before accept is still read"), server.receive(10), b"early".to_vec());
    says(&format!("{name}: remote-address of a client that is gone"), &server.socket.remote_address(), "ok|invalid-state");
    drop(server);
    let unspecified = tcp(family);
    bind(&unspecified, any(family, 0)).unwrap();
    listen(&unspecified).unwrap();
    let client = tcp(family);
    let connected = connect(&client, loopback(family, port_of(&local(&unspecified))));
    says(&format!("{name}: connecting to a listener on the unspecified address"), &connected, "ok");
    let server = accepted(&unspecified);
    equal(&format!("{name}: there the accepted socket's local-address is what was connected to"), text(&local(&server.socket)), text(&client.remote_address().unwrap()));
    drop(connected);
    drop(server);
    if family == Ipv6 {
        let client = tcp(Ipv4);
        says("ipv6: an IPv6 listener is not reached by IPv4", &connect(&client, loopback(Ipv4, port_of(&local(&unspecified)))).map(drop), "connection-refused");
        // Several, since another program may have a port.
        let sockets: Vec<TcpSocket> = (0..20).map(|_| bound(Ipv6)).collect();
        let same_port = |socket: &TcpSocket| bind(&tcp(Ipv4), any(Ipv4, port_of(&local(socket)))).is_ok();
        holds("ipv6: an IPv4 socket may have the port of an IPv6 socket", sockets.iter().any(same_port));
    }
}

fn main() {
    for family in FAMILIES {
        echo(family);
        both_ways(family, 1 << 20);
        half_close(family);
        shutdown_receive(family);
        gone(family);
        full(family);
        many(family);
        waiting(family);
    }
}
