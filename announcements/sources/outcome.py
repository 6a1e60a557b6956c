"""What collecting from one source came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from announcements.records import Capture


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something a source offered that was not archived, and why. It is offered again the next night."""

    name: str
    reason: str


@dataclass(slots=True)
class Collected:
    """One source, one night. ``offered == new + known + refused``, counted in addresses."""

    source_code: str
    offered: int = 0
    known: int = 0
    captures: list[Capture] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    stored: int = 0
    """So many of ``captures`` are on record already."""
    answers: dict[str, int] = field(default_factory=dict)
    """For sources on the web: how many requests were answered with which status."""
    failure: str | None = None
    """Why the source could not be collected at all; None when it could."""
