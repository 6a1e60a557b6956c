"""Notice what is wrong tonight, and tell it once publication is decided."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from announcements.files import write_whole
from expectations.suites import BY_NAME, WATCHES
from expectations.verdict import Verdict
from expectations.watching import Watched, judge_watches
from flows import sightings
from flows.alerts.channels import deliver
from flows.alerts.letters import Letter, known_incidents
from flows.alerts.outbox import Deliver, drain, queue, usable
from flows.incidents import Hysteresis, Incident, advance
from flows.records import failure_rows, result_row
from flows.reports import Candidate, Collection, Noticed
from flows.run import Run
from flows.watch import failing, stands, today, watch

log = logging.getLogger("mou.noticing")


def notice(
    run: Run,
    candidate: Candidate | None,
    verdicts: Sequence[Verdict],
    collections: Sequence[Collection],
    version: str | None,
) -> Noticed:
    """Judge what is watched every night, and advance the incidents by all verdicts.

    Args:
        candidate: None where nothing is new: then nothing is known of the checks on data, and they stand as they were.
        version: What the verdicts on the watches are recorded with.
    """
    watched = judge_watches(WATCHES, watch(run, collections))
    judged_version = candidate.version if candidate else version
    run.ops.append("check_result", run.run_id, (result_row(run, judged_version, verdict) for verdict in watched))
    run.ops.append("check_failure", run.run_id, failure_rows(run, judged_version, watched))
    return Noticed(watched, *_advance(run, (*verdicts, *watched), candidate.database if candidate else None))


def _advance(
    run: Run, verdicts: Sequence[Verdict], database: Path | None
) -> tuple[tuple[Incident, ...], tuple[Incident, ...], int]:
    """Write the events of tonight; give what opened, what closed, and how many stand."""
    before = known_incidents(run.ops)
    events = advance(
        before,
        sightings.sightings(verdicts, _behind(database)),
        sightings.judged(verdicts),
        sightings.explained(verdicts),
        {one.check: Hysteresis(one.open_after, one.recover_after) for one in run.settings.alerts.patience},
        run_id=run.run_id,
        at=run.at,
        today=today(run),
    )
    run.ops.append("incident_event", run.run_id, events)
    after = known_incidents(run.ops)
    opened = tuple(after[e["incident_id"]] for e in events if e["event"] == "opened")
    closed = tuple(after[e["incident_id"]] for e in events if e["event"] in ("recovered", "explained"))
    return opened, closed, sum(one.is_live for one in after.values())


def _behind(database: Path | None) -> sightings.Behind:
    if database is None:
        return sightings.nothing_behind
    from warehouse.sentences import statements_behind

    return lambda rows: statements_behind(database, rows)


def incident_file(run: Run, folder: Path) -> Path:
    """``ops.incident`` as it stands now, for the version that is about to be published."""
    incidents = sorted(known_incidents(run.ops).values(), key=lambda one: one.incident_id)
    rows = (json.dumps(one.row(), ensure_ascii=False) for one in incidents)
    path = folder / "incident.jsonl"
    write_whole(path, "".join(f"{row}\n" for row in rows).encode())
    return path


def speak(run: Run, outcome: str, version: str | None, message: str, send: Deliver = deliver) -> list[Letter]:
    """Queue tonight's digests and send what waits; give back what did not arrive.

    Never raises for a fault of an alert: whether the night was good does not depend on it.
    """
    night = {"run_id": run.run_id, "at": run.at, "outcome": outcome, "version": version, "message": message}
    try:
        channels = usable(run.settings.alerts.channels)
        queue(run.ops, run.settings.alerts, channels, known_incidents(run.ops).values(), night)
        return drain(run.ops, run.settings.state, channels, night, send)
    except Exception:  # told in the log, and by 'mou doctor --monitor': the record shows what was not sent
        log.exception("the alerts of run %s could not be sent", run.run_id)
        return []


def cry_out(run: Run, message: str, send: Deliver = deliver) -> None:
    """A night that fails is an incident as well, told at once by whoever still can."""
    _see(run, "night_completed", Watched(1, (failing("night", message, None, None),)))
    speak(run, "failed", None, f"the night failed: {message}", send)


def tell_withdrawal(run: Run, version: str, message: str, send: Deliver = deliver) -> None:
    """Who hears of incidents hears at once that the version stands in for another, or no longer does."""
    _see(run, "publication_stands", stands(run))
    speak(run, "rolled back", version, message, send)


def _see(run: Run, name: str, seen: Watched) -> None:
    """Advance the incidents by one watch alone."""
    _advance(run, judge_watches([BY_NAME[name]], {name: seen}), None)
