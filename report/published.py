"""Reads what the page shows from a version's database, read-only.

Numbers come from ``kpi`` alone; ``star.dim_*`` gives names, ``ops`` the verdicts on this version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]

KEYS: Mapping[str, tuple[str, ...]] = {
    "agreements_by_month": ("programme_code", "month_date"),
    "coverage": ("programme_code", "as_of_date"),
    "goal_progress": ("programme_code", "goal_code", "measure_code", "as_of_date", "actual_basis"),
    "office_sites": ("programme_code", "as_of_date", "site_code"),
    "reconciliation": ("programme_code", "stated_total_key", "road_code"),
    "sector_mix": ("programme_code", "as_of_date", "sector_code"),
    "settlement_funnel": ("programme_code", "as_of_date", "stage_code"),
}
"""The key of each KPI table that the page shows, in the order in which ``kpi_key`` writes it."""

# Statements shown for one number; the table of evidence has them all.
STATEMENTS = 40
RESTATED = 20
EXAMPLE_REGION = "example-"
"""A programme whose region code begins so is invented (docs/new_programme.md)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number on the page, by the table, row and column it comes from."""

    table: str
    key: str
    column: str


@dataclass(frozen=True, slots=True)
class Published:
    """All that the page shows of one version."""

    version: str
    made_at: datetime
    programmes: Sequence[Row]
    goals: Sequence[Row]
    measures: Mapping[tuple[str, str], Row]
    buckets: Set[tuple[str, str]]
    """Members of breakdowns that stand for several, by programme and code."""
    tables: Mapping[str, Sequence[Row]]
    checks: Sequence[Row]
    failures: Sequence[Row]
    restated: Sequence[Row]
    restated_count: int
    newest: Mapping[str, date]
    """The newest day of publication of what stands behind a number, by programme."""
    backed: Mapping[Cell, int]
    """How many statements stand behind each cell that has any."""

    def rows(self, table: str, programme_code: str) -> list[Row]:
        return [row for row in self.tables[table] if row["programme_code"] == programme_code]


def kpi_key(table: str, row: Row) -> str:
    """A row's name as ``kpi.evidence`` writes it."""
    return "|".join(f"{column}={row[column]}" for column in KEYS[table])


def made_at(version: str) -> datetime:
    """The instant that a version's name carries."""
    return datetime.strptime(version.split("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def read_published(database: Path, version: str) -> Published:
    """Read one version. The order of rows is that of their keys, so that the same version gives the same page."""
    with duckdb.connect(str(database), read_only=True) as connection:
        ask = _asker(connection)
        declared = "where is_declared and {0} <> 'unknown' order by all"
        programmes = ask(f"from star.dim_programme {declared.format('programme_code')}")
        # The invented stand last.
        programmes.sort(key=lambda row: (is_example(row), row["programme_code"]))
        measures = ask(f"from star.dim_measure {declared.format('measure_code')}")
        return Published(
            version,
            made_at(version),
            programmes,
            ask(f"from star.dim_goal {declared.format('goal_code')}"),
            {(row["programme_code"], row["measure_code"]): row for row in measures},
            {(row["programme_code"], row["code"]) for row in ask(BUCKETS)},
            {table: ask(f"from kpi.{table} order by {', '.join(key)}") for table, key in KEYS.items()},
            *_judged(ask, version),
            ask(f"from kpi.restatement order by version desc, kpi_table, kpi_key, column_name limit {RESTATED}"),
            ask("select count(*) as n from kpi.restatement")[0]["n"],
            {row["programme_code"]: row["day"] for row in ask(NEWEST)},
            {Cell(row["kpi_table"], row["kpi_key"], row["column_name"]): row["n"] for row in ask(BACKED)},
        )


NEWEST = """
    select programme_code, max(published_date) as day
    from kpi.evidence
    where published_date is not null
    group by programme_code
"""
BUCKETS = """
    select programme_code, sector_code as code from star.dim_sector where is_bucket
    union all
    select programme_code, site_code from star.dim_site where is_bucket
"""
BACKED = "select kpi_table, kpi_key, column_name, count(*) as n from kpi.evidence group by all"
SENTENCES = """
    with asked as (
        select unnest($tables::varchar[]) as kpi_table, unnest($keys::varchar[]) as kpi_key,
            unnest($columns::varchar[]) as column_name
    )

    select kpi_table, kpi_key, column_name, quote_public, publisher, url, published_date,
        list_sort(list(distinct rule_id)) as rules
    from kpi.evidence
    inner join asked using (kpi_table, kpi_key, column_name)
    group by kpi_table, kpi_key, column_name, quote_public, publisher, url, published_date
    qualify row_number() over (
        partition by kpi_table, kpi_key, column_name
        order by published_date nulls last, publisher, url, quote_public
    ) <= $limit
    order by kpi_table, kpi_key, column_name, published_date nulls last, publisher, url, quote_public
"""


def _judged(ask: Any, version: str) -> tuple[list[Row], list[Row]]:
    """The verdicts on this version and the rows that failed; the version of a database built again has none."""
    if not ask("select 1 from duckdb_tables() where schema_name = 'ops' and table_name = 'check_result'"):
        return [], []
    checks = ask("from ops.check_result where version = $version order by check_name", version=version)
    return checks, ask("from ops.check_failure where version = $version order by check_name, row_key", version=version)


def is_example(programme: Row) -> bool:
    """Whether a programme is invented, to show how one is set up."""
    return str(programme["region_code"]).startswith(EXAMPLE_REGION)


def sentences(database: Path, cells: Sequence[Cell]) -> dict[Cell, list[Row]]:
    """The sentences behind cells, oldest first, each once with the rules that read it; at most STATEMENTS a cell."""
    found: dict[Cell, list[Row]] = defaultdict(list)
    asked = {name: [getattr(cell, attribute) for cell in cells] for name, attribute in ATTRIBUTES.items()}
    with duckdb.connect(str(database), read_only=True) as connection:
        for row in _asker(connection)(SENTENCES, limit=STATEMENTS, **asked):
            found[Cell(row["kpi_table"], row["kpi_key"], row["column_name"])].append(row)
    return found


ATTRIBUTES = {"tables": "table", "keys": "key", "columns": "column"}


def _asker(connection: duckdb.DuckDBPyConnection) -> Any:
    def ask(query: str, **values: Any) -> list[Row]:
        answer = connection.execute(query, values or None)
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    return ask
