"""`socket-server HOST PORT N`: binds, prints where it listens, and echoes N connections, one after another."""

import socket


def main(args):
    host, port, count = args
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.bind((host, int(port)))
        listener.listen()
        print("listening on port", listener.getsockname()[1], flush=True)
        for _ in range(int(count)):
            connection, _ = listener.accept()
            total = 0
            with connection:
                while data := connection.recv(65536):
                    connection.sendall(data)
                    total += len(data)
            print("echoed", total, "bytes", flush=True)
