"""An end to every fetch: whatever a server does, slowly or for ever, its connection is closed at the deadline."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any


class Deadline:
    """Closes the connection of one fetch after so many seconds. Use as ``with``; ``passed`` tells afterwards."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self.streams: list[Any] = []
        self.timer = threading.Timer(seconds, self._close)
        self.timer.daemon = True

    def __enter__(self) -> Deadline:
        self.timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.timer.cancel()

    def watch(self, event: str, info: dict[str, Any]) -> None:
        """httpx's ``trace``: learns of the connection as soon as there is one."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self.streams.append(info["return_value"])

    def _close(self) -> None:
        self.passed = True
        for stream in self.streams:
            with suppress(OSError, AttributeError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
