"""`socket-client HOST PORT LINE...`: sends each line, and prints the line that answers it."""

import socket


def main(args):
    host, port, *lines = args
    with socket.create_connection((host, int(port))) as connection:
        print("connected to", connection.getpeername()[:2], flush=True)
        answers = connection.makefile("r")
        for line in lines:
            connection.sendall(f"{line}\n".encode())
            print(answers.readline(), end="", flush=True)
