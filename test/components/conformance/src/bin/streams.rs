//! Each function of `input-stream` and `output-stream`, over TCP connections; and the standard streams.
use conformance::*;
use wasip2::cli::{stderr::get_stderr, stdin::get_stdin, stdout::get_stdout};

fn reading(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    let input = &server.input;
    equal(&format!("{name}: read without bytes gives none"), input.read(10).ok(), Some(vec![]));
    equal(&format!("{name}: read of 0 bytes gives none"), input.read(0).ok(), Some(vec![]));
    equal(&format!("{name}: skip without bytes skips none"), input.skip(10).ok(), Some(0));
    equal(&format!("{name}: skip of 0 bytes skips none"), input.skip(0).ok(), Some(0));
    holds(&format!("{name}: an input without bytes is not ready"), !input.subscribe().ready());
    client.send(b"0123456789");
    equal(&format!("{name}: blocking-read gives bytes"), input.blocking_read(1).ok(), Some(b"0".to_vec()));
    holds(&format!("{name}: an input with bytes is ready"), input.subscribe().ready());
    equal(&format!("{name}: read of 0 bytes takes none"), input.read(0).ok(), Some(vec![]));
    equal(&format!("{name}: read gives the next bytes"), input.read(2).ok(), Some(b"12".to_vec()));
    equal(&format!("{name}: skip takes bytes"), input.skip(2).ok(), Some(2));
    equal(&format!("{name}: blocking-skip takes bytes"), input.blocking_skip(1).ok(), Some(1));
    equal(&format!("{name}: what is skipped is gone"), input.read(1).ok(), Some(b"6".to_vec()));
    equal(&format!("{name}: read of more than there is gives what there is"), input.read(1000).ok(), Some(b"789".to_vec()));
    equal(&format!("{name}: read then gives none"), input.read(1000).ok(), Some(vec![]));
    client.send(b"abc");
    equal(&format!("{name}: blocking-read of more than there is gives what there is"), input.blocking_read(1000).ok(), Some(b"abc".to_vec()));
    client.send(b"abc");
    input.subscribe().block();
    equal(&format!("{name}: read of the greatest length gives what there is"), input.read(u64::MAX).ok(), Some(b"abc".to_vec()));
    client.send(b"abc");
    equal(&format!("{name}: blocking-read of the greatest length gives what there is"), input.blocking_read(u64::MAX).ok(), Some(b"abc".to_vec()));
    client.send(b"abc");
    input.subscribe().block();
    equal(&format!("{name}: skip of the greatest length skips what there is"), input.skip(u64::MAX).ok(), Some(3));
    client.send(b"abc");
    equal(&format!("{name}: blocking-skip of more than there is skips what there is"), input.blocking_skip(1000).ok(), Some(3));
    let pollable = input.subscribe();
    holds(&format!("{name}: a pollable of an input without bytes is not ready"), !pollable.ready());
    client.send(b"x");
    pollable.block();
    holds(&format!("{name}: the same pollable is ready with bytes"), pollable.ready());
    input.read(1).unwrap();
    holds(&format!("{name}: the same pollable is not ready without them"), !pollable.ready());
    client.socket.shutdown(ShutdownType::Send).unwrap();
    pollable.block();
    holds(&format!("{name}: the same pollable is ready at the end"), pollable.ready());
    stream_says(&format!("{name}: blocking-skip at the end"), &input.blocking_skip(1), "closed");
    stream_says(&format!("{name}: blocking-read at the end"), &input.blocking_read(1), "closed");
    stream_says(&format!("{name}: read at the end"), &input.read(1), "closed");
    stream_says(&format!("{name}: skip at the end"), &input.skip(1), "closed");
    stream_says(&format!("{name}: read of 0 bytes at the end"), &input.read(0), "closed");
    drop(pollable);
    drop((client, server));
}

