"""`urllib-client URL [BODY]`: prints the status and the text that the URL gives, to a POST if there is a body."""

from urllib.request import Request, urlopen


def main(args):
    url, *body = args
    with urlopen(Request(url, data=body[0].encode() if body else None)) as response:
        print(response.status, response.headers["Content-Type"])
        print(response.read().decode(), flush=True)
