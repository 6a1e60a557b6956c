"""One run of the night: what it is called, when it began, and how its steps show progress."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol, TypeVar

from flows.configuration import Source
from flows.ops import OpsLog
from flows.pools import OpenPool, plain_pool
from flows.settings import Settings

Item = TypeVar("Item")


class Track(Protocol):
    """Wraps what a step iterates over, to show progress on a terminal."""

    def __call__(self, items: Iterable[Item], what: str, total: int) -> Iterable[Item]: ...


def untracked(items: Iterable[Item], what: str, total: int) -> Iterable[Item]:
    return items


@dataclass(frozen=True, slots=True)
class Run:
    """The clock is read once: every record of a run carries times from here or from the source."""

    settings: Settings
    started_at: datetime
    run_id: str
    track: Track = untracked
    open_pool: OpenPool = plain_pool
    """How readers are found when more waits than this process should read alone."""
    only: str | None = None
    """The one source to collect from; None: all of them."""
    since: date | None = None
    """Fetch again what was published from this day on, whatever is known; None: what is new."""

    @classmethod
    def begin(cls, settings: Settings, *, now: datetime | None = None, track: Track = untracked) -> Run:
        """Name a run after the instant it begins, UTC, with the process to tell two apart."""
        instant = now or datetime.now(UTC)
        return cls(settings, instant, f"{stamp(instant)}-{os.getpid():x}", track)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that this run collects from."""
        return tuple(source for source in self.settings.sources if self.only in (None, source.code))

    @property
    def at(self) -> str:
        return self.started_at.isoformat(timespec="seconds")

    @property
    def ops(self) -> OpsLog:
        return OpsLog(self.settings.places.ops)


def stamp(instant: datetime) -> str:
    """``YYYYMMDDTHHMMSSZ``: sorts as time does."""
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
