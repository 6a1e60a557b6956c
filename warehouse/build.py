"""Builds a version: a fresh DuckDB file with star and kpi, then its audits.

``build`` makes what we believe; ``audit`` looks at the finished file again, from scratch, so that whatever went
wrong in between is seen as well.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.candidate import open_candidate, remove, write_out
from warehouse.counting import settle
from warehouse.former import remember
from warehouse.frames import QUOTE_CHECKS, conform
from warehouse.headers import MODELS, Model, ModelError, Severity, Shape, read_models
from warehouse.load import Former as Former
from warehouse.load import Inputs as Inputs
from warehouse.load import define_macros, hold, let_go, load, load_ops
from warehouse.lost import audits_made
from warehouse.models import in_order, needed_for
from warehouse.promises import count_key, count_promises

log = logging.getLogger("mou.build")

SCHEMA_NAMES = {"raw", "extracted", "config", "ops", "checked", "previous", "star", "audit", "kpi"}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made."""

    database: Path
    rows: dict[str, int]
    """Table → rows, for star and kpi."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit as its header describes it: what a suite needs in order to judge its frame."""

    name: str
    shape: Shape
    severity: Severity
    owner: str
    key: tuple[str, ...]
    compares: tuple[str, ...]
    """For a compare audit, the two columns that must be equal."""
    grain: str
    why: str


def build(database: Path, inputs: Inputs, *, models: Path = MODELS) -> BuildReport:
    """Write a fresh database with star and kpi; an older one of that name is replaced whole.

    Raises:
        ModelError: A model made other columns than its header lists, or its key repeats or is null.
    """
    _refuse_schema_name(database)
    started = time.monotonic()
    database.parent.mkdir(parents=True, exist_ok=True)
    unfinished = database.with_name(f"{database.name}.building")
    remove(unfinished)
    with open_candidate(unfinished) as connection:
        load(connection, inputs)
        settle(connection)
        wanted = needed_for(read_models(models), ("star", "kpi"))
        # The log of changes, and what it rests on, needs every other KPI table first.
        last = tuple(model for model in wanted if any(table.startswith("previous.") for table in model.reads))
        rows = make(connection, [model for model in wanted if model not in last])
        remember(connection, inputs.version, inputs.former, wanted)
        rows |= make(connection, last)
        passing = [model for model in wanted if model.is_passing]
        connection.execute("".join(f"drop view {model.table}; drop table temp.{model.name};" for model in passing))
        describe(connection, [model for model in wanted if not model.is_passing])
        let_go(connection)
        write_out(connection)
    unfinished.replace(database)
    gone = {model.table for model in passing}
    kept = {table: count for table, count in rows.items() if not table.startswith("audit.") and table not in gone}
    return BuildReport(database, kept, time.monotonic() - started)


def audit(database: Path, quote_checks: pl.DataFrame, *, models: Path = MODELS) -> None:
    """Make every audit again from the finished file; what a KPI table rests on is judged as it was built.

    Args:
        quote_checks: One row a statement behind a KPI cell: is its quote still what the archived bytes say?
    """
    with open_candidate(database) as connection:
        define_macros(connection)
        hold(connection, "checked.quote", conform("quote_checks", quote_checks, QUOTE_CHECKS))
        everything = read_models(models)
        built = needed_for(everything, ("star", "kpi"))
        _counted(connection, built)
        wanted = [model for model in everything if model not in built]
        connection.execute("".join(f"drop {model.kind} if exists {model.table};" for model in wanted))
        made = audits_made(partial(make, connection, are_keys_checked=False), wanted, lambda: _existing(connection))
        describe(connection, made)
        let_go(connection)
        write_out(connection)


def _counted(connection: duckdb.DuckDBPyConnection, models: Sequence[Model]) -> None:
    """Where a table is missing nothing is counted: the audits that read the counts are then missing as well."""
    try:
        count_promises(connection, models)
    except duckdb.CatalogException as error:
        log.warning("keys and links could not be counted: %s", error)
        for table in ("key_count", "missing_link"):
            connection.execute(f"drop table if exists checked.{table}")


def record_runs(database: Path, ops: Mapping[str, list[Path]]) -> None:
    """Load the record of runs again, so that a version holds the verdicts on itself."""
    with duckdb.connect(str(database)) as connection:
        load_ops(connection, ops)


