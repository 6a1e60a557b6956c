"""From a source's entry to one night's collecting: which walk, which limits, whose keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import version

from announcements.archive import Archive
from announcements.records import Capture
from announcements.sources.board import Board, walk_board
from announcements.sources.feed import walk_feed
from announcements.sources.outcome import Collected
from announcements.sources.plan import Plan
from announcements.sources.register import Columns, walk_register
from announcements.sources.search_api import Search, walk_search
from announcements.sources.visiting import Night, collect
from announcements.web.client import Client, Reach
from announcements.web.memory import Memory
from flows.run import Run
from flows.web_sources import ApiSource, BoardSource, CsvSource, FeedSource, WebSource

Fetched = FeedSource | BoardSource | ApiSource | CsvSource


class MissingKey(RuntimeError):
    """A key that the source needs is not in the environment."""


def collect_fetched(run: Run, source: Fetched, archive: Archive) -> Collected:
    """Walk through a source on the web, or a register. Captures are stored as they come."""
    try:
        walk = _walk(run, source)
    except MissingKey as error:
        return Collected(source.code, failure=str(error))
    client = Client(reach(source, run.settings.night.fetching.contact))
    memory = Memory(archive.raw, source.code)
    store = partial(_store, archive, run.run_id)
    return collect(Night(plan(run, source), archive, memory, client, store), walk)


def plan(run: Run, source: Fetched) -> Plan:
    return Plan(
        source_code=source.code,
        programme_code=source.programme,
        fetched_at=run.at,
        run_id=run.run_id,
        publisher=source.publisher,
        article=source.article if isinstance(source, WebSource) else None,
        since=run.since or source.since,
        is_backfill=run.since is not None,
        overlap_days=source.overlap_days,
        most_documents=source.limits.documents,
        most_pages=source.limits.pages,
    )


def reach(source: Fetched, contact: str | None) -> Reach:
    """What may be asked of whom. A register asks nobody."""
    return Reach(
        hosts=source.hosts if isinstance(source, WebSource) else (),
        agent=f"mou/{version('mou')}" + (f" (+{contact})" if contact else ""),
        allow_loopback=isinstance(source, WebSource) and source.allow_loopback,
        most_bytes=int(source.limits.megabytes * 1_000_000),
        seconds=source.limits.seconds,
        pause_seconds=source.limits.pause_seconds,
    )


def keys(source: ApiSource, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The headers that hold the source's keys.

    Raises:
        MissingKey: An environment variable is not set.
    """
    if missing := sorted({name for name in source.keys.values() if not environ.get(name)}):
        raise MissingKey(f"the environment has no {', '.join(missing)}. Set it where the nightly runs.")
    return {header: environ[name] for header, name in source.keys.items()}


def _walk(run: Run, source: Fetched) -> Callable[[Night], None]:
    match source:
        case FeedSource():
            return walk_feed(str(source.url))
        case BoardSource():
            return walk_board(board(source))
        case ApiSource():
            asked = Search(str(source.url), source.shape, source.queries, keys(source), source.quota, source.follow)
            return walk_search(asked)
        case CsvSource():
            columns = source.columns
            return partial(
                walk_register,
                run.settings.path_of(source.path),
                Columns(columns.text, columns.published, columns.url, columns.publisher),
                int(source.limits.megabytes * 1_000_000),
            )


def board(source: BoardSource) -> Board:
    return Board(
        url=source.url,
        rows=source.rows,
        link=source.link,
        date=source.date,
        first_page=source.first_page,
        link_pattern=source.link_pattern,
        link_address=source.link_address,
        attachments=source.attachments,
    )


def _store(archive: Archive, run_id: str, captures: Sequence[Capture]) -> None:
    archive.append(run_id, captures)
