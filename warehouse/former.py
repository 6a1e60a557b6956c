"""What the version before said: its KPI tables, and what a change is told from.

The log of changes (``kpi.restatement``) is made from these; ``load`` leaves them empty, ``remember`` fills them once
the new KPI tables are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.cells import changed_cells, with_cells
from warehouse.headers import Model

COMMON = {"programme_code": "varchar", "kpi_table": "varchar", "kpi_key": "varchar", "column_name": "varchar"}
TABLES: Mapping[str, Mapping[str, str]] = {
    "version": {"version": "varchar", "previous_version": "varchar", "is_same_code": "boolean"},
    "document": dict.fromkeys(
        ("programme_code", "document_id", "outcome", "ruleset_fingerprint", "newer_document_id"), "varchar"
    ),
    "organisation_text": dict.fromkeys(
        ("programme_code", "organisation_text", "organisation_key", "type_code"), "varchar"
    ),
    "applied_correction": dict.fromkeys(("programme_code", "statement_id", "correction_id", "now_text"), "varchar"),
    "evidence": {**COMMON, "statement_id": "varchar", "document_id": "varchar"},
    "restatement": {
        **COMMON,
        **dict.fromkeys(("old_value", "new_value", "cause_code", "cause_key", "version"), "varchar"),
    },
}
CHANGED = {**COMMON, "old_value": "varchar", "new_value": "varchar", "as_of_date": "date"}
# The same, from a published database; its KPI tables are copied whole.
FORMER = {
    "document": "select * from former.star.dim_document",
    "organisation_text": """
        select text.programme_code, organisation_text, organisation_key, organisation.type_code
        from former.star.organisation_text as text
        left join former.star.dim_organisation as organisation using (programme_code, organisation_key)
        where coalesce(organisation.is_current, true)
    """,
    "applied_correction": "select * from former.star.applied_correction",
    "restatement": "select * from former.kpi.restatement",
    "evidence": """
        select programme_code, kpi_table, kpi_key, column_name, statement_id, document_id
        from former.kpi.evidence
        semi join checked.changed_cell using (programme_code, kpi_table, kpi_key)
    """,
}


@dataclass(frozen=True, slots=True)
class Former:
    """The version that was published before the one that is built."""

    version: str
    database: Path
    is_same_code: bool
    """Whether it was built with the same models; if not, a change that nothing else explains is theirs."""


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables of schema ``previous`` and ``checked.changed_cell``, empty."""
    for name, columns in {**{f"previous.{n}": c for n, c in TABLES.items()}, "checked.changed_cell": CHANGED}.items():
        described = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        connection.execute(f"create or replace table {name} ({described})")


def remember(
    connection: duckdb.DuckDBPyConnection, version: str, former: Former | None, models: Iterable[Model]
) -> None:
    """Copy what the version before said, and list the cells that differ; without one, both stay empty."""
    kept = with_cells(models)
    if former is None:
        connection.execute("insert into previous.version values (?, null, true)", [version])
        for model in kept:
            connection.execute(f"create table previous.{model.name} as select * from {model.table} limit 0")
        return
    connection.execute("insert into previous.version values (?, ?, ?)", [version, former.version, former.is_same_code])
    connection.execute(f"attach '{str(former.database).replace(chr(39), chr(39) * 2)}' as former (read_only)")
    there = _tables(connection)
    for model in kept:
        _copy_kpi(connection, model, there.get(f"kpi.{model.name}", set()))
    connection.execute(f"insert into checked.changed_cell {changed_cells(kept, 'previous', 'kpi')}")
    for name, query in FORMER.items():
        if name != "restatement" or "kpi.restatement" in there:
            # A column that the version before did not have is null.
            connection.execute(
                f"insert into previous.{name} by name select columns(name -> list_contains(?, name)) from ({query})",
                [list(TABLES[name])],
            )
    connection.execute("detach former")


def _copy_kpi(connection: duckdb.DuckDBPyConnection, model: Model, there: set[str]) -> None:
    """A column or table that the version before did not have is null."""
    connection.execute(f"create table previous.{model.name} as select * from {model.table} limit 0")
    shared = ", ".join(name for name in model.columns if name in there)
    if set(model.key) <= there:
        connection.execute(f"insert into previous.{model.name} ({shared}) select {shared} from former.{model.table}")


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    found = connection.execute(
        "select schema_name || '.' || table_name, list(column_name) from duckdb_columns() "
        "where database_name = 'former' group by all"
    ).fetchall()
    return {table: set(columns) for table, columns in found}
