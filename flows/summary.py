"""A night in a few lines: what was new, what was read, what is in doubt, the headline KPIs, where the tables are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from expectations.verdict import Verdict
from flows.headlines import headline_lines, headlines
from flows.places import Places
from flows.reports import Collection, NightReport
from flows.showing import PAGE
from flows.terminal import visible

SHOWN = 5
"""Rows of one kind shown in the summary; 'mou status' and 'mou sql' show the rest."""


def night_as_text(report: NightReport, places: Places) -> str:
    lines = [_headline(report), *_collected(report), _read(report), *_doubts(report)]
    if report.decision.version is not None:
        database = places.published / "versions" / report.decision.version / "published.duckdb"
        lines += ["", "Goals", *headline_lines(headlines(database)), "", f"Tables: {database.parent}"]
        if (page := database.parent / PAGE).exists():
            lines.append(f"Page:   {page}")
        lines.append('Ask:    mou sql "from kpi.goal_progress"   mou explain goal_progress --goal GOAL --as-of DAY')
    return "\n".join(lines)


def night_as_json(report: NightReport) -> dict[str, Any]:
    return {
        "run_id": report.run_id,
        "outcome": report.outcome,
        "version": report.decision.version,
        "reason": report.decision.reason,
        "sources": [collection.row(report.run_id, "") for collection in report.collections],
        "readings": dict(report.read.outcomes),
        "unread": [{"url": url, "reason": reason} for url, reason in report.read.unread],
        "checks": [
            {"check": v.check_name, "severity": v.severity, "status": v.status, "rows_failing": len(v.rows)}
            for v in (*report.verdicts, *report.noticed.watched)
        ],
        "incidents": {
            "new": [incident.row() for incident in report.noticed.opened],
            "over": [incident.row() for incident in report.noticed.closed],
            "stand": report.noticed.live,
        },
        "alerts_waiting": report.undelivered,
    }


def _headline(report: NightReport) -> str:
    match report.outcome:
        case "published":
            return f"Published {report.decision.version}" + (" with warnings" if report.warnings else "")
        case "nothing_new":
            return f"Nothing new. {report.decision.version or 'Nothing'} stays published"
        case _:
            stays = report.decision.version or "nothing (there has been no sound version yet)"
            return f"NOT published: {report.decision.reason}. Published stays {stays}"


def _collected(report: NightReport) -> Iterable[str]:
    for collection in report.collections:
        if collection.failure:
            yield f"  {collection.source_code}: could not be collected: {collection.failure}"
            continue
        if collection.offered:
            counts = f"{collection.new} new, {collection.known} known, {len(collection.refusals)} refused"
            yield f"  {collection.source_code}: {counts}{_asked(collection)}"
        for refusal in collection.refusals[:SHOWN]:
            yield f"    refused {visible(refusal.name)}: {visible(refusal.reason)}"


def _asked(collection: Collection) -> str:
    """For a source on the web: what its servers answered."""
    if not collection.answers:
        return ""
    told = ", ".join(f"{count} × {status}" for status, count in sorted(collection.answers.items()))
    return f" ({sum(collection.answers.values())} requests: {told})"


def _read(report: NightReport) -> str:
    outcomes = report.read.outcomes
    return (
        f"  read {report.read.waiting}: {outcomes['extracted']} with facts, {outcomes['ignored']} not of a programme, "
        f"{outcomes['unread']} unread"
    )


def _doubts(report: NightReport) -> Iterable[str]:
    for url, reason in report.read.unread[:SHOWN]:
        yield f"    unread {visible(url)}: {visible(reason)}"
    for verdict in (*report.blocking, *report.warnings):
        word = "BLOCKS" if verdict.blocks else "warning"
        yield f"  {word} {verdict.check_name}: {verdict.message} ({verdict.runbook})"
        yield from (f"    {row}" for row in failing_rows(verdict))
    noticed = report.noticed
    if noticed.opened or noticed.closed or noticed.live:
        counts = f"{len(noticed.opened)} new, {len(noticed.closed)} over, {noticed.live} stand"
        yield f"  incidents: {counts} (mou incidents)"
    if report.undelivered:
        yield f"  {report.undelivered} alerts could not be sent and wait in the outbox (mou incidents --outbox)"


def failing_rows(verdict: Verdict) -> Iterable[str]:
    for row in verdict.rows[:SHOWN]:
        yield visible(_row(verdict, row))
    if len(verdict.rows) > SHOWN:
        query = f"from ops.check_failure where check_name = '{verdict.check_name}'"
        yield f'… {len(verdict.rows) - SHOWN} more: mou sql "{query}"'


def _row(verdict: Verdict, row: Mapping[str, Any]) -> str:
    if row.get("message"):
        return str(row["message"])
    values = ", ".join(
        f"{name} {value}" for name, value in row.items() if name not in verdict.key_columns and value is not None
    )
    return f"{verdict.row_key(row)}: {values}"
