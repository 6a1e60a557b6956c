"""Copies a candidate into the file that analysts open: what may be published, with its comments."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.headers import Model
from warehouse.load import define_macros

# Read by clients since 1.1.0 of September 2024 (docs/sql_cookbook.md has what was tried); v1.2.0 would shut out 1.1.
STORAGE_VERSION = "v1.1.0"
# Small blocks while tables have few rows: a version is kept for weeks. From a size on they take longer and hold less.
SMALL_BLOCK, BLOCK, LARGE_CANDIDATE = 16_384, 262_144, 64_000_000


def write_database(candidate: Path, target: Path, models: tuple[Model, ...]) -> None:
    """Copy what may be published, row for row, with its comments."""
    by_table = {model.table: model for model in models}
    block_size = SMALL_BLOCK if candidate.stat().st_size < LARGE_CANDIDATE else BLOCK
    # A second thread wins no time, and takes half as much again of the processor.
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"attach '{_text(candidate)}' as candidate (read_only)")
        connection.execute(
            f"attach '{_text(target)}' as target (storage_version '{STORAGE_VERSION}', block_size {block_size})"
        )
        define_macros(connection)
        for table in _tables(connection, models):
            model = by_table.get(table)
            schema = table.split(".")[0]
            connection.execute(f"create schema if not exists target.{schema}")
            connection.execute(f"create table target.{table} as from candidate.{table}{_order(model)}")
        _create_views(connection, models)
        _copy_comments(connection)
        # To detach writes what is left as well, but is silent when the disk is full.
        connection.execute("force checkpoint target")
        connection.execute("detach target")


def _order(model: Model | None) -> str:
    """By key, but for what is stored no earlier than here: by far the most rows, in the order of their documents."""
    if model is None:
        return " order by all"
    return "" if model.is_view else f" order by {', '.join(model.key)}"


def _tables(connection: duckdb.DuckDBPyConnection, models: tuple[Model, ...]) -> list[str]:
    """Every table of the candidate that is published, and every view that becomes one."""
    left_out = {model.table for model in models if not model.is_published or model.is_view_when_published}
    found = connection.execute(
        """
        select schema_name || '.' || table_name from duckdb_tables()
        where database_name = 'candidate' and schema_name in ('star', 'audit', 'kpi', 'ops')
        union all
        select schema_name || '.' || view_name from duckdb_views()
        where database_name = 'candidate' and schema_name in ('star', 'audit', 'kpi')
        order by all
        """
    )
    return [name for (name,) in found.fetchall() if name not in left_out]


def _create_views(connection: duckdb.DuckDBPyConnection, models: tuple[Model, ...]) -> None:
    """A view names its tables as they are called within the file, so that the file can be opened under any name."""
    connection.execute("use target")
    for model in models:
        if model.is_view_when_published and model.is_published:
            connection.execute(f"create view {model.table} as\n{model.sql}")
    connection.execute("use memory")


def _copy_comments(connection: duckdb.DuckDBPyConnection) -> None:
    statements = connection.execute(
        """
        with here as (
            select database_name, schema_name, table_name, 'table' as kind, comment from duckdb_tables()
            union all
            select database_name, schema_name, view_name, 'view', comment from duckdb_views()
        )
        select format('comment on {} target.{}.{} is ''{}''', new.kind, schema_name, table_name,
            replace(old.comment, '''', ''''''))
        from here as old
        inner join (from here where database_name = 'target') as new using (schema_name, table_name)
        where old.database_name = 'candidate' and old.comment is not null
        union all
        select format('comment on column target.{}.{}.{} is ''{}''', schema_name, table_name, column_name,
            replace(old.comment, '''', ''''''))
        from duckdb_columns() as old
        semi join (select * from duckdb_columns() where database_name = 'target') as new
            using (schema_name, table_name, column_name)
        where old.database_name = 'candidate' and old.comment is not null
        """
    ).fetchall()
    # One transaction: a commit for each of a thousand comments takes longer than the copy.
    connection.execute(";\n".join(["begin", *(statement for (statement,) in statements), "commit"]))


def _text(path: Path) -> str:
    return str(path).replace("'", "''")
