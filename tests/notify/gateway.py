"""Another system on this machine: keeps what it is told, and answers as it is asked to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class Gateway(HTTPServer):
    """A carrier on this machine that keeps what it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict, bytes]] = []
        self.answers: list[tuple[int, object]] = []
        self.slow = 0.0  # seconds until it answers
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.got.append((self.path, dict(self.headers.items()), body))
        time.sleep(self.server.slow)
        status, said = self.server.answers.pop(0) if self.server.answers else (200, {"id": "n1"})
        text = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Quietly."""


@contextmanager
def running() -> Iterator[Gateway]:
    """The other system, until the end."""
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
