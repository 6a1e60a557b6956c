"""Counts what the headers of models promise: keys that do not repeat, links that have a row in their dimension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from warehouse.headers import Model

# Statements go by their numbers until they are published. What is told by id then (star.bridge_statement,
# audit.cited_statement) repeats no key where no number repeats (audit.cited has a key of its own) and an id has one.
BY_NUMBER = {
    "extracted.current_statement": ("programme_code", "statement_id"),
    "star.statement_behind": ("programme_code", "fact_table", "fact_key", "statement_number"),
}


def count_promises(connection: duckdb.DuckDBPyConnection, models: Iterable[Model]) -> None:
    """Count what the models of star and kpi, and those that they rest on, promise, for the audits to judge."""
    connection.execute(
        "create or replace table checked.key_count "
        "(table_name varchar, key_columns varchar, rows_checked bigint, repeated_keys bigint, null_keys bigint)"
    )
    connection.execute(
        "create or replace table checked.missing_link "
        "(table_name varchar, column_name varchar, links_to varchar, rows_checked bigint, rows_missing bigint)"
    )
    # What is worked out whenever it is asked repeats no more than what it is worked out from.
    stored = [
        model
        for model in models
        if not model.is_passing and (not model.is_view or (model.is_published and not model.is_view_when_published))
    ]
    keys = {model.table: model.key for model in stored if not model.is_view} | BY_NUMBER
    for table, key in keys.items():
        counts = count_key(connection, table, key)
        connection.execute("insert into checked.key_count values (?, ?, ?, ?, ?)", [table, ", ".join(key), *counts])
    linked: dict[str, list[tuple[str, str]]] = {}
    for model in stored:
        for column, target in model.links.items():
            linked.setdefault(target, []).append((model.table, column))
    for target, links in linked.items():
        _count_missing(connection, target, links)


def _count_missing(connection: duckdb.DuckDBPyConnection, target: str, links: Sequence[tuple[str, str]]) -> None:
    """Count rows whose value has no row in the dimension ``schema.table.column``, in one pass over it."""
    there, name = target.rsplit(".", 1)
    here = "\nunion all\n".join(
        f"select '{table}' as table_name, '{column}' as column_name, programme_code, {column} as value, count(*) as n "
        f"from {table} group by all"
        for table, column in links
    )
    connection.execute(
        f"""
        insert into checked.missing_link
        with here as materialized ({here}),
        found as (
            select distinct there.programme_code, there.{name} as value
            from {there} as there
            semi join here on here.programme_code = there.programme_code and here.value = there.{name}
        ),
        counted as (
            select table_name, column_name, sum(n) as rows_checked, sum(n) filter (found.value is null) as rows_missing
            from here
            left join found using (programme_code, value)
            group by all
        )
        select link.table_name, link.column_name, ?, coalesce(rows_checked, 0), coalesce(rows_missing, 0)
        from (select unnest(?) as table_name, unnest(?) as column_name) as link
        left join counted using (table_name, column_name)
        """,
        [target, *(list(names) for names in zip(*links, strict=True))],
    )


def count_key(connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str]) -> tuple[int, int, int]:
    """Rows of a table, keys that repeat, and rows with a null in the key."""
    key = ", ".join(names)
    null = " or ".join(f"{name} is null" for name in names)
    # As many different hashes as rows: no key repeats. Only otherwise are the keys themselves worth grouping by.
    quick = connection.execute(f"select count(*), count(distinct hash({key})), bool_or({null}) from {table}")
    rows, hashes, has_null = quick.fetchone() or (0, 0, False)
    if rows == hashes and not has_null:
        return rows, 0, 0
    found = connection.execute(
        f"""
        select coalesce(sum(n), 0)::bigint, count(*) filter (n > 1), coalesce(sum(n) filter ({null}), 0)::bigint
        from (select {key}, count(*) as n from {table} group by {key})
        """
    ).fetchone()
    assert found is not None
    return found[0], found[1], found[2]
