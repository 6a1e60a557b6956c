"""What is remembered of a source from night to night: each address's newest visit, and where paging stopped.

``raw/visits/<source>/*.jsonl`` gains a file a night, written whole; the newest row of an address counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from announcements.files import finished_files, write_whole
from announcements.records import content_id
from announcements.sources.dates import day_of

Role = Literal["list", "document", "record", "cursor"]


@dataclass(frozen=True, slots=True)
class Visit:
    """One address as it was last seen."""

    url: str
    role: Role
    status: int
    """Of HTTP; 0 where nothing was asked over HTTP."""
    seen_at: str
    etag: str | None = None
    last_modified: str | None = None
    document_id: str | None = None
    text_sha256: str | None = None
    """Of the text by its recipe: a page whose text is the same is the same, whatever its counters show."""
    published_at: str | None = None
    publisher: str | None = None
    refusal: str | None = None
    """Why it is not asked for again as long as ``reach`` is the same."""
    reach: str | None = None
    page: int = 0
    """For a cursor: the page to go on with; 0 where nothing is left to go on with."""

    @property
    def is_gone(self) -> bool:
        return self.status in (404, 410)


class Memory:
    """The visits of one source."""

    def __init__(self, raw: Path, source_code: str) -> None:
        self.folder = raw / "visits" / source_code
        self.stored = {visit.url: visit for visit in self._stored()}
        self.visits = dict(self.stored)
        self.fresh: set[str] = set()
        self.files = 0
        """Written so far tonight; in the names, so that they sort as they were written."""

    def get(self, url: str) -> Visit | None:
        return self.visits.get(url)

    def keep(self, visit: Visit) -> None:
        """Remember a visit; ``flush`` writes it down."""
        self.visits[visit.url] = visit
        self.fresh.add(visit.url)

    def flush(self, run_id: str) -> None:
        """Write down what was learned since the last time; nothing where nothing changed."""
        changed = [visit for url in sorted(self.fresh) if self._is_news(visit := self.visits[url])]
        if changed:
            data = "".join(json.dumps(asdict(v), ensure_ascii=False, sort_keys=True) + "\n" for v in changed).encode()
            write_whole(self.folder / f"{run_id}-{self.files:04}-{content_id(data)[:8]}.jsonl", data, mode=0o444)
            self.files += 1
        self.stored.update((visit.url, visit) for visit in changed)
        self.fresh.clear()

    def _is_news(self, visit: Visit) -> bool:
        before = self.stored.get(visit.url)
        return before is None or replace(before, seen_at=visit.seen_at) != visit

    def newest_day(self) -> date | None:
        """The latest day of publication met: the high-water mark."""
        days = [day for visit in self.visits.values() if (day := day_of(visit.published_at))]
        return max(days, default=None)

    def recent(self, days: int) -> list[Visit]:
        """Documents published in the last so many days before the mark, that were there when last seen."""
        mark = self.newest_day()
        if mark is None:
            return []
        floor = mark - timedelta(days=days)
        documents = (v for v in self.visits.values() if v.role == "document" and v.document_id and not v.is_gone)
        return [visit for visit in documents if (day_of(visit.published_at) or date.min) >= floor]

    def _stored(self) -> Iterator[Visit]:
        for file in finished_files(self.folder, ".jsonl"):
            yield from _rows(file.read_text("utf-8").splitlines())


def _rows(lines: Iterable[str]) -> Iterator[Visit]:
    for line in lines:
        yield Visit(**json.loads(line))
