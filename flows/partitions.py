"""A partition of captures: what one reader, on whatever machine, reads and keeps at once.

Reading a partition again gives the same records under the same name: it may be repeated, and two may do it at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from announcements.programme import Programme as ReadingCues
from announcements.reader import ruleset_fingerprint
from announcements.reading import read_partition
from flows.run import Run
from flows.state import State

# A partition is kept whole: a killed run loses at most this many readings a reader.
SIZE = 500
# All that reading asks of a capture.
COLUMNS = (
    *("capture_id", "document_id", "programme_code", "published_at", "fetched_at", "publisher", "url"),
    *("status", "encoding", "recipe"),
)


class UnfitReader(RuntimeError):
    """A reader that would not do the same as the one that hands out the work. The message says what to mend."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Captures with all that it takes to read them, apart from secrets."""

    state: State
    run_id: str
    read_at: str
    captures: tuple[Mapping[str, Any], ...]
    cues: Mapping[str, ReadingCues]
    fingerprints: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What reading a partition came to."""

    name: str
    """Names the records kept; the same for the same captures, rules and run."""
    outcomes: Counter[str]
    unread: tuple[tuple[str, str], ...]
    """Address and reason of each capture that could not be read."""


def partitions(run: Run, waiting: pl.DataFrame) -> Iterator[Partition]:
    """Captures in their order, ``SIZE`` at a time."""
    cues = {code: programme.reading for code, programme in run.settings.programmes.items()}
    fingerprints = {code: ruleset_fingerprint(one) for code, one in cues.items()}
    for part in waiting.select(COLUMNS).iter_slices(SIZE):
        yield Partition(run.settings.state, run.run_id, run.at, tuple(part.to_dicts()), cues, fingerprints)


def read_and_keep(partition: Partition) -> Kept:
    """Read every capture of a partition and keep what they say. Runs wherever the reader is.

    Raises:
        UnfitReader: This reader has other rules, or does not see the archive.
    """
    archive = partition.state.archive()
    _check(partition)
    readings, statements = read_partition(
        archive, partition.captures, partition.cues, partition.fingerprints, read_at=partition.read_at
    )
    name = partition.state.store().append(partition.run_id, readings, statements)
    unread = tuple(
        (str(capture["url"]), reading.reason or "")
        for capture, reading in zip(partition.captures, readings, strict=True)
        if reading.outcome == "unread"
    )
    return Kept(name, Counter(reading.outcome for reading in readings), unread)


def _check(partition: Partition) -> None:
    """A reader of another version would sign its readings with rules that it does not have; one that does not see the
    archive would report every document as lost."""
    for code, cues in partition.cues.items():
        if ruleset_fingerprint(cues) != partition.fingerprints[code]:
            raise UnfitReader(
                f"a reader has other rules than this program for {code}. Install the same version on every machine, "
                "and start its readers again."
            )
    if not partition.state.archive().is_there():
        raise UnfitReader(
            f"a reader does not see the archive {partition.state.raw}. Mount the folder on every machine under the "
            "same path, or put it on a store that all reach (settings.yml: storage.raw)."
        )
