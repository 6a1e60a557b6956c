"""A folder of announcements: files, and beside them what is known of each.

``documents.jsonl`` (optional) has a line a document: id (the file's name without its ending), url, publisher,
published_date. The files lie in ``docs/``, or in the folder itself where there is no ``docs/``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from announcements.archive import Archive
from announcements.days import is_ahead, korean_day
from announcements.decode import Undecodable, media_type
from announcements.formats import recipe_of, text_of
from announcements.records import Capture, content_id
from announcements.sources.outcome import Collected, Refusal

SIDECAR = "documents.jsonl"


class UnusableFolder(ValueError):
    """The folder is missing or its documents.jsonl cannot be understood; nothing was collected from it."""


def collect_folder(
    folder: Path,
    archive: Archive,
    *,
    source_code: str,
    programme_code: str,
    known: Mapping[str, str],
    limit_bytes: int,
    fetched_at: str,
) -> Collected:
    """Archive what is new in a folder.

    Args:
        known: url → document_id of the newest capture from this source, so that a second run adds none and a file
            that changed becomes a new capture.
        limit_bytes: A larger file is refused.
        fetched_at: The instant to record, ISO 8601 with zone.

    Raises:
        UnusableFolder: The folder does not exist, or its sidecar is broken.
    """
    try:
        files = list(_files(folder)) if folder.is_dir() else None
    except OSError as error:
        raise UnusableFolder(f"{folder}: cannot be listed ({error}). Mend its permissions or its address.") from error
    if files is None:
        raise UnusableFolder(f"{folder}: no such folder. Create it or mend the source's path in configs/sources.yml.")
    sidecar = read_sidecar(folder)
    collected = Collected(source_code)
    for path in files:
        collected.offered += 1
        try:
            data = bounded(path, limit_bytes)
        except (OSError, ValueError) as error:
            collected.refusals.append(Refusal(path.name, _reason(error)))
            continue
        told = sidecar.get(path.stem, {})
        if is_ahead(korean_day(told.get("published_date")), fetched_at):
            reason = f"published_date {told['published_date']} is later than today: correct it in {SIDECAR}."
            collected.refusals.append(Refusal(path.name, reason))
            continue
        url = told.get("url") or f"folder:{source_code}/{path.name}"
        if known.get(url) == hashlib.sha256(data).hexdigest():
            collected.known += 1
            continue
        collected.captures.append(
            capture(
                data,
                archive,
                source_code=source_code,
                programme_code=programme_code,
                url=url,
                publisher=told.get("publisher"),
                published_at=told.get("published_date"),
                fetched_at=fetched_at,
            )
        )
    return collected


def capture(
    data: bytes,
    archive: Archive,
    *,
    source_code: str,
    programme_code: str,
    url: str,
    publisher: str | None,
    published_at: str | None,
    fetched_at: str,
) -> Capture:
    """Archive the bytes of one announcement and describe the fetch. The record itself is not stored yet."""
    document_id = archive.put(data)
    recipe = recipe_of(data)
    try:
        encoding: str | None = text_of(data, recipe).encoding
    except Undecodable:
        encoding = None
    return Capture(
        capture_id=content_id(source_code, url, document_id, fetched_at),
        document_id=document_id,
        source_code=source_code,
        programme_code=programme_code,
        url=url,
        publisher=publisher,
        published_at=published_at,
        fetched_at=fetched_at,
        media_type=media_type(data),
        encoding=encoding,
        status="ok",
        etag=None,
        bytes_count=len(data),
        recipe=recipe,
    )


def read_sidecar(folder: Path) -> dict[str, dict[str, str | None]]:
    """What ``documents.jsonl`` says of each document, by id; empty where there is none."""
    path = folder / SIDECAR
    if not path.exists():
        return {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableFolder(f"{path}: {error}. Save it as UTF-8 and make it readable.") from error
    told: dict[str, dict[str, str | None]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _sidecar_row(f"{path}:{number}", line)
            told[str(row["id"])] = row
    return told


def _sidecar_row(where: str, line: str) -> dict[str, str | None]:
    try:
        row: dict[str, str | None] = json.loads(line)
        if not isinstance(row, dict) or "id" not in row:
            raise ValueError("no id")
        if (day := row.get("published_date")) is not None:
            date.fromisoformat(day)
    except (ValueError, TypeError) as error:
        raise UnusableFolder(
            f'{where}: {error}. Write one JSON object a line: "id", "url", "publisher" and "published_date" '
            "(YYYY-MM-DD or null)."
        ) from error
    return row


def _files(folder: Path) -> Iterator[Path]:
    documents = folder / "docs" if (folder / "docs").is_dir() else folder
    for path in sorted(documents.iterdir()):
        if not path.name.startswith(".") and path.name != SIDECAR and not path.is_dir():
            yield path


def bounded(path: Path, limit_bytes: int) -> bytes:
    """The bytes of a file, read no further than the limit.

    Raises:
        OSError: It cannot be read.
        ValueError: It is larger; the message says by how much and what to do.
    """
    with path.open("rb") as stream:
        data = stream.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        size = path.stat().st_size
        raise ValueError(
            f"{size / 1e6:.1f} MB, more than the {limit_bytes / 1e6:.0f} MB allowed. "
            "Split it, or raise limits.document_megabytes in configs/settings.yml."
        )
    return data


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}. Mend its permissions or remove it."
    return str(error)
