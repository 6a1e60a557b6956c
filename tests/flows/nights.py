"""Carry out nights without Prefect, at given instants."""

from datetime import UTC, datetime
from pathlib import Path

from flows.nightly import guarded_night, night
from flows.reports import NightReport
from flows.run import Run
from flows.settings import load_settings

ROOT = Path(__file__).parents[2]
FIRST_NIGHT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
SECOND_NIGHT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def plain_night(data: Path, configs: Path = ROOT / "configs", now: datetime = FIRST_NIGHT, **options) -> NightReport:
    """One night; ``options`` go to ``night`` (``call``)."""
    run = Run.begin(load_settings(str(configs), str(data)), now=now)
    return guarded_night(run, lambda run: night(run, **options))
