"""Whole files or none: the one module of this room that knows how bytes reach a disk.

State is append-only. A file appears under its final name complete and flushed, or not at all, whatever
moment the process or the machine stops at.
"""

from __future__ import annotations

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
    handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
        _flush(partial)
        partial.chmod(mode)
        partial.replace(path)
        _flush(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    with whole_file(path, mode=mode) as partial:
        partial.write_bytes(data)


def finished_files(folder: Path, suffix: str) -> list[Path]:
    """The complete files of a folder of state, oldest name first; none where the folder does not exist yet."""
    return sorted(path for path in folder.glob(f"*{suffix}") if not path.name.startswith("."))


def sweep_partials(folder: Path) -> int:
    """Remove what a killed run left half-written. Only the holder of the run lock may call it."""
    partials = list(folder.rglob(f"{PARTIAL}*"))
    for partial in partials:
        partial.unlink(missing_ok=True)
    return len(partials)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
