"""The drill's own project: configuration with one source and one channel, a folder for announcements, a data folder."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.alerts.configuration import Alerts
from flows.configuration import Corrections, Explanation, FolderSource, Report
from flows.drill.announcements import SOUND, publish
from flows.expected import Expects
from flows.nightly import Call, guarded_night, night, plainly
from flows.ops import OpsLog
from flows.places import Places
from flows.reports import NightReport
from flows.run import Run
from flows.settings import Settings

PROGRAMME = "gwangju-ai"
FIRST_NIGHT = datetime(2021, 9, 29, 18, 0, tzinfo=UTC)
ADDRESS = "MOU_DRILL_URL"
FRESH_DAYS = 90


@dataclass
class Ground:
    """One project in a folder of its own; each night comes a day after the one before."""

    folder: Path
    settings: Settings
    now: datetime = FIRST_NIGHT

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def ops(self) -> OpsLog:
        return OpsLog(self.settings.places.ops)

    def night(self, call: Call = plainly) -> NightReport:
        self.now += timedelta(days=1)
        run = Run.begin(self.settings, now=self.now)
        return guarded_night(run, lambda run: night(run, call))

    def explain(self, check: str, row_key: str) -> None:
        """What a person would add to ``configs/corrections.yml``."""
        line = {"check": check, "programme": PROGRAMME, "row": row_key, "code": "error", "reason": "A drill."}
        decided = {"on": self.now.date().isoformat(), "status": "confirmed"}
        explanation = Explanation.model_validate({**line, "decided": decided})
        self.settings = dataclasses.replace(self.settings, corrections=Corrections(explanations=(explanation,)))

    def copy(self, folder: Path) -> Ground:
        """The same project elsewhere, free to be spoilt."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Ground(folder, settled(self.settings, folder), self.now)


def settled(settings: Settings, folder: Path) -> Settings:
    """The settings of a project in this folder."""
    source = FolderSource.model_validate(
        {
            "code": "drill", "programme": PROGRAMME, "kind": "folder", "name": "Drill", "path": str(folder / "inbox"),
            "owner": "data-team", "licence": "own", "expects": Expects(fresh_within_days=FRESH_DAYS),
        }
    )  # fmt: skip
    return dataclasses.replace(settings, places=Places(folder / "data"), sources=(source,))


def prepare(folder: Path, settings: Settings) -> Ground:
    """Lay out the project and publish its first, sound version."""
    alerts = Alerts.model_validate(
        {
            "channels": [{"code": "drill", "kind": "webhook", "url_from": ADDRESS}],
            "routes": [{"channels": ["drill"]}],
        }
    )
    plain = dataclasses.replace(
        settings,
        alerts=alerts,
        corrections=Corrections(),
        night=settings.night.model_copy(update={"report": Report(page=False, workbook=False)}),
    )
    ground = Ground(folder, settled(plain, folder))
    for name, text in SOUND.items():
        publish(ground.inbox, name, text)
    ground.night()
    return ground


@contextmanager
def addressed(url: str) -> Iterator[None]:
    """The receiver's address in the environment, where channels look for theirs."""
    os.environ[ADDRESS] = url
    try:
        yield
    finally:
        del os.environ[ADDRESS]
