"""The file that a version is built in: it lives for a night, until it is judged and copied into the published one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import duckdb

PASSING = "passing"
"""A database in memory beside the candidate: what is gone once that is finished. Every connection to it sees both."""


def open_candidate(database: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open a candidate to write; in memory, where it has no file.

    Pieces that texts share are not looked for (FSST): it takes longer than to write them, and the published file, which
    is kept, is packed by a connection of its own.
    """
    connection = duckdb.connect(str(database or ":memory:"))
    connection.execute("set disabled_compression_methods = 'fsst'")
    connection.execute(f"attach ':memory:' as {PASSING}")
    return connection


def columns_of(kinds: Mapping[str, str], unrepeated: Collection[str] = ()) -> str:
    """Columns (name → SQL type) as ``create table`` wants them.

    Args:
        unrepeated: Columns whose values hardly repeat: to look for repetitions takes longer than to write all.
    """
    packed = {name: " using compression uncompressed" if name in unrepeated else "" for name in kinds}
    return ", ".join(f"{name} {kind}{packed[name]}" for name, kind in kinds.items())


def remove(unfinished: Path) -> None:
    """Take away what a killed build left behind."""
    unfinished.unlink(missing_ok=True)
    unfinished.with_name(f"{unfinished.name}.wal").unlink(missing_ok=True)


def write_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Closing writes what is left as well, but is silent when the disk is full."""
    connection.execute("force checkpoint")
