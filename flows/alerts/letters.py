"""Reads the outbox: what waits there, and what it says of incidents. Loads nothing that sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flows.incidents import Event, Incident, event_of, fold
from flows.ops import OpsLog

if TYPE_CHECKING:
    from flows.alerts.digest import Digest


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for one channel."""

    alert_id: str
    channel: str
    queued_at: str
    run_id: str
    digest: Digest
    last_error: str | None = None


def told_events(ops: OpsLog) -> Iterator[Event]:
    """What the outbox says of incidents: which channel was told of whose opening and whose end."""
    for row in ops.rows("alert"):
        if row["event"] == "queued":
            told = json.loads(row["digest_json"])["told"]
            for section, event in (("new", "told"), ("over", "told_over")):
                for name in told[section]:
                    yield event_of(name, event, row["run_id"], row["happened_at"], channel=row["channel"])


def known_incidents(ops: OpsLog) -> dict[str, Incident]:
    """Every incident by its id, as it stands now."""
    return fold([*ops.rows("incident_event"), *told_events(ops)])


def waiting(ops: OpsLog) -> list[Letter]:
    """Every message that has not arrived, the oldest first."""
    # A run writes several files within one instant: what was queued comes first whatever their names.
    rows = sorted(ops.rows("alert"), key=lambda row: (row["event"] != "queued", row["happened_at"]))
    letters: dict[str, Letter] = {}
    for row in rows:
        name = row["alert_id"]
        if row["event"] == "queued":
            digest = json.loads(row["digest_json"])
            letters[name] = Letter(name, row["channel"], row["happened_at"], row["run_id"], digest)
        elif row["event"] == "sent":
            letters.pop(name, None)
        elif name in letters:
            letters[name] = replace(letters[name], last_error=row["message"])
    return list(letters.values())
