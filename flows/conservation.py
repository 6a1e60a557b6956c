"""Fetched = extracted + ignored + unread, for every source, every night: nothing that was fetched gets lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from flows.run import Run
from flows.state import RecordStore

OUTCOMES = ("extracted", "ignored", "unread")


class LostCapture(RuntimeError):
    """A capture that waited was neither read nor refused. The night stops: what it published would lack it."""


def source_nights(run: Run, waiting: pl.DataFrame, store: RecordStore) -> Iterator[Mapping[str, Any]]:
    """A row of ``ops.source_night`` for each source: what was fetched and what became of it tonight.

    Args:
        waiting: The captures that had no reading before tonight.

    Raises:
        LostCapture: They do not add up.
    """
    tonight = store.readings(["capture_id", "read_at", "outcome"]).filter(pl.col("read_at") == run.at)
    read = waiting.select("capture_id", "source_code").join(tonight, on="capture_id", how="left")
    counts = {(code, outcome): n for code, outcome, n in read.group_by("source_code", "outcome").len().iter_rows()}
    for source in run.settings.sources:
        fetched = sum(n for (code, _), n in counts.items() if code == source.code)
        became = {f"{outcome}_count": counts.get((source.code, outcome), 0) for outcome in OUTCOMES}
        if sum(became.values()) != fetched:
            raise LostCapture(
                f"{source.code}: {fetched} captures waited, {sum(became.values())} were read. "
                "Run it again; if it says so again, look for damage in data/extracted with 'mou doctor'."
            )
        yield {
            "run_id": run.run_id,
            "source_code": source.code,
            "programme_code": source.programme,
            "fetched_count": fetched,
            **became,
        }
