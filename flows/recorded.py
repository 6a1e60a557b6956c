"""The newest verdict of each check, from the record of runs: a night with nothing new judges only what is watched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.ops import OpsLog

Row = Mapping[str, Any]


def newest_verdicts(ops: OpsLog, run_id: str | None = None) -> list[Row]:
    """One row a check, of one run or of the newest that carried it out; failing ones first, critical before warning."""
    newest = {row["check_name"]: row for row in ops.rows("check_result", run_id)}
    return sorted(newest.values(), key=lambda row: (row["status"] == "passed", row["severity"] != "critical"))


def failing_rows(ops: OpsLog, verdict: Row) -> list[Row]:
    """The failing rows of one verdict, all of them."""
    rows = ops.rows("check_failure", verdict["run_id"])
    return [row for row in rows if row["check_name"] == verdict["check_name"]]
