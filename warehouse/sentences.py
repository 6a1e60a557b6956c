"""The statements behind a failing row: what a person reads first when two numbers differ."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

log = logging.getLogger("mou.sentences")

MOST = 3
"""Statements shown for one row."""

# A statement belongs to a row when it says one of the row's numbers of the row's measure, in its document where the
# row names one. The row's own day comes first, then the best grade; one statement for each number of each document.
BEHIND = """
    with finding as (
        select unnest(?) as number, unnest(?) as programme_code, unnest(?) as document_id, unnest(?) as measure_code,
            unnest(?)::date as day, unnest(?) as statement_id, unnest(?)::bigint[] as numbers
    ),
    -- What its own document contradicts counts nowhere, and is just what an alert about it has to show.
    said as (
        select placed.programme_code, statement_id, document_id, measure_code, placed.value_count, placed.as_of_date,
            grade
        from star.placed_statement as placed
        inner join extracted.statement using (statement_number)
        union all by name
        select programme_code, statement_id, document_id, coalesce(measure_code, predicate) as measure_code,
            value_count, as_of_date, grade
        from extracted.current_statement
        where grade = 'D'
    ),
    behind as (
        select finding.number, placed.statement_id, placed.value_count, placed.document_id,
            placed.as_of_date is not distinct from finding.day as is_of_day, placed.grade,
            list_position(finding.numbers, placed.value_count) as place
        from finding
        inner join said as placed
            on (finding.programme_code is null or placed.programme_code = finding.programme_code)
            and (
                placed.statement_id = finding.statement_id
                or (
                    list_contains(finding.numbers, placed.value_count)
                    and (finding.document_id is null or starts_with(placed.document_id, finding.document_id))
                    and (finding.measure_code is null or placed.measure_code = finding.measure_code
                        or finding.document_id is not null)
                    and (finding.document_id is not null or finding.measure_code is not null)
                )
            )
        qualify row_number() over (
            partition by finding.number, placed.value_count, placed.document_id
            order by placed.measure_code = finding.measure_code desc, placed.grade, placed.statement_id
        ) = 1
    )
    select number, statement_id from behind
    qualify row_number() over (
        partition by number order by is_of_day desc, place, grade, document_id, statement_id
    ) <= ?
    order by number, is_of_day desc, place, grade, document_id, statement_id
"""


def statements_behind(database: Path, rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """For each failing row the ids of the statements that say its numbers, at most three; empty where none does.

    Args:
        rows: ``key`` (``name=value`` parts joined by ``|``), ``programme_code, document_id, stated, found``.

    A candidate that is broken has no sentences: an alert without them is better than none.
    """
    behind: list[list[str]] = [[] for _ in rows]
    if not rows:
        return behind
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            found = connection.execute(
                BEHIND, [*map(list, zip(*map(_wanted, rows, range(len(rows))), strict=True)), MOST]
            )
            for number, statement_id in found.fetchall():
                behind[number].append(statement_id)
    except duckdb.Error as error:
        log.warning("no sentences behind failing rows: %s", error)
    return behind


def _wanted(row: Mapping[str, Any], number: int) -> tuple[Any, ...]:
    key = dict(part.split("=", 1) for part in str(row["key"]).split("|") if "=" in part)
    measure = key.get("measure_code") or key.get("goal_code")
    day = key.get("as_of_date")
    numbers = [int(str(n)) for n in (key.get("ordinal"), row.get("stated"), row.get("found")) if _is_whole(n)]
    if "ordinal" in key:
        # Signings that claim one ordinal: the sentences with the ordinal itself.
        numbers, measure = numbers[:1], "agreements_total"
    return (
        number,
        row.get("programme_code"),
        row.get("document_id") or key.get("document_id") or None,
        measure,
        None if day in (None, "unknown", "") else day,
        key.get("statement_id"),
        numbers,
    )


def _is_whole(value: Any) -> bool:
    return value is not None and str(value).lstrip("-").isdigit()
