"""`guests.wasm GUEST ARGUMENT...`: runs the module of that name. One component holds them all, since each has a whole
Python in it (and only what is imported when it is built)."""

import encodings.idna  # noqa: F401 -- for getaddrinfo; nothing can be imported later
import sys
import traceback

import asyncio_client
import asyncio_server
import bench
import command
import http_server
import socket_client
import socket_server
import udp_client
import udp_server
import urllib_client
from wit_world import exports
from componentize_py_types import Err

GUESTS = {
    "asyncio-client": asyncio_client,
    "asyncio-server": asyncio_server,
    "bench": bench,
    "command": command,
    "http-server": http_server,
    "socket-client": socket_client,
    "socket-server": socket_server,
    "udp-client": udp_client,
    "udp-server": udp_server,
    "urllib-client": urllib_client,
}


class Run(exports.Run):
    def run(self) -> None:
        try:
            GUESTS[sys.argv[1]].main(sys.argv[2:])
        except Exception:
            traceback.print_exc()
            raise Err(None)
        finally:
            sys.stdout.flush()
