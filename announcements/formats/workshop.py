"""Documents that need a parser are parsed in a process of their own, which can be killed for time and memory.

One worker serves many documents; whatever one of them does to it, the next gets a sound one.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from typing import BinaryIO, cast

from announcements.decode import Decoded, Undecodable

SECONDS = 30.0
"""Longest that one document may take; the worker's own limit on computing time is lower."""
MEGABYTES = 768
"""Address space of a worker."""
MOST_BYTES_OF_TEXT = 8_000_000
DOCUMENTS_A_WORKER = 200
"""A new worker after so many, whatever the parsers leak."""


class _Gone(Exception):
    """The worker ended, or did not answer in time."""


class Worker:
    """One process that turns documents into text, one at a time."""

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds = seconds
        self.served = 0
        # Nothing of our environment goes along: a parser has no use for keys.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "announcements.formats.worker", str(megabytes), str(int(max(1, seconds * 2 // 3)))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                "LANG": "C.UTF-8",
                **{name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
            },
        )

    def text(self, kind: str, detail: str, data: bytes, declared: str | None) -> Decoded:
        """The text of one document.

        Raises:
            Undecodable: The parser says why not.
            _Gone: It ended under the document, or took too long; the worker is of no more use.
        """
        self.served += 1
        task = {"kind": kind, "detail": detail, "declared": declared, "bytes": len(data)}
        deadline = time.monotonic() + self.seconds
        try:
            stdin = cast(BinaryIO, self.process.stdin)
            stdin.write(json.dumps(task).encode() + b"\n" + data)
            stdin.flush()
        except OSError as error:
            raise _Gone from error
        answer = json.loads(self._line(deadline))
        if "refused" in answer:
            raise Undecodable(str(answer["refused"]))
        text = self._exactly(min(int(answer["bytes"]), MOST_BYTES_OF_TEXT), deadline)
        return Decoded(text.decode("utf-8"), str(answer["encoding"]))

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue

    def _line(self, deadline: float) -> bytes:
        line = b""
        while not line.endswith(b"\n"):
            line += self._exactly(1, deadline)
        return line

    def _exactly(self, count: int, deadline: float) -> bytes:
        stdout = cast(BinaryIO, self.process.stdout).fileno()
        parts, missing = [], count
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while missing:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise _Gone
                part = os.read(stdout, min(missing, 1 << 16))
                if not part:
                    raise _Gone
                parts.append(part)
                missing -= len(part)
        return b"".join(parts)


class Workshop:
    """Keeps a worker at hand and replaces it when a document has done for it."""

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self.worker: Worker | None = None
        self.lock = threading.Lock()

    def text(self, kind: str, detail: str, data: bytes, declared: str | None) -> Decoded:
        with self.lock:
            if self.worker is None or self.worker.served >= DOCUMENTS_A_WORKER:
                self.close()
                self.worker = Worker(seconds=self.seconds, megabytes=self.megabytes)
            try:
                return self.worker.text(kind, detail, data, declared)
            except _Gone as error:
                self.close()
                raise Undecodable(
                    f"parsing it as {kind} took more than {self.seconds:.0f} s or {self.megabytes} MB, or ended the "
                    "parser: the file is damaged or hostile. Open it by hand and save its text with 'mou add'."
                ) from error

    def close(self) -> None:
        if self.worker is not None:
            self.worker.close()
            self.worker = None


_workshop = Workshop()
atexit.register(_workshop.close)


def extracted(kind: str, detail: str, data: bytes, declared: str | None) -> Decoded:
    """The text of a document that needs a parser, made by this process's workshop."""
    return _workshop.text(kind, detail, data, declared)
