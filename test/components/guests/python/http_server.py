"""`http-server HOST PORT N`: Python's http.server, for N requests: GET gives the path, POST the body in capitals."""

from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(f"you asked for {self.path}\n".encode())

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).upper())

    def log_message(self, format, *args):
        print(format % args, flush=True)


class Server(HTTPServer):
    allow_reuse_address = False  # WASI has no such option

    def server_bind(self):  # HTTPServer's looks its own name up
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]


def main(args):
    host, port, count = args
    with Server((host, int(port)), Handler) as server:
        print("listening on port", server.server_port, flush=True)
        for _ in range(int(count)):
            server.handle_request()
