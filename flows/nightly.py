"""The night's order, written once. No loops over rows, no SQL, no parsing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any, TypeVar, cast

from warehouse.publish import sweep

from announcements.files import sweep_partials
from flows import steps
from flows.configuration import Source
from flows.lock import run_lock
from flows.records import failed_row, start_row
from flows.reports import Collection, Decision, NightReport
from flows.run import Run

Result = TypeVar("Result")
Call = Callable[..., Any]
"""``call(step, *arguments)`` carries out one step: plainly, or as a Prefect task."""


def plainly(step: Callable[..., Result], *arguments: Any) -> Result:
    return step(*arguments)


def night(run: Run, call: Call = plainly) -> NightReport:
    """Collect, read, build, judge, publish, tell."""
    collections = [_collected(run, source, call) for source in run.settings.sources]
    read = call(steps.read_new, run)
    candidate = call(steps.build, run, read)
    if candidate is None:
        version = steps.published_version(run)
        report = NightReport(run.run_id, collections, read, None, (), Decision(False, version, "nothing new"))
    else:
        verdicts = call(steps.judge, run, candidate)
        decision = call(steps.publish_if_sound, run, candidate, verdicts)
        report = NightReport(run.run_id, collections, read, candidate, verdicts, decision)
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
        sweep_partials(places.data)
        sweep(places.published)
        shutil.rmtree(places.work, ignore_errors=True)
        run.ops.append("run", run.run_id, [start_row(run)])
        try:
            return carry_out(run)
        except BaseException as error:
            run.ops.append("run", run.run_id, [failed_row(run, 70, f"{type(error).__name__}: {error}")])
            raise
        finally:
            shutil.rmtree(places.work, ignore_errors=True)
