"""A night that hangs is told and ended: it would hold the data folder, and every later night, for ever."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flows.faults import CANNOT_RUN
from flows.noticing import cry_out
from flows.records import failed_row
from flows.run import Run

log = logging.getLogger("mou.watchdog")

GRACE_S = 60.0
"""After being asked to stop, so long may a night take to leave things tidy."""


def end_process() -> None:
    """Ask this process to stop, as a person would; where it is stuck in a library it does not hear, and is ended."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(CANNOT_RUN)


@contextmanager
def bounded(run: Run, seconds: float, end: Callable[[], None] = end_process) -> Iterator[threading.Event]:
    """Watch over a night; the event is set once it has been told that it hangs, and is on record as failed."""
    bitten, over = threading.Event(), threading.Event()

    def bite() -> None:
        bitten.set()
        message = f"did not end within {seconds / 60:.0f} minutes and was ended"
        try:
            run.ops.append("run", run.run_id, [failed_row(run, CANNOT_RUN, message)])
            cry_out(run, message)
        except Exception:  # the disk may be full: what matters now is that the night ends
            log.exception("run %s hangs, and that could not be put on record", run.run_id)
        if not over.is_set():
            end()

    timer = threading.Timer(seconds, bite)
    timer.daemon = True
    timer.start()
    try:
        yield bitten
    finally:
        over.set()
        timer.cancel()
