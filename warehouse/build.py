"""Builds a version: a fresh DuckDB file with star and kpi, then its audits.

``build`` makes what we believe; ``audit`` looks at the finished file again, from scratch, so that whatever went
wrong in between is seen as well.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.candidate import PASSING, open_candidate, remove, write_out
from warehouse.counting import settle
from warehouse.former import remember
from warehouse.frames import QUOTE_CHECKS, conform
from warehouse.headers import MODELS, Model, Severity, Shape, read_models
from warehouse.load import Former as Former
from warehouse.load import Inputs as Inputs
from warehouse.load import define_macros, hold, let_go, load, load_ops
from warehouse.lost import audits_made
from warehouse.making import AT_ONCE, existing, make
from warehouse.models import needed_for
from warehouse.promises import count_promises

log = logging.getLogger("mou.build")

SCHEMA_NAMES = {"raw", "extracted", "config", "ops", "checked", "previous", "star", "audit", "kpi", PASSING}


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


def build(database: Path, inputs: Inputs, *, models: Path = MODELS, are_keys_checked: bool = True) -> None:
    """Write a fresh database with star and kpi; an older one of that name is replaced whole.

    Args:
        are_keys_checked: What is audited next need not be: the audits count keys as well.

    Raises:
        ModelError: A model made other columns than its header lists, or its key repeats or is null.
    """
    _refuse_schema_name(database)
    database.parent.mkdir(parents=True, exist_ok=True)
    unfinished = database.with_name(f"{database.name}.building")
    remove(unfinished)
    with open_candidate(unfinished) as connection:
        load(connection, inputs)
        settle(connection)
        wanted = needed_for(read_models(models), ("star", "kpi"))
        # The log of changes, and what it rests on, needs every other KPI table first.
        last = tuple(model for model in wanted if any(table.startswith("previous.") for table in model.reads))
        made = partial(make, connection, are_keys_checked=are_keys_checked, at_once=AT_ONCE)
        made([model for model in wanted if model not in last])
        remember(connection, inputs.version, inputs.former, wanted)
        made(last)
        connection.execute("".join(f"drop view {model.table};" for model in wanted if model.is_passing))
        describe(connection, [model for model in wanted if not model.is_passing])
        let_go(connection)
        write_out(connection)
    unfinished.replace(database)


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
        made = audits_made(
            partial(make, connection, are_keys_checked=False, at_once=AT_ONCE), wanted, lambda: existing(connection)
        )
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
        there = existing(connection)
        return {
            name: connection.execute(f'select * from audit."{name}" order by all').df()
            for name in names
            if f"audit.{name}" in there
        }


def evidence_to_check(database: Path) -> pl.DataFrame:
    """The quotes behind KPI cells, whole, with their places in the decoded text; those of a reading together.

    A statement goes by its number, which is the same for as long as the candidate lives.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            """
            select statement_number, document_id, span_start, span_end, quote
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
