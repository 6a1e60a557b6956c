"""Fixtures: rows on their way into files, and warehouses made from them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.shared import once
from tests.warehouse.gold_statements import all_quotes_equal, gold_inputs
from tests.warehouse.rows import Written, gwangju_frames
from warehouse.build import audit, build, evidence_to_check
from warehouse.candidate import PASSING
from warehouse.counting import settle
from warehouse.frames import EMPTY, UNASKED
from warehouse.headers import Model, read_models
from warehouse.load import Inputs, load, load_frame
from warehouse.making import make
from warehouse.models import needed_for

MODELS = read_models()
SIGNINGS = "select signed_date, ordinal_first, parties_count, reports_count from star.fact_signing order by all"
BUILT = {model.table for model in needed_for(MODELS, ("star", "kpi"))}


@dataclass
class Warehouse:
    """A warehouse in memory: what was asked for, and what that reads."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def row(self, query: str) -> tuple[Any, ...]:
        (only,) = self.rows(query)
        return only

    def failing(self, audit_name: str) -> list[str]:
        """The messages of rows that fail and are not explained."""
        query = f"select message from audit.{audit_name}_rows where not is_explained order by all"
        return [message for (message,) in self.rows(query)]

    def differing(self, audit_name: str) -> list[tuple[Any, ...]]:
        """The rows of a compare audit whose two numbers differ."""
        return self.rows(f"select * from audit.{audit_name} where count_expected <> count_found order by all")

    def make(self, *tables: str) -> None:
        """Make tables again, with the audit tables that they read; what KPI tables rest on stays as it was built."""
        again = [m for m in wanted_for(tables) if m.table in tables or (m.schema == "audit" and m.table not in BUILT)]
        make(self.connection, again, are_keys_checked=False)


def wanted_for(tables: tuple[str, ...]) -> tuple[Model, ...]:
    """Some tables and all that they read; all of star and kpi where none is named."""
    if not tables:
        return needed_for(MODELS, ("star", "kpi"))
    by_table = {model.table: model for model in MODELS}
    names: set[str] = set()
    waiting = [name for table in tables for name in (table, f"{table}_rows")]
    while waiting:
        table = waiting.pop()
        if table in by_table and table not in names:
            names.add(table)
            waiting.extend(by_table[table].reads)
    return tuple(by_table[name] for name in sorted(names))


def in_memory() -> duckdb.DuckDBPyConnection:
    """A database where one transaction reaches what passes as well."""
    connection = duckdb.connect()
    connection.execute(f"create schema {PASSING}")
    return connection


@pytest.fixture
def written() -> Written:
    return Written()


@pytest.fixture(scope="session")
def loaded() -> duckdb.DuckDBPyConnection:
    """A warehouse with the configuration of the bundled programme and nothing else."""
    connection = in_memory()
    load(connection, Inputs(frames=gwangju_frames()))
    return connection


@pytest.fixture
def believe(written: Written, loaded: duckdb.DuckDBPyConnection) -> Iterator[Callable[..., Warehouse]]:
    """Make tables from the rows written so far; whatever is made is undone after the test."""
    is_open = False

    def make_tables(*tables: str, **frames: pl.DataFrame) -> Warehouse:
        nonlocal is_open
        loaded.execute("rollback; begin" if is_open else "begin")
        is_open = True
        for name, frame in {"organisation_name": written.organisations(), **frames}.items():
            load_frame(loaded, f"config.{name}", frame, EMPTY[name])
        for table, frame in written.frames().items():
            loaded.register("incoming", frame)
            asked = ", ".join(name for name in frame.columns if name not in UNASKED)
            loaded.execute(f"insert into {table} ({asked}) select {asked} from incoming")
            loaded.unregister("incoming")
        settle(loaded)
        # Keys are checked where the bundled announcements are built.
        make(loaded, wanted_for(tables), are_keys_checked=False)
        return Warehouse(loaded)

    yield make_tables
    if is_open:
        loaded.execute("rollback")


@pytest.fixture
def signings(believe: Callable[..., Warehouse]) -> Callable[[], list[tuple[Any, ...]]]:
    return lambda: believe("star.fact_signing").rows(SIGNINGS)


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled announcements by their labels: built, judged, and not to be changed."""

    def built(folder: Path) -> Path:
        database = folder / "candidate.duckdb"
        build(database, gold_inputs(folder / "inputs"))
        audit(database, all_quotes_equal(evidence_to_check(database)))
        return database

    return once(tmp_path_factory, "gold", built)


@pytest.fixture(scope="session")
def gold_in_memory(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The same in memory, for tests that change it inside a transaction and roll back."""
    connection = in_memory()
    load(connection, gold_inputs(tmp_path_factory.mktemp("gold-in-memory")))
    settle(connection)
    make(connection, needed_for(MODELS, ("star", "kpi")))
    return Warehouse(connection)
