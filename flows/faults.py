"""Faults that say themselves what to do: they end a command with exit code 3 and one line, without a stack trace."""

from __future__ import annotations

import errno
import os
import threading

CANNOT_RUN, UNEXPECTED = 3, 70
EXPECTED = {
    "CannotRun",
    "ConfigurationError",
    "LakeError",
    "MissingExtra",
    "MissingPlace",
    "AlreadyRunning",
    "NewerRecords",
    "NoServer",
    "NothingPublished",
    "PublishError",
    "ReadersLost",
    "UnfitReader",
}
"""By name: what raises them is imported only by the commands that need it."""

_STAYS = "The last sound version stays published; then run it again."
_ROOM = f"Free some space, or name a larger place with --data. {_STAYS}"
_ACCESS = f"Make it writable for this user, or name another folder with --data. {_STAYS}"
ADVICE = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: _ACCESS,
    errno.EPERM: _ACCESS,
    errno.EROFS: _ACCESS,
}

asked_to_stop = threading.Event()
"""Set when a person or the machine ends the command: a library may turn the interruption into an error of its own."""


def exit_code(error: BaseException) -> int:
    return CANNOT_RUN if is_interruption(error) or is_expected(error) else UNEXPECTED


def is_interruption(error: BaseException) -> bool:
    return isinstance(error, KeyboardInterrupt) or asked_to_stop.is_set()


def is_expected(error: BaseException) -> bool:
    """Configuration, lock, missing places, and the disk's faults, whoever met them."""
    names = {cls.__name__ for cls in type(error).__mro__}
    return bool(names & EXPECTED) or isinstance(error, OSError) or _disk_code(error) is not None


def told(error: BaseException) -> str:
    """Which thing, what is wrong with it, what to do next."""
    if is_interruption(error):
        return "interrupted. Nothing half-done was published; run it again when you like."
    code = _disk_code(error)
    if code is None:
        return str(error)
    what = " ".join(str(error).split()).rstrip(".")
    if isinstance(error, OSError) and error.filename:
        what = f"{error.filename}: {os.strerror(code)}"
    return f"{what}. {ADVICE[code]}"


def _disk_code(error: BaseException) -> int | None:
    """The number of the disk's fault; duckdb and polars have errors of their own for it, with the system's words."""
    if isinstance(error, OSError) and error.errno in ADVICE:
        return error.errno
    return next((code for code in ADVICE if os.strerror(code) in str(error)), None)
