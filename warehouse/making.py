"""Makes models: each as soon as all that it reads is there, two at a time.

One query leaves a processor idle while it is planned and while the last of its rows are packed; another can use it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter

import duckdb

from warehouse.candidate import PASSING, columns_of
from warehouse.headers import Model, ModelError
from warehouse.load import define_macros
from warehouse.models import in_order
from warehouse.promises import count_key

AT_ONCE = 2


def make(
    connection: duckdb.DuckDBPyConnection,
    models: Sequence[Model],
    *,
    are_keys_checked: bool = True,
    at_once: int = 1,
) -> None:
    """Run models in order of what they read; check each against its header.

    Args:
        are_keys_checked: Audits look at tables that may be wrong, and must say so instead of stopping.
        at_once: Models that may run beside each other. More than one see nothing of a transaction that is open.

    Raises:
        ModelError: A query fails, or made other columns than its header lists, or its key repeats or is null.
    """
    by_table = {model.table: model for model in in_order(models, existing(connection))}
    unmade = TopologicalSorter(
        {table: [read for read in model.reads if read in by_table] for table, model in by_table.items()}
    )
    unmade.prepare()
    connections = [connection] if at_once == 1 else [_another(connection) for _ in range(at_once)]
    idle = list(connections)

    def make_one(model: Model) -> None:
        own = idle.pop()
        try:
            _make(own, model, are_keys_checked=are_keys_checked)
        finally:
            idle.append(own)

    running: dict[Future[None], str] = {}
    with ThreadPoolExecutor(at_once, thread_name_prefix="models") as workers:
        try:
            while unmade.is_active():
                running |= {workers.submit(make_one, by_table[table]): table for table in unmade.get_ready()}
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    table = running.pop(future)
                    future.result()
                    unmade.done(table)
        except BaseException:
            # A model that failed, or a person who wants to stop: neither waits for what is of no use any more.
            for future in running:
                future.cancel()
            # An interruption that comes before its query began is lost: again until nothing runs.
            while wait(running, timeout=0.05).not_done:
                for one in connections:
                    one.interrupt()
            raise


def existing(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Tables and views that are there, as ``schema.name``."""
    found = connection.execute("select schema_name || '.' || table_name from duckdb_tables() where not temporary")
    views = "select schema_name || '.' || view_name from duckdb_views() where not internal"
    return {name for (name,) in found.fetchall()} | {name for (name,) in connection.execute(views).fetchall()}


def _another(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    another = connection.cursor()
    define_macros(another)
    return another


def _make(connection: duckdb.DuckDBPyConnection, model: Model, *, are_keys_checked: bool) -> None:
    try:
        connection.execute(_creating(connection, model))
    except (duckdb.IOException, duckdb.InterruptException):
        # The disk's fault or a person's wish, not the model's.
        raise
    except duckdb.Error as reason:
        raise ModelError(f"{model.path}: the query fails. Correct it, or what it reads: {reason}") from reason
    _check_columns(connection, model)
    if are_keys_checked and not model.is_view:
        _check_key(connection, model)


def _creating(connection: duckdb.DuckDBPyConnection, model: Model) -> str:
    if model.is_passing:
        # To pack and write it would take as long again; called like any other while it is there.
        kept = f"{PASSING}.{model.name}"
        return f"create or replace table {kept} as\n{model.sql};\ncreate or replace view {model.table} as from {kept}"
    if model.unrepeated:
        kinds = {name: kind for name, kind, *_ in connection.execute(f"describe {model.sql}").fetchall()}
        columns = columns_of(kinds, model.unrepeated)
        return f"create or replace table {model.table} ({columns});\ninsert into {model.table}\n{model.sql}"
    return f"create or replace {model.kind} {model.table} as\n{model.sql}"


def _check_columns(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    made = [name for (name, *_) in connection.execute(f"describe {model.table}").fetchall()]
    if made != list(model.columns):
        raise ModelError(
            f"{model.path}: the columns made are not those of the header.\n"
            f"  header: {', '.join(model.columns)}\n  made:   {', '.join(made)}\nMake them equal, in the same order."
        )


def _check_key(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    _, repeated, null = count_key(connection, model.table, model.key)
    if repeated or null:
        raise ModelError(
            f"{model.path}: key ({', '.join(model.key)}) repeats for {repeated} keys and is null in {null} rows. "
            "Choose one row (order by, row_number), or correct the key in the header."
        )
