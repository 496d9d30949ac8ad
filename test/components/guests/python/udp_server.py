"""`udp-server HOST PORT N`: binds, prints where, and sends each of N datagrams back where it came from."""

import socket


def main(args):
    host, port, count = args
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as udp:
        udp.bind((host, int(port)))
        print("bound to port", udp.getsockname()[1], flush=True)
        for _ in range(int(count)):
            data, address = udp.recvfrom(65536)
            udp.sendto(data, address)
            print("echoed", len(data), "bytes", flush=True)
