"""``mou incidents``: what is wrong, since when, and who knows; acknowledge and snooze, also while a run is going."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from flows.alerts.digest import Digest, compose, with_sentences
from flows.alerts.letters import known_incidents, waiting
from flows.alerts.text import as_text, when
from flows.command import BadUsage
from flows.incidents import Incident, event_of
from flows.looking import places_of
from flows.ops import OpsLog
from flows.settings import load_settings
from flows.terminal import visible


def main(options: argparse.Namespace) -> int:
    places = places_of(options)
    ops = OpsLog(places.ops)
    if options.acknowledge or options.snooze:
        return _answer(options, ops)
    if options.outbox:
        return _outbox(options, ops)
    incidents = _wanted(options, known_incidents(ops))
    if options.digest:
        _print_digest(options.digest, _digest(options, ops, incidents))
    elif options.json:
        for incident in incidents:
            print(json.dumps(incident.row(), ensure_ascii=False))
    else:
        print("\n".join(_lines(incidents)) or "No incident stands. 'mou incidents --all' shows those that are over.")
    return 0


def _wanted(options: argparse.Namespace, known: dict[str, Incident]) -> list[Incident]:
    shown = [one for one in known.values() if options.all or one.is_live or (options.digest and one.is_closed)]
    if options.check:
        shown = [one for one in shown if one.sighting.check_name == options.check]
    return sorted(shown, key=lambda one: (one.sighting.severity, one.sighting.check_name, one.first_seen))


def _lines(incidents: Sequence[Incident]) -> Iterator[str]:
    check = None
    for one in incidents:
        seen = one.sighting
        if seen.check_name != check:
            check = seen.check_name
            yield f"{check} ({seen.severity}, {seen.owner}; {seen.runbook})"
        yield f"  {one.incident_id}  {_state(one)}  {visible(seen.message)}"
        yield f"              since {when(one.first_seen)}, last seen {when(one.last_seen)}"
        if seen.row_key:
            yield f"              {visible(seen.row_key)}"


def _state(one: Incident) -> str:
    until = f" until {one.snoozed_until}" if one.state == "snoozed" else ""
    return f"{one.state}{until}" + (f" ({visible(one.reason)})" if one.reason else "")


def _answer(options: argparse.Namespace, ops: OpsLog) -> int:
    """Write down that somebody looks after an incident, or wants to hear of it again on a day."""
    now = datetime.now(UTC)
    incident = _named(known_incidents(ops), options.acknowledge or options.snooze)
    event = "acknowledged" if options.acknowledge else "snoozed"
    until = _until(options.until, now) if options.snooze else None
    run_id = f"{now:%Y%m%dT%H%M%SZ}-{os.getpid():x}-{event}"
    row = event_of(
        incident.incident_id, event, run_id, now.isoformat(timespec="microseconds"), reason=options.reason,
        snoozed_until=until and until.isoformat(),
    )  # fmt: skip
    ops.append("incident_event", run_id, [row])
    again = f" until {until}; it speaks again then if it still stands" if until else ""
    print(f"{incident.incident_id} {event}{again}: {visible(incident.sighting.message)}")
    return 0


def _named(known: dict[str, Incident], name: str) -> Incident:
    found = [one for one in known.values() if one.incident_id.startswith(name) and one.is_live]
    if len(found) != 1:
        raise BadUsage(
            f"incident {name!r}: {len(found)} that stand begin so. 'mou incidents' lists those that do, with their ids."
        )
    return found[0]


def _until(given: str | None, now: datetime) -> date:
    if given is None:
        raise BadUsage("--snooze needs --until DAY (YYYY-MM-DD): an incident does not sleep for ever.")
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise BadUsage(f"--until {given!r} is no day. Give it as YYYY-MM-DD.") from error
    if day <= now.date():
        raise BadUsage(f"--until {given} has passed. Give a day to come.")
    return day


def _outbox(options: argparse.Namespace, ops: OpsLog) -> int:
    letters = waiting(ops)
    for one in letters:
        if options.json:
            told = {"alert_id": one.alert_id, "channel": one.channel, "queued_at": one.queued_at, "run_id": one.run_id}
            print(json.dumps({**told, "last_error": one.last_error}, ensure_ascii=False))
        else:
            error = visible(one.last_error or "not tried yet")
            print(f"{one.alert_id}  {one.channel}, since {when(one.queued_at)}: {error}")
    if not letters and not options.json:
        print("The outbox is empty: every alert has arrived.")
    return 0


def _digest(options: argparse.Namespace, ops: OpsLog, incidents: Sequence[Incident]) -> Digest:
    """What the last run would tell somebody who hears of everything."""
    settings = load_settings(options.configs, options.data)
    last = next(iter(ops.last_runs()), None)
    if last is None:
        raise BadUsage("there has been no run yet. Start 'mou run'.")
    began = min(str(row["happened_at"]) for row in ops.rows("run", last["run_id"]))
    night = {"run_id": last["run_id"], "at": began, "version": last["version"]}
    told = {"outcome": last["outcome"] or "going on", "message": last["message"] or "the run has not ended"}
    sections = {
        "new": [one for one in incidents if one.is_live and one.first_seen >= began],
        "still": [one for one in incidents if one.is_live and one.first_seen < began],
        "over": [one for one in incidents if one.is_closed and (one.closed_at or "") >= began],
    }
    return with_sentences(compose("preview", {**night, **told}, sections, settings.alerts.runbook), settings.state)


def _print_digest(form: str, digest: Digest) -> None:
    match form:
        case "html":
            from flows.alerts.markup import as_html

            print(as_html(digest))
        case "slack":
            from flows.alerts.markup import as_slack

            json.dump(as_slack(digest), sys.stdout, ensure_ascii=False, indent=1)
            print()
        case "json":
            json.dump(digest, sys.stdout, ensure_ascii=False, indent=1, default=str)
            print()
        case _:
            print(as_text(digest), end="")
