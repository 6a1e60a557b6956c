"""``mou extract``: what the reader finds in documents, without touching data."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from announcements.days import korean_day
from announcements.decode import Undecodable
from announcements.facts import facts
from announcements.formats import text_of
from announcements.programme import Programme
from announcements.reader import Announcement, read, ruleset_fingerprint
from announcements.records import content_id
from announcements.sources.folder import read_sidecar
from flows.command import BadUsage
from flows.settings import load_settings


@dataclass(frozen=True, slots=True)
class Given:
    """A document to read: its id in the output, its file, what its source says of it."""

    id: str
    path: Path
    published: date | None
    publisher: str | None
    url: str | None


def main(options: argparse.Namespace) -> int:
    if bool(options.files) == bool(options.corpus):
        raise BadUsage("name files, or a folder with --corpus.")
    cues = _cues(options)
    given = _corpus(Path(options.corpus)) if options.corpus else _files(options)
    with Path(options.out).open("w", encoding="utf-8") if options.out else nullcontext(sys.stdout) as out:
        for row in _facts(given, cues, with_statements=options.statements):
            _write(row, out)
    return 0


def _cues(options: argparse.Namespace) -> Programme:
    settings = load_settings(options.configs, options.data)
    code = options.programme or settings.night.default_programme
    if code not in settings.programmes:
        raise BadUsage(f"no programme {code!r}; there are {', '.join(settings.programmes)}.")
    return settings.programmes[code].reading


def _corpus(folder: Path) -> Iterator[Given]:
    """Each document of ``documents.jsonl`` that has a text in ``docs/``. Labels are never looked at."""
    if not (folder / "docs").is_dir():
        raise BadUsage(f"{folder} has no docs/. A corpus is a folder with docs/ and documents.jsonl.")
    told = read_sidecar(folder)
    for path in sorted((folder / "docs").iterdir()):
        row = told.get(path.stem, {})
        yield Given(path.stem, path, korean_day(row.get("published_date")), row.get("publisher"), row.get("url"))


def _files(options: argparse.Namespace) -> Iterator[Given]:
    try:
        published = date.fromisoformat(options.published) if options.published else None
    except ValueError as error:
        raise BadUsage(f"--published {options.published!r} is no day. Give it as YYYY-MM-DD.") from error
    for name in options.files:
        yield Given(Path(name).stem, Path(name), published, None, None)


def _facts(documents: Iterable[Given], cues: Programme, *, with_statements: bool) -> Iterator[dict[str, Any]]:
    fingerprint = ruleset_fingerprint(cues)
    for document in documents:
        try:
            data = document.path.read_bytes()
            text = text_of(data).text
        except (Undecodable, OSError) as error:
            yield {"id": document.id, "kind": None, "outcome": "unread", "reason": str(error)}
            continue
        announcement = Announcement(
            capture_id=content_id(data),
            document_id=content_id(data),
            text=text,
            published_date=document.published,
            publisher=document.publisher,
            url=document.url,
        )
        reading, statements = read(announcement, cues, fingerprint=fingerprint, read_at="")
        if with_statements:
            yield from ({"id": document.id, **statement._asdict()} for statement in statements)
        else:
            yield {
                "id": document.id,
                **facts(reading, statements),
                "outcome": reading.outcome,
                "reason": reading.reason,
            }


def _write(row: dict[str, Any], out: TextIO) -> None:
    print(json.dumps(row, ensure_ascii=False, default=str), file=out)
