"""``mou checks``: every check, what it came to, and the rows that fail."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from expectations.suites import BY_NAME, CHECKS
from flows.command import BadUsage
from flows.looking import places_of
from flows.ops import OpsLog
from flows.places import Places
from flows.published import database_of, named_version
from flows.recorded import failing_rows, newest_verdicts
from flows.terminal import visible

SHOWN = 10


def main(options: argparse.Namespace) -> int:
    places = places_of(options)
    if options.check and options.check not in BY_NAME:
        raise BadUsage(f"check {options.check!r} is unknown. Known are: {', '.join(sorted(BY_NAME))}.")
    if options.data_docs:
        print(_data_docs(places))
        return 0
    ops = OpsLog(places.ops)
    verdicts = [row for row in newest_verdicts(ops, options.run) if options.check in (None, row["check_name"])]
    if not verdicts:
        raise BadUsage("no verdict is on record for that. 'mou run' judges; 'mou status' names the last run.")
    for verdict in verdicts:
        rows = failing_rows(ops, verdict)
        if options.json:
            print(json.dumps({**verdict, "rows": [json.loads(row["row_json"]) for row in rows]}, ensure_ascii=False))
        else:
            print("\n".join(_lines(verdict, rows, is_whole=options.check is not None)))
    return 0


def _lines(verdict: Mapping[str, Any], rows: list[Mapping[str, Any]], *, is_whole: bool) -> Iterator[str]:
    check = BY_NAME.get(verdict["check_name"])
    yield f"{_word(verdict):<8} {verdict['check_name']}: {visible(verdict['message'])}"
    if verdict["status"] != "passed" or is_whole:
        yield f"           {check.meaning if check else ''} ({verdict['owner']}; {verdict['runbook']})"
    for row in rows if is_whole else rows[:SHOWN]:
        yield f"           {visible(row['row_key'])}"
        if told := json.loads(row["row_json"]).get("message"):
            yield f"             {visible(told)}"
    if not is_whole and len(rows) > SHOWN:
        yield f"           … {len(rows) - SHOWN} more: mou checks --check {verdict['check_name']}"


def _word(verdict: Mapping[str, Any]) -> str:
    match verdict["status"], verdict["severity"]:
        case "passed", _:
            return "passed"
        case "crashed", _:
            return "CRASHED"
        case _, "critical":
            return "FAILED"
        case _:
            return "warning"


def _data_docs(places: Places) -> str:
    """great-expectations' own pages on the published version, built anew in the data folder; they are not published."""
    from expectations.judge import build_data_docs
    from warehouse.build import read_audits

    version = named_version(places, None)
    names = [name for check in CHECKS for name in check.tables]
    page: Path = build_data_docs(CHECKS, read_audits(database_of(places, version), names), places.data / "data-docs")
    return f"{page}\nBuilt for {version}. The pages load their styles from content networks: open them with a network."
