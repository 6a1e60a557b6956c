"""The night's order, written once. No loops over rows, no SQL, no parsing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar, cast

from announcements.files import sweep_partials
from flows import faults, steps
from flows.configuration import Source
from flows.lock import run_lock
from flows.noticing import cry_out, notice
from flows.places import Places
from flows.records import failed_row, start_row
from flows.reports import Collection, Decision, NightReport
from flows.run import Run
from flows.watchdog import bounded
from warehouse.publish import PublishError, sweep

Result = TypeVar("Result")
Call = Callable[..., Any]
"""``call(step, *arguments)`` carries out one step: plainly, or as a Prefect task."""


def plainly(step: Callable[..., Result], *arguments: Any) -> Result:
    return step(*arguments)


def night(run: Run, call: Call = plainly) -> NightReport:
    """Collect, read, build, judge, notice, publish, tell."""
    collections = [_collected(run, source, call) for source in run.sources]
    read = call(steps.read_new, run)
    candidate = call(steps.build, run, read)
    if candidate is None:
        version = steps.published_version(run)
        noticed = call(notice, run, None, (), collections, version)
        decision = Decision(False, version, steps.why_nothing(run))
        report = NightReport(run.run_id, collections, read, None, (), decision, noticed)
    else:
        verdicts = call(steps.judge, run, candidate)
        noticed = call(notice, run, candidate, verdicts, collections, candidate.version)
        decision = call(steps.publish_if_sound, run, candidate, verdicts)
        report = NightReport(run.run_id, collections, read, candidate, verdicts, decision, noticed)
    call(steps.tell, run, report)
    return report


def _collected(run: Run, source: Source, call: Call) -> Collection:
    try:
        return cast(Collection, call(steps.collect, run, source))
    except steps.PASSING_TROUBLE as error:
        return cast(Collection, call(steps.give_up, run, source, error))


def guarded_night(run: Run, carry_out: Callable[[Run], NightReport]) -> NightReport:
    """A night that holds the data folder, sweeps what a killed one left, and is on record however it ends."""
    places = run.settings.places
    with run_lock(places.lock, run.run_id):
        _sweep(places)
        run.ops.append("run", run.run_id, [start_row(run)])
        with bounded(run, 60 * run.settings.alerts.watch.night_at_most_minutes) as hung:
            try:
                _catch_up(run)
                return carry_out(run)
            except BaseException as error:
                # First make room: the disk may be full.
                with suppress(OSError, PublishError):
                    _sweep(places)
                if not hung.is_set():
                    _put_on_record(run, error)
                raise
            finally:
                shutil.rmtree(places.work, ignore_errors=True)


def _put_on_record(run: Run, error: BaseException) -> None:
    """A night that failed says so to whoever is on duty; one that a person stopped is known to that person."""
    with suppress(OSError):
        row = _failed(run, error)
        run.ops.append("run", run.run_id, [row])
        if not faults.is_interruption(error):
            cry_out(run, str(row["message"]))


def _catch_up(run: Run) -> None:
    """Where versions are shared, begin from the one that all see."""
    if run.settings.state.lake is not None:
        from flows.lake_versions import bring

        bring(run.settings.state.lake, run.settings.places)


def _sweep(places: Places) -> None:
    sweep_partials(places.data)
    sweep(places.published)
    shutil.rmtree(places.work, ignore_errors=True)


def _failed(run: Run, error: BaseException) -> Mapping[str, Any]:
    code = faults.exit_code(error)
    message = faults.told(error) if code == faults.CANNOT_RUN else f"{type(error).__name__}: {error}"
    return failed_row(run, code, message)
