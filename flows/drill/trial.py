"""Carry out the drill: one fault after the other, each on a copy of the same sound project."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.drill.faults import Fault
from flows.drill.ground import Ground, addressed, prepare
from flows.drill.receiver import Received, receiver
from flows.published import published_version
from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one fault."""

    fault: str
    check: str
    outcome: str
    expected_outcome: str
    alert: str | None
    """What the alert said; None where none came."""
    over: str | None
    """What the message of its end said; None where none came."""
    kept_version: bool
    """Whether analysts saw only sound versions: the former one while the fault blocked."""

    @property
    def is_good(self) -> bool:
        told = self.alert is not None and self.over is not None
        return told and self.outcome == self.expected_outcome and self.kept_version


def drill(settings: Settings, faults: Iterable[Fault]) -> Iterator[Trial]:
    """Yield each trial as it ends."""
    with tempfile.TemporaryDirectory(prefix="mou-drill-") as folder, receiver() as received, addressed(received.url):
        sound = prepare(Path(folder) / "sound", settings)
        for number, fault in enumerate(faults):
            received.digests.clear()
            yield trial(fault, sound.copy(Path(folder) / f"fault-{number}"), received)


def trial(fault: Fault, ground: Ground, received: Received) -> Trial:
    places = ground.settings.places
    before = published_version(places)
    report = fault.plant(ground)
    during = published_version(places)
    alert = received.heard("new", fault.check)
    received.digests.clear()
    fault.mend(ground)
    return Trial(
        fault.name,
        fault.check,
        report.outcome if report else "failed",
        fault.outcome,
        alert,
        received.heard("over", fault.check),
        before is not None and (during != before) == (fault.outcome == "published"),
    )
