"""What a source's entry asks for, what a source lists, and the ways in which it can fail as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class Unusable(ValueError):
    """A list, feed or answer of the source cannot be understood; the message says what to mend."""


class NoSuchList(Unusable):
    """There is no list at this address: wrong, or beyond the last page."""


class Trouble(OSError):
    """The source is in trouble that may pass; what it still has waits for the next night."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a source's entry says of how it is collected."""

    source_code: str
    programme_code: str
    fetched_at: str
    run_id: str
    publisher: str | None = None
    article: str | None = None
    """CSS selector of the announcement on its page."""
    since: date | None = None
    """Older announcements are left alone; None: the source's whole list, or what is newer than the mark."""
    is_backfill: bool = False
    """Go back to ``since`` whatever is known already."""
    overlap_days: int = 7
    """So many days before the newest announcement known are looked at again."""
    most_documents: int = 200
    most_pages: int = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One announcement that a source lists."""

    url: str
    published_at: str | None = None
    publisher: str | None = None
