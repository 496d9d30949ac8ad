"""`bench PORT [MILLIS [ROW...]]`: what rust/src/bin/bench.rs measures, in Python; one line of JSON."""

import json
import socket
import time


def connect(port, purpose):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(purpose)
    return connection


def rate(seconds, action):
    """How often in a second `action` is done, times what it returns."""
    start = time.monotonic()
    total = 0
    while True:
        for _ in range(16):
            total += action()
        elapsed = time.monotonic() - start
        if elapsed >= seconds:
            return total / elapsed


def round_trips(port, seconds):
    with connect(port, b"e") as connection:
        data = b"x" * 64

        def action():
            connection.sendall(data)
            got = 0
            while got < 64:
                got += len(connection.recv(64))
            return 1

        return rate(seconds, action)


def connects(port, seconds):
    def action():
        connect(port, b"i").close()
        return 1

    return rate(seconds, action)


def send(port, seconds):
    with connect(port, b"s") as connection:
        data = b"x" * 65536
        start = time.monotonic()
        sent = 0
        while time.monotonic() - start < seconds:
            connection.sendall(data)
            sent += len(data)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)  # the peer has it all
        return sent / (time.monotonic() - start)


def receive(port, seconds):
    with connect(port, b"g") as connection:
        buffer = bytearray(65536)
        return rate(seconds, lambda: connection.recv_into(buffer))


def udp_round_trips(_port, seconds):
    here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    there = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with here, there:
        here.bind(("127.0.0.1", 0))
        there.bind(("127.0.0.1", 0))
        here.connect(there.getsockname())
        data = b"x" * 64

        def action():
            here.send(data)
            got, address = there.recvfrom(64)
            there.sendto(got, address)
            here.recv(64)
            return 1

        return rate(seconds, action)


ROWS = {
    "round-trips": round_trips,
    "connects": connects,
    "send": send,
    "receive": receive,
    "udp-round-trips": udp_round_trips,
}


def main(args):
    port, millis, *wanted = [*args, "200"][: max(2, len(args))]
    figures = {
        name: round(measure(int(port), int(millis) / 1000))
        for name, measure in ROWS.items()
        if not wanted or name in wanted
    }
    print(json.dumps(figures, separators=(",", ":")), flush=True)
