"""Read-only SQL on a published version, for people who type it: nothing written, no file read, no network.

Only duckdb is imported here, so that a question is answered in well under a second.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# Set when the file is opened, then locked, so that no statement can take them back.
SETTINGS: dict[str, str | bool] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
}
SCHEMAS = ("kpi", "star", "audit", "ops")
"""Where a table named without its schema is looked for, in this order."""


class QueryError(Exception):
    """A question that cannot be answered; the message says why, and never holds a stack trace."""


class QueryTimeout(QueryError):
    """A question that took longer than its time limit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB types, one a column."""
    rows: list[tuple[Any, ...]]
    is_cut: bool = False
    """Whether there were more rows than asked for."""


def open_read_only(database: Path, *, memory_limit: str = "2GB", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """Open a published database so that statements can neither write nor leave it."""
    if not database.exists():
        raise QueryError(f"{database}: no published database. Run the nightly first (mou run).")
    config: dict[str, str | bool | int | float | list[str]] = {
        **SETTINGS,
        "memory_limit": memory_limit,
        "threads": threads,
        "max_temp_directory_size": "0GB",
    }
    try:
        connection = duckdb.connect(str(database), read_only=True, config=config)
        found = connection.execute("select schema_name from duckdb_schemas() where not internal").fetchall()
        path = ",".join(schema for schema in SCHEMAS if (schema,) in found)
        connection.execute(f"set search_path = '{path or 'main'}'")
        connection.execute("set lock_configuration = true")
    except duckdb.Error as reason:
        raise QueryError(f"{database}: cannot be opened ({reason}). Is it a published version?") from None
    return connection


def run_sql(
    database: Path,
    sql: str,
    *,
    timeout_s: float = 30.0,
    max_rows: int | None = None,
    memory_limit: str = "2GB",
    threads: int = 2,
) -> Answer:
    """Answer one SQL statement from a published database.

    Args:
        timeout_s: After so many seconds the statement is interrupted.
        max_rows: Return at most so many rows, and say if there were more.

    Raises:
        QueryTimeout: The time limit was reached.
        QueryError: The statement is wrong, or asks for what is not allowed.
    """
    connection = open_read_only(database, memory_limit=memory_limit, threads=threads)
    is_late = threading.Event()

    def interrupt() -> None:
        is_late.set()
        connection.interrupt()

    timer = threading.Timer(timeout_s, interrupt)
    timer.daemon = True
    timer.start()
    try:
        return _answer(connection, sql, max_rows)
    except duckdb.Error as reason:
        if is_late.is_set():
            raise QueryTimeout(f"stopped after {timeout_s:g} s. Narrow the question, or give it more time.") from None
        raise QueryError(_said(reason)) from None
    finally:
        timer.cancel()
        connection.close()


def _answer(connection: duckdb.DuckDBPyConnection, sql: str, max_rows: int | None) -> Answer:
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"found {len(statements)} statements. Give exactly one.")
    _refuse_side_effects(statements[0])
    result = connection.execute(statements[0])
    if result.description is None:
        return Answer((), (), [])
    names = tuple(str(column[0]) for column in result.description)
    types = tuple(str(column[1]) for column in result.description)
    rows = result.fetchall() if max_rows is None else result.fetchmany(max_rows + 1)
    is_cut = max_rows is not None and len(rows) > max_rows
    return Answer(names, types, rows[:max_rows] if is_cut else rows, is_cut)


def _refuse_side_effects(statement: duckdb.Statement) -> None:
    kind = statement.type.name.removesuffix("_STATEMENT")
    if kind not in ("SELECT", "EXPLAIN"):
        raise QueryError(
            f"{kind} is not allowed: the published version is read only. Ask with SELECT, DESCRIBE or SHOW."
        )


def _said(reason: duckdb.Error) -> str:
    if isinstance(reason, duckdb.PermissionException):
        return f"not allowed here: {reason}. No file, no network, no settings: ask the published tables."
    return str(reason)
