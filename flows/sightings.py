"""From verdicts to what a night found wrong: which rows are incidents of their own, and what stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from expectations.verdict import Verdict
from flows.incidents import Sighting

ROWS_KEPT = 20
"""Failing rows that an incident of ours carries; ``ops.check_failure`` has them all."""

Row = Mapping[str, Any]
Behind = Callable[[Sequence[Row]], Sequence[Sequence[str]]]
"""For each failing row (as ``_numbers`` gives it) the statements behind it."""


def nothing_behind(rows: Sequence[Row]) -> Sequence[Sequence[str]]:
    return [()] * len(rows)


def sightings(verdicts: Iterable[Verdict], behind: Behind = nothing_behind) -> list[Sighting]:
    """A fault of the world is one sighting a row; a fault of ours, or a check that crashed, one a check."""
    return [sighting for verdict in verdicts if verdict.status != "passed" for sighting in _of(verdict, behind)]


def explained(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Incident id → why, for the failing rows that a dated line explains."""
    return {
        _world(verdict, row, ()).incident_id: f"explained in configs/corrections.yml ({row['explanation_code']})"
        for verdict in verdicts
        for row in verdict.notes
    }


def judged(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """The checks that were carried out."""
    return frozenset(verdict.check_name for verdict in verdicts if verdict.status != "crashed")


def _of(verdict: Verdict, behind: Behind) -> list[Sighting]:
    if verdict.status == "crashed":
        return [_whole(verdict, "crashed", (), "critical")]
    if verdict.severity == "critical" or not verdict.rows:
        kept = verdict.rows[:ROWS_KEPT]
        return [_whole(verdict, "", _kept(verdict, kept, behind), verdict.severity)]
    statements = behind([_numbers(verdict, row) for row in verdict.rows])
    return [_world(verdict, row, ids) for row, ids in zip(verdict.rows, statements, strict=True)]


def _kept(verdict: Verdict, rows: Sequence[Row], behind: Behind) -> tuple[Row, ...]:
    numbers = [_numbers(verdict, row) for row in rows]
    found = behind(numbers)
    return tuple({**row, "statement_ids": list(ids)} for row, ids in zip(numbers, found, strict=True))


def _whole(verdict: Verdict, key: str, rows: tuple[Row, ...], severity: str) -> Sighting:
    message = verdict.message
    if rows:
        first = rows[0]
        told = first["message"] or f"{first['key']} ({first['stated']} against {first['found']})"
        message += f": {told}"
        message += ", …" if len(verdict.rows) > 1 else ""
    return Sighting(
        verdict.check_name, "", key, severity, verdict.owner, verdict.runbook, message, len(verdict.rows), rows
    )


def _world(verdict: Verdict, row: Row, statement_ids: Sequence[str]) -> Sighting:
    numbers = {**_numbers(verdict, row), "statement_ids": list(statement_ids)}
    programme, message = str(row.get("programme_code") or ""), numbers["message"] or verdict.message
    return Sighting(
        verdict.check_name,
        programme,
        verdict.row_key(row),
        verdict.severity,
        verdict.owner,
        verdict.runbook,
        message,
        1,
        (numbers,),
    )


def _numbers(verdict: Verdict, row: Row) -> dict[str, Any]:
    """The row as an alert shows it: its key and both numbers, whatever the audit calls them."""
    return {
        "key": verdict.row_key(row),
        "programme_code": row.get("programme_code"),
        "document_id": row.get("document_id"),
        "stated": row.get("count_expected", row.get("stated_value")),
        "found": row.get("count_found", row.get("found_value")),
        "message": row.get("message"),
    }