fn writing(family: IpAddressFamily) {
    let name = family_name(family);
    let Pair { client, server, listener: _listener } = pair(family);
    let output = &client.output;
    let permitted = output.check_write().unwrap_or(0);
    holds(&format!("{name}: check-write of a new connection permits bytes"), permitted > 0);
    holds(&format!("{name}: a new output is ready"), output.subscribe().ready());
    equal(&format!("{name}: check-write again permits the same"), output.check_write().ok(), Some(permitted));
    stream_says(&format!("{name}: write"), &output.write(b"abc"), "ok");
    stream_says(&format!("{name}: blocking-flush"), &output.blocking_flush(), "ok");
    equal(&format!("{name}: what is written and flushed comes"), server.receive(3), b"abc".to_vec());
    output.check_write().unwrap();
    stream_says(&format!("{name}: write of nothing"), &output.write(b""), "ok");
    output.check_write().unwrap();
    output.write(b"def").unwrap();
    stream_says(&format!("{name}: flush"), &output.flush(), "ok");
    output.subscribe().block();
    holds(&format!("{name}: check-write permits bytes once the flush is over"), output.check_write().unwrap() > 0);
    equal(&format!("{name}: what is flushed comes"), server.receive(3), b"def".to_vec());
    stream_says(&format!("{name}: flush of nothing"), &output.flush(), "ok");
    stream_says(&format!("{name}: blocking-flush of nothing"), &output.blocking_flush(), "ok");
    stream_says(&format!("{name}: blocking-write-and-flush of nothing"), &output.blocking_write_and_flush(b""), "ok");
    stream_says(&format!("{name}: blocking-write-and-flush of 4096 bytes"), &output.blocking_write_and_flush(&[9; 4096]), "ok");
    equal(&format!("{name}: 4096 bytes come"), server.receive(4096), vec![9; 4096]);
    output.subscribe().block();
    let permitted = output.check_write().unwrap();
    let most = vec![7; permitted as usize];
    stream_says(&format!("{name}: write of all that is permitted"), &output.write(&most), "ok");
    equal(&format!("{name}: all that was permitted comes"), server.receive(most.len()) == most, true);
    output.subscribe().block();
    output.check_write().unwrap();
    stream_says(&format!("{name}: write-zeroes"), &output.write_zeroes(5), "ok");
    output.blocking_flush().unwrap();
    equal(&format!("{name}: zeroes come"), server.receive(5), vec![0; 5]);
    stream_says(&format!("{name}: blocking-write-zeroes-and-flush of 4096"), &output.blocking_write_zeroes_and_flush(4096), "ok");
    equal(&format!("{name}: 4096 zeroes come"), server.receive(4096), vec![0; 4096]);
    stream_says(&format!("{name}: blocking-write-zeroes-and-flush of none"), &output.blocking_write_zeroes_and_flush(0), "ok");

    output.check_write().unwrap();
    client.socket.shutdown(ShutdownType::Send).unwrap();
    stream_says(&format!("{name}: write that was permitted before the shutdown"), &output.write(b"x"), "closed");
    stream_says(&format!("{name}: check-write of a closed output"), &output.check_write(), "closed");
    stream_says(&format!("{name}: flush of a closed output"), &output.flush(), "closed");
    stream_says(&format!("{name}: blocking-flush of a closed output"), &output.blocking_flush(), "closed");
    stream_says(&format!("{name}: blocking-write-and-flush of a closed output"), &output.blocking_write_and_flush(b"x"), "closed");
    stream_says(&format!("{name}: write-zeroes of a closed output"), &output.write_zeroes(1), "closed");
    stream_says(&format!("{name}: blocking-write-zeroes-and-flush of a closed output"), &output.blocking_write_zeroes_and_flush(1), "closed");
    holds(&format!("{name}: a closed output is ready"), output.subscribe().ready());
    drop((client, server));
}

