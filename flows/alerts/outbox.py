"""The outbox: what is to be told, and what has arrived, as rows of ``ops.alert``.

A message is ``queued`` before anybody is told, with the incidents that it tells of, and ``sent`` once a channel took
it; ``failed`` says why it did not. What is queued and not sent is sent by the next run: at least once, never lost, and
told apart by its id where it arrives twice.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from announcements.records import content_id
from flows.alerts.channels import Undelivered, deliver
from flows.alerts.configuration import Alerts, Channel, PrefectChannel
from flows.alerts.digest import Digest, compose, is_worth_telling, with_sentences
from flows.alerts.letters import Letter, waiting
from flows.incidents import Incident
from flows.ops import OpsLog, Row
from flows.state import State

log = logging.getLogger("mou.alerts")

Deliver = Callable[[Channel, Digest], None]


def queue(
    ops: OpsLog,
    alerts: Alerts,
    channels: Iterable[Channel],
    incidents: Iterable[Incident],
    night: Mapping[str, Any],
) -> list[str]:
    """Write down what each channel is to be told tonight, and give the ids. Nothing is told to a channel twice."""
    everything = list(incidents)
    rows: list[Row] = []
    for channel in channels:
        sections = sections_for(channel.code, everything, alerts)
        alert_id = content_id(night["run_id"], channel.code, night["message"])
        digest = compose(alert_id, night, sections, alerts.runbook)
        if is_worth_telling(digest):
            digest["told"] = {name: [one.incident_id for one in sections[name]] for name in ("new", "over")}
            rows.append(_row(alert_id, channel.code, night, "queued", digest_json=json.dumps(digest, default=str)))
    ops.append("alert", str(night["run_id"]), rows)
    return [str(row["alert_id"]) for row in rows]


def sections_for(channel: str, incidents: Sequence[Incident], alerts: Alerts) -> dict[str, list[Incident]]:
    """New: open and not told here. Over: closed, and told here when they opened. Still: everything else that stands."""
    mine = [
        one
        for one in incidents
        if channel in alerts.channels_for(one.sighting.severity, one.sighting.owner) or channel in one.told
    ]
    new = [one for one in mine if one.state == "open" and channel not in one.told]
    over = [one for one in mine if one.is_closed and channel in one.told and channel not in one.told_over]
    still = [one for one in mine if one.is_live and one not in new]
    return {"new": new, "still": still, "over": over}


def drain(
    ops: OpsLog, state: State, channels: Sequence[Channel], night: Mapping[str, Any], send: Deliver = deliver
) -> list[Letter]:
    """Send what waits; give back what did not arrive. One dead channel does not hold up another."""
    left: list[Letter] = []
    rows: list[Row] = []
    by_code = {channel.code: channel for channel in channels}
    dead: set[str] = set()
    for letter in waiting(ops):
        if letter.channel not in by_code:
            continue
        if letter.channel in dead:
            left.append(letter)
            continue
        try:
            send(by_code[letter.channel], with_sentences(letter.digest, state))
            # At once: a run killed now must not send it again.
            ops.append("alert", str(night["run_id"]), [_row(letter.alert_id, letter.channel, night, "sent")])
        except Exception as error:  # noqa: BLE001 - whatever a channel does, the night and the other channels go on
            told = str(error) if isinstance(error, Undelivered) else f"{type(error).__name__}"
            log.warning("alert %s stays in the outbox: %s %s", letter.alert_id, letter.channel, told)
            rows.append(_row(letter.alert_id, letter.channel, night, "failed", message=told))
            left.append(letter)
            dead.add(letter.channel)
    ops.append("alert", str(night["run_id"]), rows)
    return left


def usable(channels: Iterable[Channel]) -> list[Channel]:
    """The channels that exist here: Prefect's only where the night is a flow run."""
    return [channel for channel in channels if not isinstance(channel, PrefectChannel) or _is_flow()]


def _is_flow() -> bool:
    import sys

    if "prefect" not in sys.modules:
        return False
    from flows.alerts.prefect_channel import is_in_flow

    return is_in_flow()


def _row(alert_id: str, channel: str, night: Mapping[str, Any], event: str, **more: Any) -> Row:
    return {
        "alert_id": alert_id,
        "run_id": night["run_id"],
        "event": event,
        "happened_at": night["at"],
        "channel": channel,
        **more,
    }
