"""A DuckLake: tables as Parquet on an object store or a shared folder, their catalog in PostgreSQL.

Every change is one transaction of the catalog. Passwords and keys are not part of a ``Lake``: they come from the
environment of each machine (PGPASSWORD or ~/.pgpass; AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL).
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

EXTENSIONS = ("httpfs", "postgres_scanner", "ducklake")
# Writers that meet at the catalog try again so often; a hundred readers may keep what they read at once.
TRIES = 100
# Two who find an empty catalog both create its tables. PostgreSQL lets the second wait until the first has committed
# and then refuses it; DuckLake does not try again by itself, and the next attempt finds the tables.
MADE_MEANWHILE = "Failed to initialize DuckLake"


class LakeError(RuntimeError):
    """The lake cannot be used, or somebody else changed it meanwhile. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Lake:
    """Where the catalog and the data are."""

    catalog: str
    """How libpq reaches the database, without the password: ``host=db.example dbname=mou user=mou``."""
    data: str
    """A folder that every machine sees under this path, or ``s3://bucket/folder``."""


def extension_file(name: str) -> Path:
    """The extension in its wheel: nothing is fetched, nothing copied.

    Raises:
        ImportError: The wheel is not installed.
    """
    package = f"duckdb_extension_{name}"
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ImportError(f"No module named {package!r}")
    return Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"


def attach(connection: duckdb.DuckDBPyConnection, lake: Lake, *, read_only: bool = False) -> None:
    """Make the lake known to a connection as the database ``lake``.

    Raises:
        ImportError: The wheels of the extensions are not installed.
        LakeError: The catalog cannot be reached.
    """
    for name in EXTENSIONS:
        connection.load_extension(str(extension_file(name)))
    connection.execute(f"set ducklake_max_retry_count = {TRIES}")
    if lake.data.startswith("s3://"):
        connection.execute(s3_secret(os.environ))
    how = "read_only" if read_only else f"data_path {quoted(lake.data.rstrip('/') + '/tables/')}"
    statement = f"attach {quoted(f'ducklake:postgres:{lake.catalog}')} as lake ({how})"
    try:
        try:
            connection.execute(statement)
        except duckdb.Error as error:
            if MADE_MEANWHILE not in str(error):
                raise
            connection.execute(statement)
    except duckdb.Error as error:
        said = " ".join(str(error).split()).rstrip(".")
        raise LakeError(
            f"the lake's catalog ({lake.catalog}) cannot be used: {said}. Start it, or mend settings.yml: storage.lake."
        ) from error


def s3_secret(environ: Mapping[str, str]) -> str:
    """The statement that tells DuckDB what S3 clients read in the environment."""
    endpoint = urlsplit(environ.get("AWS_ENDPOINT_URL", ""))
    told = {
        "key_id": environ.get("AWS_ACCESS_KEY_ID"),
        "secret": environ.get("AWS_SECRET_ACCESS_KEY"),
        "session_token": environ.get("AWS_SESSION_TOKEN"),
        "region": environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION"),
        "endpoint": endpoint.netloc or None,
        "url_style": "path" if endpoint.netloc else None,
    }
    parts = [f"{name} {quoted(value)}" for name, value in told.items() if value]
    if endpoint.scheme == "http":
        parts.append("use_ssl false")
    return f"create or replace secret lake_store (type s3, {', '.join(parts)})"


@contextmanager
def connected(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on this process's connection to the lake; it is made once, for it takes a second."""
    cursor = _connection(lake, os.getpid()).cursor()
    try:
        yield cursor
    except duckdb.Error:
        # It may be the connection that broke: the next one to ask gets a new one.
        _connection.cache_clear()
        raise
    finally:
        cursor.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is done inside, or nothing."""
    connection.execute("begin")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute("rollback")
        raise


@cache
def _connection(lake: Lake, process: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    attach(connection, lake)
    return connection


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
