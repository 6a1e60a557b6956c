"""One run at a time on one data folder. The lock goes with its process, however that ends."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(RuntimeError):
    """Another run holds the data folder; the message names it."""


@contextmanager
def run_lock(path: Path, run_id: str) -> Iterator[None]:
    """Hold the data folder for one run.

    Raises:
        AlreadyRunning: Another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(_who(path)) from error
        file.seek(0)
        file.truncate()
        json.dump({"run_id": run_id, "pid": os.getpid(), "host": socket.gethostname()}, file)
        file.flush()
        yield


def _who(path: Path) -> str:
    who = "another run"
    for _ in range(20):
        try:
            holder = json.loads(path.read_text("utf-8"))
            who = f"run {holder['run_id']} (process {holder['pid']} on {holder['host']})"
            break
        except (OSError, ValueError, KeyError):
            # It has the lock and is about to write its name.
            time.sleep(0.01)
    return f"{who} is going on {path.parent}. Wait for it to end, or look with 'mou status'."
