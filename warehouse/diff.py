"""Two versions side by side: which KPI cells differ, and why, as the log of changes tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.cells import CELLS, changed_cells, with_cells
from warehouse.headers import MODELS, Model, read_models

UNKNOWN = "unknown"
"""The cause where neither version's log names the cell: they do not follow from each other, or are too old."""


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell that two versions tell differently; None where a version has no such row."""

    programme_code: str
    kpi_table: str
    kpi_key: str
    column_name: str
    old_value: str | None
    new_value: str | None
    cause_code: str
    cause_key: str | None


def diff(old: Path, new: Path, *, models: Path = MODELS) -> list[ChangedCell]:
    """The cells that differ between two published databases, by table and key.

    The cause is that of the last version, after the older of the two and up to the newer, that changed the cell.
    """
    with duckdb.connect() as connection:
        for name, path in (("before", old), ("after", new)):
            connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name}_ (read_only)")
        both = [model for model in with_cells(read_models(models)) if _is_comparable(connection, model)]
        if not both:
            return []
        newer = "after_" if new.parent.name >= old.parent.name else "before_"
        log = _log(connection, newer, min(old.parent.name, new.parent.name))
        rows = connection.execute(
            f"""
            with cell as ({changed_cells(both, "before_.kpi", "after_.kpi")}),
            log as ({log})
            select cell.programme_code, kpi_table, kpi_key, column_name, old_value, new_value,
                coalesce(log.cause_code, '{UNKNOWN}'), log.cause_key
            from cell
            left join log using (programme_code, kpi_table, kpi_key, column_name)
            order by all
            """
        ).fetchall()
    return [ChangedCell(*row) for row in rows]


def differing_rows(old: Path, new: Path, table: str) -> int:
    """How many rows of one KPI table stand in only one of two databases; columns that only one has are left out."""
    with duckdb.connect() as connection:
        for name, path in (("before", old), ("after", new)):
            connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name}_ (read_only)")
        columns = connection.execute(
            "select column_name from duckdb_columns() where schema_name = 'kpi' and table_name = ? "
            "group by column_name having count(*) = 2 order by column_name",
            [table],
        ).fetchall()
        names = ", ".join(name for (name,) in columns)
        if not names:
            return 0
        before, after = (f"select {names} from {side}_.kpi.{table}" for side in ("before", "after"))
        found = connection.execute(
            f"select count(*) from ((({before}) except all ({after})) union all (({after}) except all ({before})))"
        ).fetchone()
    return 0 if found is None else int(found[0])


def _is_comparable(connection: duckdb.DuckDBPyConnection, model: Model) -> bool:
    """Both versions have the table, with the columns that are compared."""
    wanted = {*model.key, *CELLS[model.name]}
    sides = connection.execute(
        "select list(column_name) from duckdb_columns() where schema_name = 'kpi' and table_name = ? "
        "group by database_name",
        [model.name],
    ).fetchall()
    return len(sides) == 2 and all(wanted <= set(columns) for (columns,) in sides)


def _log(connection: duckdb.DuckDBPyConnection, newer: str, after: str) -> str:
    tables = "select 1 from duckdb_tables() where database_name = ? and schema_name || table_name = 'kpirestatement'"
    if connection.execute(tables, [newer]).fetchone() is None:
        names = "programme_code", "kpi_table", "kpi_key", "column_name", "cause_code", "cause_key"
        return "select " + ", ".join(f"'' as {name}" for name in names) + " where false"
    return f"""
        select programme_code, kpi_table, kpi_key, column_name, arg_max(cause_code, version) as cause_code,
            arg_max(cause_key, version) as cause_key
        from {newer}.kpi.restatement
        where version > '{after.replace("'", "''")}'
        group by all
    """
