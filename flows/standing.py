"""Tells pages of versions, which never change, what became of them: ``published/standing.js`` beside the versions.

A page opened from a file may load a script and nothing else, so it is one. It is written anew by every night, rollback
and takedown, and a page without it says that it cannot tell.
"""

from __future__ import annotations

import json
from typing import Any

from announcements.files import write_whole
from flows.events import withdrawn
from flows.ops import OpsLog
from flows.places import Places
from flows.published import published_version

FILE = "standing.js"


def write_standing(places: Places) -> None:
    """Write which version is current, which are withdrawn and why, whether newer ones are held back, and when the last
    night looked for anything new."""
    if not (places.published / "versions").is_dir():
        return
    ops = OpsLog(places.ops)
    told = {
        "current": published_version(places),
        "held": _held(ops),
        "looked_at": _last_look(ops),
        "withdrawn": {
            version: {"at": row["happened_at"], "reason": row["reason"], "instead": row["other_version"]}
            for version, row in withdrawn(ops).items()
        },
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    write_whole(places.published / FILE, f"window.mouStanding = {text};\n".encode())


def _last_look(ops: OpsLog) -> str | None:
    """When sources were last looked at, UTC; None before the first night."""
    newest = ops.files()["collection"][-1:]
    return max((row["collected_at"] for file in newest for row in ops.rows("collection", file.stem)), default=None)


def _held(ops: OpsLog) -> dict[str, Any] | None:
    """Since when (UTC) nothing has been published because checks failed, and which failed last; None where the last
    night's tables stand. A night that broke down neither begins nor ends it."""
    since = newest = None
    for file in reversed(ops.files()["run"]):
        for row in ops.rows("run", file.stem):
            if row["outcome"] in ("published", "nothing_new"):
                return since and {"since": since, "checks": _failed(ops, newest)}
            if row["outcome"] == "blocked":
                since, newest = row["happened_at"], newest or row["run_id"]
    return since and {"since": since, "checks": _failed(ops, newest)}


def _failed(ops: OpsLog, run_id: str | None) -> list[str]:
    """The checks that stopped a night's version, by name. What a night finds of itself stops none."""
    from expectations.suites import CHECKS

    critical = {check.name: check.severity == "critical" for check in CHECKS}
    return [
        row["check_name"]
        for row in ops.rows("check_result", run_id)
        if row["check_name"] in critical
        and (row["status"] == "crashed" or (row["status"] == "failed" and critical[row["check_name"]]))
    ]
