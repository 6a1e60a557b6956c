"""``mou status``: last run, published version, headline KPIs, what is in doubt, how fresh each source is."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flows.alerts.letters import known_incidents, waiting
from flows.events import last_withdrawn
from flows.headlines import headline_lines, headlines
from flows.looking import places_of
from flows.ops import OpsLog
from flows.places import Places
from flows.published import database_of, published_version
from flows.recorded import failing_rows, newest_verdicts
from flows.terminal import visible
from warehouse.query import run_sql

SHOWN = 10

UNREAD = "select url, reason from star.dim_document where outcome = 'unread' and document_id <> 'unknown' order by url"


def main(options: argparse.Namespace) -> int:
    told = gather(places_of(options))
    print(json.dumps(told, ensure_ascii=False, default=str) if options.json else "\n".join(as_text(told)))
    return 0


def gather(places: Places) -> dict[str, Any]:
    """Everything that the status shows, as plain values."""
    ops = OpsLog(places.ops)
    last = next(iter(ops.last_runs()), None)
    version = published_version(places)
    database = database_of(places, version) if version else None
    run_id = last["run_id"] if last else None
    failing = [row for row in newest_verdicts(ops) if row["status"] != "passed"]
    return {
        "data": str(places.data),
        "last_run": last,
        "version": version,
        "withdrawn": last_withdrawn(ops, version),
        "goals": headlines(database) if database else [],
        "unread": [dict(zip(("url", "reason"), row, strict=True)) for row in _rows(database)],
        "checks": failing,
        "failures": [row for verdict in failing for row in failing_rows(ops, verdict)],
        "incidents": [one.row() for one in known_incidents(ops).values() if one.is_live],
        "alerts_waiting": len(waiting(ops)),
        "sources": list(_sources(ops)),
        "refused": list(ops.rows("refusal", run_id)) if run_id else [],
    }


def as_text(told: Mapping[str, Any]) -> Iterable[str]:
    yield _run_line(told["last_run"])
    yield f"Published: {told['version'] or 'nothing yet'}   ({told['data']})"
    if wrong := told["withdrawn"]:
        yield f"Withdrawn: {wrong['version']}, on {wrong['happened_at']}: {visible(wrong['reason'])}"
    yield "Goals"
    yield from headline_lines(told["goals"])
    yield "Checks, as last judged"
    yield from _check_lines(told) or ["  all passed"]
    yield from _incident_lines(told)
    yield "Sources"
    for row in told["sources"]:
        trouble = f", NOT collected: {visible(row['failure'])}" if row["failure"] else ""
        yield f"  {row['source_code']}: last new {row['last_new'] or 'never'}, looked at {row['collected_at']}{trouble}"
    for row in told["refused"][:SHOWN]:
        yield f"  refused {visible(row['name'])}: {visible(row['reason'])}"
    for row in told["unread"][:SHOWN]:
        yield f"  unread {visible(row['url'])}: {visible(row['reason'])}"


def _incident_lines(told: Mapping[str, Any]) -> Iterable[str]:
    states = Counter(row["state"] for row in told["incidents"])
    counts = ", ".join(f"{number} {state}" for state, number in sorted(states.items())) or "none"
    yield f"Incidents: {counts}   (mou incidents)"
    if told["alerts_waiting"]:
        yield f"  {told['alerts_waiting']} alerts wait in the outbox (mou incidents --outbox)"


def _check_lines(told: Mapping[str, Any]) -> list[str]:
    lines = []
    for check in told["checks"]:
        word = "warning" if check["severity"] == "warning" and check["status"] == "failed" else "BLOCKS"
        lines.append(f"  {word} {check['check_name']}: {check['message']} ({check['runbook']})")
        rows = [row for row in told["failures"] if row["check_name"] == check["check_name"]]
        lines += [f"    {visible(row['row_key'])}" for row in rows[:SHOWN]]
        if len(rows) > SHOWN:
            lines.append(f"    … {len(rows) - SHOWN} more")
    return lines


def _run_line(last: Mapping[str, Any] | None) -> str:
    if last is None:
        return "Last run: none yet. Start 'mou run'."
    if last["event"] == "started":
        return (
            f"Last run: {last['run_id']} began {last['happened_at']} and has not ended: it is going on, or was killed."
        )
    how = f"{last['outcome']}, exit {last['exit_code']} ({last['message']})"
    return f"Last run: {last['run_id']} ended {last['happened_at']}: {how}"


def _sources(ops: OpsLog) -> Iterable[Mapping[str, Any]]:
    """Each source's newest collection, with the day it last gave something new."""
    newest: dict[str, dict[str, Any]] = {}
    for row in ops.rows("collection"):
        before = newest.get(row["source_code"], {}).get("last_new")
        newest[row["source_code"]] = {**row, "last_new": row["collected_at"] if row["new_count"] else before}
    return newest.values()


def _rows(database: Path | None) -> list[tuple[Any, ...]]:
    return run_sql(database, UNREAD).rows if database else []
