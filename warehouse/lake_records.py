"""Readings and statements in the lake: what is a pair of Parquet files in a folder is rows of one partition here.

Tables ``lake.extracted``: ``partition`` (a row for each that was kept), ``reading`` and ``statement`` with the name of
the partition that they came with. A partition comes in one transaction, and is kept once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import duckdb
import polars as pl

from warehouse.frames import READING, STATEMENT, UNASKED
from warehouse.lake import Lake, attach, connected, quoted, transaction

TABLES: Mapping[str, Mapping[str, str]] = {
    "partition": {"partition_name": "varchar", "readings_count": "bigint", "statements_count": "bigint"},
    "reading": {"partition_name": "varchar", **READING},
    "statement": {"partition_name": "varchar", **STATEMENT},
}


def keep(lake: Lake, name: str, readings: pl.DataFrame, statements: pl.DataFrame) -> None:
    """Add a partition; one that is there already is left as it is."""
    with connected(lake) as connection:
        prepare(connection)
        with transaction(connection):
            there = connection.execute("select 1 from lake.extracted.partition where partition_name = ?", [name])
            if there.fetchone():
                return
            for table, frame in (("reading", readings), ("statement", statements)):
                connection.register("incoming", frame)
                columns = ", ".join(list(TABLES[table])[1:])
                connection.execute(f"insert into lake.extracted.{table} select {quoted(name)}, {columns} from incoming")
                connection.unregister("incoming")
            connection.execute(
                "insert into lake.extracted.partition values (?, ?, ?)", [name, readings.height, statements.height]
            )


def partition_names(lake: Lake, *, with_statements: bool = False) -> list[str]:
    """The partitions kept so far (those with statements), sorted."""
    with connected(lake) as connection:
        prepare(connection)
        found = connection.execute(
            "select distinct partition_name from lake.extracted.partition "
            f"where statements_count >= {int(with_statements)} order by all"
        )
        return [name for (name,) in found.fetchall()]


def reading_columns(lake: Lake, columns: Sequence[str]) -> pl.DataFrame:
    with connected(lake) as connection:
        prepare(connection)
        return connection.execute(f"select {', '.join(columns)} from lake.extracted.reading").pl()


def statements_of(lake: Lake, reading_ids: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The given columns of the statements of some readings (a frame with reading_id)."""
    with connected(lake) as connection:
        prepare(connection)
        connection.register("wanted", reading_ids)
        query = f"select {', '.join(columns)} from lake.extracted.statement semi join wanted using (reading_id)"
        return connection.execute(query).pl()


def quotes(lake: Lake, statement_ids: Sequence[str]) -> pl.DataFrame:
    """Statements by id: ``statement_id, document_id, quote_public``."""
    with connected(lake) as connection:
        prepare(connection)
        query = "select distinct statement_id, document_id, quote_public from lake.extracted.statement"
        return connection.execute(f"{query} where list_contains(?, statement_id) order by all", [statement_ids]).pl()


def organisation_texts(lake: Lake) -> list[str]:
    with connected(lake) as connection:
        prepare(connection)
        found = connection.execute(
            "select distinct organisation_text from lake.extracted.statement "
            "where organisation_text is not null order by all"
        )
        return [text for (text,) in found.fetchall()]


def forget(lake: Lake, document_id: str) -> None:
    """Take a document's rows out; ``purge`` then takes them out of the files too."""
    with connected(lake) as connection:
        prepare(connection)
        with transaction(connection):
            for table in ("statement", "reading"):
                connection.execute(f"delete from lake.extracted.{table} where document_id = ?", [document_id])


def purge(lake: Lake) -> None:
    """Write files with deleted rows anew, and delete every file that only the past needs."""
    with connected(lake) as connection:
        prepare(connection)
        for table in ("statement", "reading"):
            told = f"'lake', {quoted(table)}, schema => 'extracted', delete_threshold => 0"
            connection.execute(f"call ducklake_rewrite_data_files({told})")
        connection.execute("call ducklake_expire_snapshots('lake', older_than => now())")
        connection.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")


def tidy(lake: Lake, days: int) -> None:
    """Join the small files that readers leave; what is older than so many days can no longer be asked for."""
    with connected(lake) as connection:
        prepare(connection)
        connection.execute("call ducklake_merge_adjacent_files('lake')")
        connection.execute(f"call ducklake_expire_snapshots('lake', older_than => now() - interval {days:d} days)")
        connection.execute("call ducklake_cleanup_old_files('lake', older_than => now() - interval 1 day)")


def load_records(
    connection: duckdb.DuckDBPyConnection, lake: Lake, readings: Collection[str], statements: Collection[str]
) -> None:
    """Fill ``extracted`` of a database that is being built from the named partitions."""
    attach(connection, lake, read_only=True)
    for table, record, names in (("reading", READING, readings), ("statement", STATEMENT, statements)):
        columns = [name for name in record if name not in UNASKED]
        if names:
            connection.register("wanted", pl.DataFrame({"partition_name": sorted(names)}))
            connection.execute(
                f"insert into extracted.{table} ({', '.join(columns)}) select {', '.join(columns)} "
                f"from lake.extracted.{table} semi join wanted using (partition_name)"
            )
            connection.unregister("wanted")
    connection.execute("detach lake")


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing: tables, or columns that older records lack.

    Two who come first at once: one creates, the other finds.
    """
    there = connection.execute(
        "select count(*) from duckdb_columns() where database_name = 'lake' and schema_name = 'extracted'"
    ).fetchone()
    if there == (sum(map(len, TABLES.values())),):
        return
    try:
        with transaction(connection):
            connection.execute("create schema if not exists lake.extracted")
            for table, columns in TABLES.items():
                described = ", ".join(f"{name} {kind}" for name, kind in columns.items())
                connection.execute(f"create table if not exists lake.extracted.{table} ({described})")
            connection.execute(
                f"alter table lake.extracted.reading add column if not exists sketch {READING['sketch']}"
            )
    except duckdb.TransactionException:
        prepare(connection)