fn splicing(family: IpAddressFamily) {
    let name = family_name(family);
    let from = pair(family);
    let to = pair(family);
    let (input, output) = (&from.server.input, &to.client.output);
    equal(&format!("{name}: splice without bytes moves none"), output.splice(input, 10).ok(), Some(0));
    equal(&format!("{name}: splice of 0 bytes moves none"), output.splice(input, 0).ok(), Some(0));
    from.client.send(b"0123456789");
    input.subscribe().block();
    equal(&format!("{name}: splice moves bytes"), output.splice(input, 3).ok(), Some(3));
    output.blocking_flush().unwrap();
    equal(&format!("{name}: spliced bytes come"), to.server.receive(3), b"012".to_vec());
    equal(&format!("{name}: splice moves what there is"), output.splice(input, 1000).ok(), Some(7));
    output.blocking_flush().unwrap();
    equal(&format!("{name}: the rest comes"), to.server.receive(7), b"3456789".to_vec());
    from.client.send(b"blocking");
    equal(&format!("{name}: blocking-splice moves bytes"), output.blocking_splice(input, 8).ok().is_some_and(|moved| moved > 0), true);
    output.blocking_flush().unwrap();
    equal(&format!("{name}: bytes of blocking-splice come"), to.server.receive(1), b"b".to_vec());
    output.subscribe().block();
    from.client.send(b"!");
    input.subscribe().block();
    equal(&format!("{name}: splice of the greatest length moves what there is"), output.splice(input, u64::MAX).is_ok_and(|moved| moved > 0), true);
    from.client.socket.shutdown(ShutdownType::Send).unwrap();
    while input.blocking_read(100).is_ok() {}
    output.subscribe().block();
    stream_says(&format!("{name}: splice from an input at its end"), &output.splice(input, 1), "closed");
    stream_says(&format!("{name}: blocking-splice from an input at its end"), &output.blocking_splice(input, 1), "closed");
    to.client.socket.shutdown(ShutdownType::Send).unwrap();
    stream_says(&format!("{name}: splice to a closed output"), &output.splice(&from.client.input, 1), "closed");
    stream_says(&format!("{name}: blocking-splice to a closed output"), &output.blocking_splice(&from.client.input, 1), "closed");
    // What a server of echoes does.
    let echo = pair(family);
    echo.client.send(b"echo");
    echo.server.output.blocking_splice(&echo.server.input, 4).unwrap();
    echo.server.output.blocking_flush().unwrap();
    equal(&format!("{name}: a connection's input is spliced to its own output"), echo.client.receive(4), b"echo".to_vec());
    drop((from.client, from.server, to.client, to.server, echo.client, echo.server));
}

/// Run with nothing on standard input.
fn standard() {
    let input = get_stdin();
    stream_says("standard input that is empty: blocking-read", &input.blocking_read(1), "closed");
    stream_says("standard input that is empty: read", &input.read(1), "closed");
    holds("standard input at its end is ready", input.subscribe().ready());
    for (name, output) in [("output", get_stdout()), ("error", get_stderr())] {
        holds(&format!("standard {name}: check-write permits bytes"), output.check_write().is_ok_and(|permitted| permitted > 0));
        stream_says(&format!("standard {name}: write of nothing"), &output.write(b""), "ok");
        stream_says(&format!("standard {name}: flush"), &output.flush(), "ok");
        output.subscribe().block();
        stream_says(&format!("standard {name}: blocking-flush"), &output.blocking_flush(), "ok");
        stream_says(&format!("standard {name}: blocking-write-and-flush of nothing"), &output.blocking_write_and_flush(b""), "ok");
        holds(&format!("standard {name} is ready"), output.subscribe().ready());
    }
    let (first, second) = (get_stdout(), get_stdout());
    drop(first);
    stream_says("standard output, asked for again, outlives the first", &second.blocking_write_and_flush(b"ok standard output is written to\n"), "ok");
}

fn main() {
    for family in FAMILIES {
        reading(family);
        writing(family);
        splicing(family);
    }
    standard();
}
