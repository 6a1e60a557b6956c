"""``mou add``: one announcement by hand."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from announcements.sources.folder import bounded, capture
from flows.command import BadUsage
from flows.configuration import HandSource
from flows.events import forgotten
from flows.ops import OpsLog
from flows.run import stamp
from flows.settings import Settings, load_settings


def main(options: argparse.Namespace) -> int:
    settings = load_settings(options.configs, options.data)
    source = _source(settings, options.source)
    path = Path(options.file)
    try:
        data = bounded(path, settings.night.limits.document_megabytes * 1_000_000)
    except ValueError as error:
        raise BadUsage(f"{path}: {error}") from error
    taken_down = forgotten(OpsLog(settings.places.ops))
    archive = settings.state.archive(taken_down)
    now = datetime.now(UTC)
    captured = capture(
        data,
        archive,
        source_code=source.code,
        programme_code=source.programme,
        url=options.url,
        publisher=options.publisher,
        published_at=_day(options.published),
        fetched_at=now.isoformat(timespec="seconds"),
    )
    if captured.document_id in taken_down:
        raise BadUsage(f"{path}: was taken down and is not archived again: {taken_down[captured.document_id]}")
    known = archive.captures().filter(pl.col("url") == options.url, pl.col("superseded_by").is_null())
    if known.height and known["document_id"][-1] == captured.document_id:
        print(f"{path}: already archived from this address. Nothing to add.")
        return 0
    archive.append(f"{stamp(now)}-add", [captured])
    told = {"capture_id": captured.capture_id, "document_id": captured.document_id, "source_code": source.code}
    print(
        json.dumps(told)
        if options.json
        else f"{path}: archived as {captured.document_id[:12]}. The next 'mou run' reads it."
    )
    return 0


def _source(settings: Settings, code: str | None) -> HandSource:
    by_hand = [source for source in settings.sources if isinstance(source, HandSource)]
    chosen = [source for source in by_hand if code in (None, source.code)]
    if len(chosen) != 1:
        codes = ", ".join(source.code for source in by_hand) or "none; add one of kind 'hand' to configs/sources.yml"
        raise BadUsage(f"name one source of kind 'hand' with --source; there are {codes}.")
    return chosen[0]


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadUsage(f"--published {text!r} is no day. Give it as YYYY-MM-DD.") from error
