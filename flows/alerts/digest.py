"""One digest a run: what is new, what still stands, what is over. Plain values, as the webhook sends them.

A digest in the outbox names statements, not sentences: a document that is taken down meanwhile is not quoted. The
sentences are looked up when it is sent (``with_sentences``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from expectations.suites import BY_NAME
from flows.incidents import Incident
from flows.state import State

Digest = dict[str, Any]
SECTIONS = ("new", "still", "over")
SHOWN = 10
"""Incidents of one check shown whole; of the rest their number, and the command that lists them."""
ROWS_SHOWN = 5
"""Failing rows of one incident shown."""
SEVERITIES = ("critical", "warning")


def compose(
    alert_id: str, night: Mapping[str, Any], sections: Mapping[str, Sequence[Incident]], runbook: str
) -> Digest:
    """A digest without its sentences.

    Args:
        night: ``run_id, at, outcome, version, message`` of the run.
        sections: ``new``, ``still`` and ``over``.
        runbook: What runbook links begin with; empty for a path in the repository.
    """
    return {
        "alert_id": alert_id,
        **night,
        "counts": {name: len(sections[name]) for name in SECTIONS},
        **{name: _groups(sections[name], runbook) for name in SECTIONS},
    }


def _groups(incidents: Iterable[Incident], runbook: str) -> list[dict[str, Any]]:
    """Incidents by check, critical ones first."""
    by_check: dict[tuple[int, str], list[Incident]] = {}
    for incident in incidents:
        seen = incident.sighting
        by_check.setdefault((SEVERITIES.index(seen.severity), seen.check_name), []).append(incident)
    return [_group(name, of_check, runbook) for (_, name), of_check in sorted(by_check.items(), key=lambda one: one[0])]


def _group(name: str, incidents: Sequence[Incident], runbook: str) -> dict[str, Any]:
    check, seen = BY_NAME.get(name), incidents[0].sighting
    return {
        "check": name,
        "severity": seen.severity,
        "owner": seen.owner,
        "runbook": f"{runbook}{seen.runbook}",
        "meaning": check.meaning if check else "",
        "likely": check.advice.likely if check else "",
        "remedy": check.advice.remedy if check else "",
        "count": len(incidents),
        "more": max(0, len(incidents) - SHOWN),
        "incidents": [_item(incident) for incident in incidents[:SHOWN]],
    }


def _item(incident: Incident) -> dict[str, Any]:
    seen = incident.sighting
    return {
        "incident_id": incident.incident_id,
        "state": incident.state,
        "programme": seen.programme_code or None,
        "key": seen.row_key,
        "message": seen.message,
        "first_seen": incident.first_seen,
        "last_seen": incident.last_seen,
        "closed_at": incident.closed_at,
        "occurrences": incident.occurrences,
        "reason": incident.reason,
        "rows_failing": seen.rows_failing,
        "rows": [{**row, "sentences": []} for row in seen.rows[:ROWS_SHOWN]],
    }


def is_worth_telling(digest: Digest) -> bool:
    """Nothing is told twice: what only still stands makes no message."""
    return bool(digest["counts"]["new"] or digest["counts"]["over"])


def headline(digest: Digest) -> str:
    """The subject of a message: what is new, the worst first; what is over where nothing is new."""
    new, still, over = (digest["counts"][name] for name in SECTIONS)
    told = [_named(digest["new"])] if new else []
    told += [f"over: {_named(digest['over'])}"] if over and not new else [f"{over} over"] if over else []
    told += [f"{still} still open"] if still else []
    critical = any(group["severity"] == "critical" for group in digest["new"])
    return ("CRITICAL: " if critical else "") + ("; ".join(told) or "nothing new")


def _named(groups: Sequence[Mapping[str, Any]]) -> str:
    """One finding in its own words; several by their checks."""
    if len(groups) == 1 and groups[0]["count"] == 1:
        return str(groups[0]["incidents"][0]["message"])
    return ", ".join(group["check"] + (f" ×{group['count']}" if group["count"] > 1 else "") for group in groups)


def rows_of(digest: Digest) -> Iterable[dict[str, Any]]:
    for name in SECTIONS:
        for group in digest[name]:
            for item in group["incidents"]:
                yield from item["rows"]


def with_sentences(digest: Digest, state: State) -> Digest:
    """Fill in what the statements behind each row say, as published (persons masked), and who published it."""
    wanted = {name for row in rows_of(digest) for name in row.get("statement_ids") or ()}
    known = sentences(wanted, state) if wanted else {}
    for row in rows_of(digest):
        row["sentences"] = [known[name] for name in row.get("statement_ids") or () if name in known]
    return digest


def sentences(statement_ids: Iterable[str], state: State) -> dict[str, dict[str, Any]]:
    """Statement id → quote, publisher, day and address; what was taken down is not among them."""
    quotes = state.store().quotes(sorted(statement_ids))
    captures = state.archive().captures().unique("document_id", keep="first", maintain_order=True)
    joined = quotes.join(captures, on="document_id", how="left")
    return {
        row["statement_id"]: {
            "quote": row["quote_public"],
            "publisher": row["publisher"],
            "published": (row["published_at"] or "")[:10] or None,
            "url": row["url"],
        }
        for row in joined.iter_rows(named=True)
    }
