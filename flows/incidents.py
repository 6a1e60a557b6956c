"""Incidents: what is wrong, since when, and who has been told. A pure state machine over append-only events.

One incident is one thing that is wrong, by its dedup key: check, programme and row key for a fault of the world (its
row key holds the numbers, so other numbers are another incident), the check alone for a fault of ours. It goes

    pending → open → acknowledged / snoozed → recovered (the check passes) or noted (a dated line explains it)

and opens anew when it is seen again later. Instants are ISO 8601 in UTC. A recovery is told on a channel if and only
if the opening was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

from announcements.records import content_id

State = Literal["pending", "open", "acknowledged", "snoozed", "recovered", "noted"]
Event = Mapping[str, Any]
LIVE = frozenset({"open", "acknowledged", "snoozed"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing that a night found wrong."""

    check_name: str
    programme_code: str
    """Empty where it concerns every programme."""
    row_key: str
    severity: str
    owner: str
    runbook: str
    message: str
    rows_failing: int = 0
    rows: tuple[Mapping[str, Any], ...] = ()
    """Failing rows by key, with both numbers and the statements behind them; the first ones where there are many."""

    @property
    def incident_id(self) -> str:
        return content_id(self.check_name, self.programme_code, self.row_key)[:10]


@dataclass(frozen=True, slots=True)
class Incident:
    """What the events of one incident come to."""

    sighting: Sighting
    state: State = "pending"
    occurrences: int = 1
    first_seen: str = ""
    last_seen: str = ""
    sightings: int = 0
    """Judgements in a row that saw it."""
    absences: int = 0
    """Judgements in a row that did not."""
    acknowledged_at: str | None = None
    snoozed_until: str | None = None
    closed_at: str | None = None
    reason: str | None = None
    told: frozenset[str] = field(default=frozenset())
    """Channels that were told of the opening."""
    told_over: frozenset[str] = field(default=frozenset())
    """Channels that were told of its end."""

    @property
    def incident_id(self) -> str:
        return self.sighting.incident_id

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_closed(self) -> bool:
        return self.state in ("recovered", "noted")

    def row(self) -> dict[str, Any]:
        """A row of ``ops.incident``."""
        seen = self.sighting
        names = ("check_name", "programme_code", "row_key", "severity", "owner", "runbook", "message", "rows_failing")
        own = ("occurrences", "first_seen", "last_seen", "acknowledged_at", "snoozed_until", "closed_at", "reason")
        return {
            "incident_id": self.incident_id,
            "state": self.state,
            **{name: getattr(seen, name) for name in names},
            **{name: getattr(self, name) for name in own},
        }


@dataclass(frozen=True, slots=True)
class Hysteresis:
    """How many judgements in a row open an incident, and how many without it close it."""

    open_after: int = 1
    recover_after: int = 1


def fold(events: Iterable[Event]) -> dict[str, Incident]:
    """Every incident by its id, from its events in order of time (of equal times, in the order given)."""
    incidents: dict[str, Incident] = {}
    for event in sorted(events, key=lambda one: str(one["happened_at"])):
        name = event["incident_id"]
        known = incidents.get(name)
        if known is not None or event["event"] == "seen":
            incidents[name] = _applied(known, event)
    return incidents


def _applied(known: Incident | None, event: Event) -> Incident:
    at = str(event["happened_at"])
    if known is None or (event["event"] == "seen" and known.is_closed):
        before = known.occurrences if known else 0
        known = Incident(_sighting(event), first_seen=at, occurrences=before + 1)
    match event["event"]:
        case "seen":
            return replace(known, sighting=_sighting(event), last_seen=at, sightings=known.sightings + 1, absences=0)
        case "opened":
            return replace(known, state="open")
        case "absent":
            return replace(known, absences=known.absences + 1, sightings=0)
        case "recovered" | "explained":
            state: State = "recovered" if event["event"] == "recovered" else "noted"
            return replace(known, state=state, closed_at=at, reason=event["reason"])
        case "acknowledged" if known.is_live:
            return replace(known, state="acknowledged", acknowledged_at=at, reason=event["reason"])
        case "snoozed" if known.is_live:
            return replace(known, state="snoozed", snoozed_until=event["snoozed_until"], reason=event["reason"])
        case "woke" if known.state == "snoozed":
            return replace(known, state="open", snoozed_until=None, told=frozenset())
        case "told":
            return replace(known, told=known.told | {event["channel"]})
        case "told_over":
            return replace(known, told_over=known.told_over | {event["channel"]})
        case _:
            # A wish that came too late: the incident closed, or woke, before it.
            return known


def _sighting(event: Event) -> Sighting:
    rows = tuple(json.loads(event["rows_json"] or "[]"))
    names = ("check_name", "programme_code", "row_key", "severity", "owner", "runbook", "message", "rows_failing")
    return Sighting(**{name: event[name] for name in names}, rows=rows)


def advance(
    incidents: Mapping[str, Incident],
    seen: Sequence[Sighting],
    judged: frozenset[str],
    explained: Mapping[str, str],
    hysteresis: Mapping[str, Hysteresis],
    *,
    run_id: str,
    at: str,
    today: date,
) -> list[Event]:
    """The events of one night.

    Args:
        judged: Checks that were carried out: what they no longer see has gone. Of others nothing is known.
        explained: Incident id → why, for what a dated line explains.
        hysteresis: By check; one that is not named opens and closes at once.
    """
    events: list[Event] = []
    found = {sighting.incident_id: sighting for sighting in seen}
    for name, sighting in found.items():
        known = incidents.get(name)
        events.append(seen_event(sighting, run_id, at))
        runs = known.sightings if known is not None and not known.is_closed else 0
        is_new = known is None or not known.is_live
        if is_new and runs + 1 >= hysteresis.get(sighting.check_name, Hysteresis()).open_after:
            events.append(event_of(name, "opened", run_id, at))
    for name, known in incidents.items():
        if name not in found and not known.is_closed and known.sighting.check_name in judged:
            patience = hysteresis.get(known.sighting.check_name, Hysteresis())
            wanted = patience.recover_after if known.is_live else 1
            events += _absent(known, explained.get(name), wanted, run_id, at)
        elif known.state == "snoozed" and (known.snoozed_until or "") <= today.isoformat():
            events.append(event_of(name, "woke", run_id, at))
    return events


def _absent(known: Incident, explanation: str | None, wanted: int, run_id: str, at: str) -> list[Event]:
    name = known.incident_id
    if explanation is not None:
        return [event_of(name, "explained", run_id, at, reason=explanation)]
    events = [event_of(name, "absent", run_id, at)]
    if known.absences + 1 >= wanted:
        events.append(event_of(name, "recovered", run_id, at, reason="the check passes"))
    return events


def seen_event(sighting: Sighting, run_id: str, at: str) -> Event:
    told = asdict(sighting)
    rows = json.dumps(told.pop("rows"), ensure_ascii=False, default=str)
    return {**told, **event_of(sighting.incident_id, "seen", run_id, at), "rows_json": rows}


def event_of(incident_id: str, event: str, run_id: str, at: str, **more: Any) -> Event:
    return {"incident_id": incident_id, "event": event, "run_id": run_id, "happened_at": at, **more}
