"""Judge what every night is judged by, without great-expectations: its import takes longer than a quiet night.

The rule is that of the violations shape (``expectations.judge``); a test holds both to the same verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from expectations.suites import Check
from expectations.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Watched:
    """What was looked at, and the rows that fail: each with ``row_key``, ``message`` and both numbers."""

    rows_checked: int
    rows: tuple[Mapping[str, Any], ...] = ()


def judge_watches(checks: Iterable[Check], watched: Mapping[str, Watched | Exception]) -> tuple[Verdict, ...]:
    """One verdict a check; what could not be looked at (an exception, or nothing at all) is ``crashed``."""
    return tuple(_one(check, watched.get(check.name)) for check in checks)


def _one(check: Check, seen: Watched | Exception | None) -> Verdict:
    match seen:
        case None:
            return _verdict(check, "crashed", "could not be carried out: nobody looked")
        case Exception():
            return _verdict(check, "crashed", f"could not be carried out: {type(seen).__name__}: {seen}")
        case Watched(rows_checked=0):
            return _verdict(check, "failed", "nothing was looked at")
        case Watched(rows=()):
            return _verdict(check, "passed", f"{seen.rows_checked} rows agree")
        case _:
            return _verdict(check, "failed", f"{len(seen.rows)} of {seen.rows_checked} rows fail", seen.rows)


def _verdict(check: Check, status: Any, message: str, rows: tuple[Mapping[str, Any], ...] = ()) -> Verdict:
    return Verdict(check.name, check.severity, status, check.owner, check.runbook, message, rows, check.key)
