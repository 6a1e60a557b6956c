"""``mou reread``: read the archive again with today's rules, and say what that changes before it does."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from announcements.reader import ruleset_fingerprint
from announcements.reading import read_partition
from flows.lock import run_lock
from flows.partitions import SIZE
from flows.run import Run
from flows.settings import load_settings
from flows.state import RecordStore
from flows.steps import waiting_for_today
from flows.terminal import visible

# What a statement says. Ids and positions move with every reading and are no change.
SAID = (
    "document_id",
    "predicate",
    "measure_code",
    "member_text",
    "organisation_text",
    "value_count",
    "value_text",
    "qualifier",
    "scope",
    "as_of_date",
    "target_date",
    "modality",
    "grade",
)
SHOWN = 20

Said = tuple[Any, ...]


def main(options: argparse.Namespace) -> int:
    settings = load_settings(options.configs, options.data)
    run = Run.begin(settings)
    archive, store = settings.state.archive(), settings.state.store()
    cues = {code: programme.reading for code, programme in settings.programmes.items()}
    fingerprints = {code: ruleset_fingerprint(one) for code, one in cues.items()}
    with run_lock(settings.places.lock, run.run_id):
        waiting = waiting_for_today(archive, store, fingerprints)
        before = _said_before(store, waiting)
        after: Counter[Said] = Counter()
        for partition in waiting.iter_slices(SIZE):
            captures = partition.iter_rows(named=True)
            readings, statements = read_partition(archive, captures, cues, fingerprints, read_at=run.at)
            after.update(tuple(getattr(statement, name) for name in SAID) for statement in statements)
            if options.yes:
                store.append(run.run_id, readings, statements)
    _show(options, waiting.height, before, after)
    return 0


def _said_before(store: RecordStore, captures: pl.DataFrame) -> Counter[Said]:
    """What the newest readings of these captures say now."""
    readings = store.readings(["reading_id", "capture_id", "read_at"]).join(captures, on="capture_id", how="semi")
    newest = readings.sort("read_at").group_by("capture_id").last()
    return Counter(store.statements_of(newest.select("reading_id"), SAID).iter_rows())


def _show(options: argparse.Namespace, captures: int, before: Counter[Said], after: Counter[Said]) -> None:
    gone, new = before - after, after - before
    if options.json:
        print(
            json.dumps(
                {"captures": captures, "gone": sum(gone.values()), "new": sum(new.values()), "kept": options.yes}
            )
        )
        return
    print(f"{captures} captures were read with other rules than today's: {sum(gone.values())} statements go, "
          f"{sum(new.values())} come, {sum((before & after).values())} stay.")  # fmt: skip
    for line in (*_lines("-", gone), *_lines("+", new)):
        print(visible(line))
    if captures:
        print(
            "Kept. The next 'mou run' publishes them." if options.yes else "Nothing was kept. Add --yes to keep them."
        )


def _lines(sign: str, said: Counter[Said]) -> Iterator[str]:
    for statement in _some(sorted(said, key=str)):
        values = dict(zip(SAID, statement, strict=True))
        told = ", ".join(f"{name} {value}" for name, value in values.items() if value is not None and name in SAID[1:])
        yield f"  {sign} {values['document_id'][:12]}: {told}"
    if len(said) > SHOWN:
        yield f"  {sign} … {len(said) - SHOWN} more"


def _some(statements: Iterable[Said]) -> Iterator[Said]:
    for count, statement in enumerate(statements):
        if count == SHOWN:
            return
        yield statement
