"""A web server on this machine that takes the drill's alerts, as a real channel would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Received:
    """Where alerts go, and the digests that came."""

    url: str = ""
    digests: list[dict[str, Any]] = field(default_factory=list)

    def heard(self, section: str, check: str) -> str | None:
        """What the newest digest that tells of the check in a section says; None where none does."""
        for digest in reversed(self.digests):
            for group in digest[section]:
                if group["check"] == check:
                    return str(group["incidents"][0]["message"])
        return None


@contextmanager
def receiver() -> Iterator[Received]:
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.digests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """A drill prints its table and nothing else."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    received.url = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
