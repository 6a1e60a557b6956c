"""A register of agreements kept by hand as CSV (UTF-8, or CP949 as spreadsheets save it): a row is an announcement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from announcements.decode import Undecodable, decode
from announcements.formats import record_recipe
from announcements.sources.dates import moment
from announcements.sources.folder import bounded
from announcements.sources.outcome import Refusal
from announcements.sources.plan import Item, Unusable
from announcements.sources.visiting import Night


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a register's columns."""

    text: tuple[str, ...]
    """What says what was agreed; several are read as lines of one text."""
    published: str
    url: str
    publisher: str | None = None


def walk_register(path: Path, columns: Columns, limit_bytes: int, night: Night) -> None:
    """Take every row; one that lacks its address, its day or its text is refused with its line."""
    try:
        text = decode(bounded(path, limit_bytes)).text.removeprefix("\ufeff")
    except (OSError, ValueError, Undecodable) as error:
        raise Unusable(f"{path}: {error}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    wanted = [*columns.text, columns.published, columns.url, *filter(None, [columns.publisher])]
    if missing := [name for name in wanted if name not in (reader.fieldnames or ())]:
        raise Unusable(f"{path}: has no column {missing}; it has {reader.fieldnames}. Mend `columns` of the source.")
    try:
        for row in reader:
            _row(f"{path.name}:{reader.line_num}", row, columns, night)
    except csv.Error as error:
        raise Unusable(f"{path}:{reader.line_num}: {error}. Mend the quotation marks there.") from error


def _row(where: str, row: Mapping[str, str | None], columns: Columns, night: Night) -> None:
    published, url = moment(row[columns.published]), (row[columns.url] or "").strip()
    text = [(row[name] or "").strip() for name in columns.text]
    lacking = [
        name
        for name, value in ((columns.published, published), (columns.url, url), (columns.text[0], any(text)))
        if not value
    ]
    if lacking:
        night.collected.offered += 1
        night.collected.refusals.append(Refusal(where, f"lacks {', '.join(lacking)}: fill it in."))
        return
    publisher = (row[columns.publisher] or "").strip() or None if columns.publisher else None
    data = json.dumps(dict(zip(columns.text, text, strict=True)), ensure_ascii=False, sort_keys=True).encode()
    night.record(Item(url, published, publisher), data, record_recipe(columns.text))
