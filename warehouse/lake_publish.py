"""Publishes a version's tables in the lake, as one transaction of the catalog: readers see the former version whole,
or the new one whole.

``lake.ops.publication`` has a row for each publication, the newest last; everything else is the version's tables.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.lake import Lake, LakeError, connected, quoted, transaction

PUBLICATION = "lake.ops.publication"


def published_in(lake: Lake) -> str | None:
    """The version that readers of the lake see; None before the first."""
    with connected(lake) as connection:
        return _current(connection)


def publish_tables(lake: Lake, database: Path, version: str, *, after: str | None) -> None:
    """Replace the published tables by those of a version's database file.

    Args:
        after: The version that readers are expected to see now.

    Raises:
        LakeError: They see another: somebody published meanwhile. Nothing was changed.
    """
    with connected(lake) as connection:
        connection.execute(f"attach {quoted(str(database))} as published (read_only)")
        try:
            with transaction(connection):
                current = _current(connection)
                if current != after:
                    raise LakeError(_overtaken(current, after))
                _replace(connection, version, after)
        except duckdb.TransactionException as error:
            raise LakeError(_overtaken("another version", after)) from error
        finally:
            connection.execute("detach published")


def withdraw_tables(lake: Lake) -> None:
    """Publish nothing: what is left when the only version is taken down."""
    with connected(lake) as connection, transaction(connection):
        for schema, table in _tables(connection, "lake"):
            if schema != "extracted":
                connection.execute(f"drop table lake.{schema}.{table}")


def _replace(connection: duckdb.DuckDBPyConnection, version: str, after: str | None) -> None:
    new = _tables(connection, "published")
    for schema in sorted({schema for schema, _ in new} | {"ops"}):
        connection.execute(f"create schema if not exists lake.{schema}")
    for schema, table in new:
        connection.execute(f"create or replace table lake.{schema}.{table} as from published.{schema}.{table}")
    for schema, table in set(_tables(connection, "lake")) - set(new):
        if schema not in ("extracted", "main") and (schema, table) != ("ops", "publication"):
            connection.execute(f"drop table lake.{schema}.{table}")
    _copy_comments(connection)
    connection.execute(
        f"create table if not exists {PUBLICATION} "
        "(publication_number bigint, version varchar, previous_version varchar, published_at timestamptz)"
    )
    connection.execute(
        f"insert into {PUBLICATION} select coalesce(max(publication_number), 0) + 1, ?, ?, now() from {PUBLICATION}",
        [version, after],
    )


def _current(connection: duckdb.DuckDBPyConnection) -> str | None:
    if ("ops", "publication") not in _tables(connection, "lake"):
        return None
    row = connection.execute(f"select version from {PUBLICATION} order by publication_number desc limit 1").fetchone()
    return None if row is None else str(row[0])


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[tuple[str, str]]:
    """Tables and views; a view becomes a table of the lake."""
    found = connection.execute(
        """
        select schema_name, table_name from duckdb_tables() where database_name = $1
        union all
        select schema_name, view_name from duckdb_views() where database_name = $1 and not internal
        order by all
        """,
        [database],
    )
    return [(schema, table) for schema, table in found.fetchall()]


def _copy_comments(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        """
        select format('comment on table lake.{}.{} is ', schema_name, table_name), comment
        from duckdb_tables() where database_name = 'published' and comment is not null
        union all
        select format('comment on table lake.{}.{} is ', schema_name, view_name), comment
        from duckdb_views() where database_name = 'published' and comment is not null
        union all
        select format('comment on column lake.{}.{}.{} is ', schema_name, table_name, column_name), comment
        from duckdb_columns() where database_name = 'published' and comment is not null
        """
    ).fetchall()
    for statement, comment in found:
        connection.execute(statement + quoted(comment))


def _overtaken(current: str | None, after: str | None) -> str:
    return (
        f"the lake shows {current or 'no version'}, not {after or 'none'} on which this one rests: another night "
        "published meanwhile. Nothing was changed; 'mou run' again takes it in."
    )
