"""Read captures: from archived bytes to readings and statements, one partition at a time.

A partition's result depends on its captures, the rules and the programme's cues alone: any worker, any order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from announcements.archive import Archive
from announcements.days import is_ahead, korean_day
from announcements.decode import Undecodable
from announcements.formats import text_of
from announcements.programme import Programme
from announcements.reader import Announcement, read
from announcements.records import Reading, Recipe, Statement, content_id


def read_capture(
    archive: Archive, capture: Mapping[str, Any], programme: Programme, *, fingerprint: str, read_at: str
) -> tuple[Reading, tuple[Statement, ...]]:
    """Read one capture (a row of ``raw.capture``). What cannot be read is a reading too, with its reason."""
    if capture["status"] != "ok":
        return _unread(capture, fingerprint, read_at, str(capture["status"])), ()
    try:
        text = text_of(archive.get(capture["document_id"]), capture.get("recipe"), capture["encoding"]).text
    except (Undecodable, FileNotFoundError) as error:
        return _unread(capture, fingerprint, read_at, _reason(error, capture)), ()
    published = korean_day(capture["published_at"])
    if is_ahead(published, capture["fetched_at"]):
        reason = (
            f"it is said to be published on {published}, later than it was fetched ({capture['fetched_at'][:10]}): "
            "correct the day at its source (published_date, or the source's column), then give it again with `mou add`"
        )
        return _unread(capture, fingerprint, read_at, reason), ()
    announcement = Announcement(
        capture_id=capture["capture_id"],
        document_id=capture["document_id"],
        text=text,
        published_date=published,
        publisher=capture["publisher"],
        url=capture["url"],
    )
    return read(announcement, programme, fingerprint=fingerprint, read_at=read_at)


def read_partition(
    archive: Archive,
    captures: Iterable[Mapping[str, Any]],
    cues: Mapping[str, Programme],
    fingerprints: Mapping[str, str],
    *,
    read_at: str,
) -> tuple[list[Reading], list[Statement]]:
    """Read captures, each with the cues and fingerprint of its programme; readings come in the captures' order."""
    readings: list[Reading] = []
    statements: list[Statement] = []
    for capture in captures:
        code = capture["programme_code"]
        reading, said = read_capture(archive, capture, cues[code], fingerprint=fingerprints[code], read_at=read_at)
        readings.append(reading)
        statements.extend(said)
    return readings, statements


def quote_checks(
    archive: Archive, evidence: Iterable[Mapping[str, Any]], recipes: Mapping[str, set[Recipe]] = MappingProxyType({})
) -> Iterator[dict[str, Any]]:
    """Make the text from the archived bytes again and say of each quote whether it still stands where its span points.

    Args:
        evidence: Rows of statement_number, document_id, span_start, span_end, quote, grouped by document_id.
        recipes: ``Archive.recipes()``.
    """
    document_id: str | None = None
    texts: list[str] = []
    for row in evidence:
        if row["document_id"] != document_id:
            document_id = row["document_id"]
            texts = list(_texts(archive, row["document_id"], recipes.get(row["document_id"], {(None, None)})))
        is_equal = any(text[row["span_start"] : row["span_end"]] == row["quote"] for text in texts)
        yield {"statement_number": row["statement_number"], "is_equal": is_equal}


def archived_texts(archive: Archive, document_ids: Iterable[str]) -> Iterator[str]:
    """The texts of documents, made from their archived bytes again; nothing for those that are gone."""
    recipes = archive.recipes()
    for document_id in document_ids:
        yield from _texts(archive, document_id, recipes.get(document_id, {(None, None)}))


def _texts(archive: Archive, document_id: str, recipes: Iterable[Recipe]) -> Iterator[str]:
    """None at all where the bytes are gone or damaged: whoever holds them is not what was archived."""
    try:
        data = archive.get(document_id)
    except FileNotFoundError:
        return
    if hashlib.sha256(data).hexdigest() != document_id:
        return
    for recipe, encoding in recipes:
        with suppress(Undecodable):
            yield text_of(data, recipe, encoding).text


def _unread(capture: Mapping[str, Any], fingerprint: str, read_at: str, reason: str) -> Reading:
    return Reading(
        reading_id=content_id(capture["capture_id"], fingerprint),
        capture_id=capture["capture_id"],
        document_id=capture["document_id"],
        programme_code=capture["programme_code"],
        ruleset_fingerprint=fingerprint,
        read_at=read_at,
        outcome="unread",
        kind=None,
        reason=reason,
        text_sha256=None,
    )


def _reason(error: Undecodable | FileNotFoundError, capture: Mapping[str, Any]) -> str:
    if isinstance(error, FileNotFoundError):
        return f"the archived bytes {capture['document_id'][:12]} are gone. Restore raw/ from a backup."
    return str(error)
