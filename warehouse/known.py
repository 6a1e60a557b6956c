"""Takes away what was not known yet on a day, before the models run: they then say what we would have said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import duckdb

Basis = Literal["announced", "recorded"]

# What the public could know: published by then; where a source does not say when, fetched by then. Before a page was
# corrected it said what it said first.
ANNOUNCED = """
    delete from raw.capture as capture
    where coalesce(
        (
            select max(correction.known_date) from extracted.page_correction as correction
            where correction.programme_code = capture.programme_code
                and correction.newer_capture_id = capture.capture_id
        ),
        korean_day(published_at),
        korean_day(fetched_at),
        date '9999-12-31'
    ) > $day
"""
# What we had read by then, with the rules of then.
RECORDED = (
    "delete from extracted.reading where coalesce(korean_day(read_at), date '9999-12-31') > $day",
    "delete from raw.capture where coalesce(korean_day(fetched_at), date '9999-12-31') > $day",
)
# Before its page was seen to say otherwise a form stood, whatever became of the other since.
STOOD = "update raw.capture set superseded_by = null where korean_day(superseded_at) > $day"
REST = (
    """
    delete from extracted.reading as reading where not exists (
        select 1 from raw.capture as capture
        where capture.programme_code = reading.programme_code and capture.capture_id = reading.capture_id
    )
    """,
    """
    delete from extracted.statement as statement where not exists (
        select 1 from extracted.reading as reading
        where reading.programme_code = statement.programme_code and reading.reading_id = statement.reading_id
    )
    """,
)


@dataclass(frozen=True, slots=True)
class KnownOn:
    """A Korean day, and what is meant by knowing: that it was announced, or that we had recorded it."""

    day: date
    basis: Basis


def take_away_later(connection: duckdb.DuckDBPyConnection, known_on: KnownOn) -> None:
    """Delete captures, readings and statements that were not known by the end of the day."""
    for query in (*((ANNOUNCED,) if known_on.basis == "announced" else RECORDED), STOOD):
        connection.execute(query, {"day": known_on.day})
    for query in REST:
        connection.execute(query)
