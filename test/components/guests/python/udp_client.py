"""`udp-client HOST PORT LINE...`: sends each line as a datagram from a connected socket, and prints the answer."""

import socket


def main(args):
    host, port, *lines = args
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as udp:
        udp.connect((host, int(port)))
        for line in lines:
            udp.send(line.encode())
            print(udp.recv(65536).decode(), flush=True)
