"""``mou replay``: read again what was left unread, after a mend of a source's entry or of the program."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import polars as pl

from announcements.archive import Archive
from announcements.decode import Undecodable
from announcements.formats import recipe_of, text_of
from announcements.reader import ruleset_fingerprint
from announcements.reading import read_capture
from announcements.records import Capture, content_id
from flows.configuration import Source
from flows.lock import run_lock
from flows.run import Run
from flows.settings import load_settings
from flows.state import RecordStore
from flows.terminal import visible

SHOWN = 20


def main(options: argparse.Namespace) -> int:
    settings = load_settings(options.configs, options.data)
    run = Run.begin(settings)
    archive = settings.state.archive()
    with run_lock(settings.places.lock, run.run_id):
        waiting = unread(archive, settings.state.store())
        mended = list(replayed(run, archive, waiting))
        archive.append(run.run_id, mended)
    _show(options, waiting, mended)
    return 0


def unread(archive: Archive, store: RecordStore) -> pl.DataFrame:
    """Captures whose text could not be made: the newest reading of their document at that address is 'unread'.

    What was captured anew since, by an earlier replay perhaps, waits for the night and is not among them.
    """
    readings = store.readings(["capture_id", "outcome", "reason", "read_at"])
    newest = readings.sort("read_at").group_by("capture_id", maintain_order=True).last()
    captures = archive.captures()
    known = captures.join(newest, on="capture_id", how="inner", maintain_order="left")
    place = ["programme_code", "source_code", "url", "document_id"]
    to_be_read = captures.join(newest, on="capture_id", how="anti").select(place)
    read = pl.concat([known.filter(pl.col("outcome") != "unread").select(place), to_be_read])
    left = known.filter((pl.col("outcome") == "unread") & (pl.col("status") == "ok"))
    return left.join(read, on=place, how="anti", maintain_order="left").unique(place, keep="last", maintain_order=True)


def replayed(run: Run, archive: Archive, waiting: pl.DataFrame) -> Iterator[Capture]:
    """A new capture, by today's recipe, of each document that can be read now. The old one stays on record."""
    sources = {source.code: source for source in run.settings.sources}
    cues = {code: programme.reading for code, programme in run.settings.programmes.items()}
    for row in waiting.iter_rows(named=True):
        if row["programme_code"] not in cues:
            continue
        again = _again(row, archive, sources.get(row["source_code"]), run.run_id)
        if again is None:
            continue
        programme = cues[row["programme_code"]]
        fingerprint = ruleset_fingerprint(programme)
        as_row = {field.name: getattr(again, field.name) for field in fields(Capture)}
        reading, _ = read_capture(archive, as_row, programme, fingerprint=fingerprint, read_at=run.at)
        if reading.outcome != "unread":
            yield again


def _again(row: Mapping[str, Any], archive: Archive, source: Source | None, run_id: str) -> Capture | None:
    """The capture as it would be made today; None where the bytes are gone or no text comes of them."""
    try:
        data = archive.get(row["document_id"])
        recipe = (
            row["recipe"]
            if str(row["recipe"]).startswith("record/")
            else recipe_of(data, _article(source), row["media_type"])
        )
        encoding = text_of(data, recipe, row["encoding"]).encoding
    except (FileNotFoundError, Undecodable):
        return None
    kept = {field.name: row[field.name] for field in fields(Capture)}
    capture_id = content_id(row["capture_id"], "replayed", run_id)
    return Capture(**{**kept, "capture_id": capture_id, "recipe": recipe, "encoding": encoding})


def _article(source: Source | None) -> str | None:
    return getattr(source, "article", None)


def _show(options: argparse.Namespace, waiting: pl.DataFrame, mended: list[Capture]) -> None:
    if options.json:
        print(json.dumps({"unread": waiting.height, "mended": len(mended)}))
        return
    print(f"{waiting.height} documents were left unread: {len(mended)} can be read now.")
    for capture in mended[:SHOWN]:
        print(visible(f"  {capture.url}"))
    done = {(capture.url, capture.document_id) for capture in mended}
    left = [row for row in waiting.iter_rows(named=True) if (row["url"], row["document_id"]) not in done]
    for row in left[:SHOWN]:
        print(visible(f"  still unread {row['url']}: {row['reason']}"))
    if mended:
        print("The next 'mou run' reads and publishes them.")
