"""Carry out nights without Prefect, at given instants."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

from flows.configuration import Report
from flows.nightly import guarded_night, night
from flows.reports import NightReport
from flows.run import Run
from flows.settings import load_settings

ROOT = Path(__file__).parents[2]
FIRST_NIGHT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
SECOND_NIGHT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def begin(data: Path, configs: Path = ROOT / "configs", now: datetime = FIRST_NIGHT, *, shows: bool = False) -> Run:
    """A run that writes page and workbook with its version only where a test looks at them: they take seconds."""
    settings = load_settings(str(configs), str(data))
    night_settings = settings.night.model_copy(update={"report": Report(page=shows, workbook=shows)})
    return Run.begin(dataclasses.replace(settings, night=night_settings), now=now)


def plain_night(
    data: Path, configs: Path = ROOT / "configs", now: datetime = FIRST_NIGHT, *, shows: bool = False, **options
) -> NightReport:
    """One night; ``options`` go to ``night`` (``call``)."""
    return guarded_night(begin(data, configs, now, shows=shows), lambda run: night(run, **options))
