"""The file that a version is built in: it lives for a night, until it is judged and copied into the published one."""

from __future__ import annotations

from pathlib import Path

import duckdb


def open_candidate(database: Path) -> duckdb.DuckDBPyConnection:
    """Open a candidate to write.

    Pieces that texts share are not looked for (FSST): it takes longer than to write them, and the published file, which
    is kept, is packed by a connection of its own.
    """
    connection = duckdb.connect(str(database))
    connection.execute("set disabled_compression_methods = 'fsst'")
    return connection


def remove(unfinished: Path) -> None:
    """Take away what a killed build left behind."""
    unfinished.unlink(missing_ok=True)
    unfinished.with_name(f"{unfinished.name}.wal").unlink(missing_ok=True)


def write_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Closing writes what is left as well, but is silent when the disk is full."""
    connection.execute("force checkpoint")
