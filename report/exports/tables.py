"""The KPI tables of a version as they describe themselves: names, types, meanings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, DuckDB type and meaning."""

    name: str
    kind: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """One KPI table without its schema's name."""

    name: str
    comment: str
    rows: int
    columns: Sequence[Column]


def kpi_tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """Every table and view of ``kpi``, by name."""
    found = connection.execute(
        """
        select table_name, coalesce(comment, '') from duckdb_tables() where schema_name = 'kpi'
        union all
        select view_name, coalesce(comment, '') from duckdb_views() where schema_name = 'kpi'
        order by all
        """
    ).fetchall()
    return [Table(name, comment, _count(connection, name), _columns(connection, name)) for name, comment in found]


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    answer = connection.execute(f"select count(*) from kpi.{table}").fetchone()
    assert answer is not None
    return int(answer[0])


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[Column]:
    found = connection.execute(
        """
        select column_name, data_type, coalesce(comment, '')
        from duckdb_columns()
        where schema_name = 'kpi' and table_name = ?
        order by column_index
        """,
        [table],
    ).fetchall()
    return [Column(*row) for row in found]
