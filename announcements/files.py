"""Whole files or none: the one module of this room that knows how bytes reach a disk, or an object store.

State is append-only. A file appears under its final name complete and flushed, or not at all, whatever
moment the process or the machine stops at. An object store gives that by itself.
"""

from __future__ import annotations

import fcntl
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARTIAL = ".partial-"
"""Start of a name that is still being written. Readers skip it, the next run removes it."""


@contextmanager
def whole_file(path: Path, *, mode: int = 0o644) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on leaving without an error it becomes ``path``, flushed to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = _held_partial(path.parent)
    try:
        yield partial
        _flush(partial)
        partial.chmod(mode)
        partial.replace(path)
        _flush(path.parent)
    except BaseException as error:
        partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)
        raise
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    if not isinstance(path, Path):
        path.write_bytes(data)
        return
    with whole_file(path, mode=mode) as partial:
        partial.write_bytes(data)


def finished_files(folder: Path, suffix: str) -> list[Path]:
    """The complete files of a folder of state, oldest name first; none where the folder does not exist yet."""
    if not isinstance(folder, Path):
        return sorted(path for path in folder.glob(f"*{suffix}") if not path.name.startswith("."))
    # By name: years of nights are thousands of files, and paths take far longer to match and to compare.
    names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208 - see above
    return [folder / name for name in sorted(names) if name.endswith(suffix) and not name.startswith(".")]


def readable(path: Path) -> Path | io.BytesIO:
    """What a library that knows only local paths can read."""
    return path if isinstance(path, Path) else io.BytesIO(path.read_bytes())


def sweep_partials(folder: Path) -> int:
    """Remove what a killed process left half-written; what another is writing right now stays."""
    left = [
        Path(parent, name)
        for parent, _, names in os.walk(folder)
        for name in names
        if name.startswith(PARTIAL) and not _is_held(Path(parent, name))
    ]
    for partial in left:
        partial.unlink(missing_ok=True)
    return len(left)


def _held_partial(folder: Path) -> tuple[int, Path]:
    """A new temporary file, locked by this process for as long as the handle is open."""
    while True:
        handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=folder)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        # Swept between its making and its lock.
        os.close(handle)


def _is_held(partial: Path) -> bool:
    try:
        handle = os.open(partial, os.O_RDONLY)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