def make(
    connection: duckdb.DuckDBPyConnection, models: Sequence[Model], *, are_keys_checked: bool = True
) -> dict[str, int]:
    """Run models in order of what they read; check each against its header.

    Args:
        are_keys_checked: Audits look at tables that may be wrong, and must say so instead of stopping.
    """
    rows: dict[str, int] = {}
    for model in in_order(models, _existing(connection)):
        try:
            connection.execute(_creating(model))
        except (duckdb.IOException, duckdb.InterruptException):
            # The disk's fault or a person's wish, not the model's.
            raise
        except duckdb.Error as reason:
            raise ModelError(f"{model.path}: the query fails. Correct it, or what it reads: {reason}") from reason
        _check_columns(connection, model)
        if not model.is_view:
            rows[model.table] = _check_key(connection, model) if are_keys_checked else -1
    return rows


def _creating(model: Model) -> str:
    if model.is_passing:
        # In memory, to which packing and writing it would double the time; called like any other while it is there.
        return (
            f"create or replace temp table {model.name} as\n{model.sql};\n"
            f"create or replace view {model.table} as from temp.{model.name}"
        )
    return f"create or replace {model.kind} {model.table} as\n{model.sql}"


def audits(models: Path = MODELS) -> tuple[Audit, ...]:
    """Every audit that is judged, by name. Tables of failing rows (``<name>_rows``) are not among them."""
    return tuple(
        Audit(m.name, m.shape, m.severity, m.owner, m.key, m.compares, m.grain, m.why)
        for m in read_models(models)
        if m.schema == "audit" and m.shape is not None and m.severity is not None
    )


def audit_names(models: Path = MODELS) -> tuple[str, ...]:
    return tuple(one.name for one in audits(models))


def read_audit(database: Path, name: str) -> Any:
    """One audit table (or ``<name>_rows``) as a pandas frame, ordered by its first columns."""
    return read_audits(database, [name])[name]


def read_audits(database: Path, names: Iterable[str]) -> dict[str, Any]:
    """Audit tables by name, as ``read_audit`` gives them; one that is not there is left out.

    The file is opened once: that takes longer than a table.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        there = _existing(connection)
        return {
            name: connection.execute(f'select * from audit."{name}" order by all').df()
            for name in names
            if f"audit.{name}" in there
        }


def evidence_to_check(database: Path) -> pl.DataFrame:
    """The quotes behind KPI cells, whole, with their places in the decoded text; those of a reading together."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            """
            select statement_id, document_id, span_start, span_end, quote
            from extracted.statement
            semi join audit.cited using (statement_number)
            order by statement_number
            """
        ).pl()


def _refuse_schema_name(database: Path) -> None:
    if database.name.split(".")[0] in SCHEMA_NAMES:
        raise ValueError(
            f"{database}: a database named like a schema makes 'kpi.table' ambiguous. Name it candidate.duckdb."
        )


def _existing(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute("select schema_name || '.' || table_name from duckdb_tables() where not temporary")
    views = "select schema_name || '.' || view_name from duckdb_views() where not internal"
    return {name for (name,) in found.fetchall()} | {name for (name,) in connection.execute(views).fetchall()}


def _check_columns(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    made = [name for (name, *_) in connection.execute(f"describe {model.table}").fetchall()]
    if made != list(model.columns):
        raise ModelError(
            f"{model.path}: the columns made are not those of the header.\n"
            f"  header: {', '.join(model.columns)}\n  made:   {', '.join(made)}\nMake them equal, in the same order."
        )


def _check_key(connection: duckdb.DuckDBPyConnection, model: Model) -> int:
    rows, repeated, null = count_key(connection, model.table, model.key)
    if repeated or null:
        raise ModelError(
            f"{model.path}: key ({', '.join(model.key)}) repeats for {repeated} keys and is null in {null} rows. "
            "Choose one row (order by, row_number), or correct the key in the header."
        )
    return rows


def describe(connection: duckdb.DuckDBPyConnection, models: Iterable[Model]) -> None:
    """Copy headers into comments, in one transaction: a commit for each of a thousand takes longer than the models."""
    comments = []
    for model in models:
        about = f"{model.grain}. Key: {', '.join(model.key)}." + (f" {model.why}" if model.why else "")
        comments.append(f"comment on {model.kind} {model.table} is {_quoted(about)}")
        for name, text in model.columns.items():
            comments.append(f"comment on column {model.table}.{name} is {_quoted(text)}")
    connection.execute(";\n".join(["begin", *comments, "commit"]))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
