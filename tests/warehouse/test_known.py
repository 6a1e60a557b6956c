"""As known on a day: what was announced or recorded by then, and nothing later."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from tests.warehouse.rows import Written, shingles, sketched
from warehouse.known import KnownOn
from warehouse.load import Inputs, load

DAY = date(2021, 7, 25)
AS_IS = sketched(shingles("page"))


@pytest.fixture(scope="module")
def inputs(tmp_path_factory) -> Inputs:
    written = Written()
    # announced that day in Korea, the day before in London
    written.capture("that-day", published_at="2021-07-24T15:30:00+00:00", read_at="2021-07-25T14:59:59+00:00")
    # announced that day, by Korean time the next
    written.capture("next-day", published_at="2021-07-25T15:00:00+00:00", read_at="2021-07-26T00:00:00+09:00")
    # the source gives no day: the day it was fetched counts
    written.capture("undated", published_at=None, fetched_at="2021-07-25T10:00:00+09:00", read_at="2021-08-01")
    written.capture("undated-late", published_at=None, fetched_at="2021-07-26T10:00:00+09:00", read_at="2021-08-01")
    for row in list(written.captures):
        if row["document_id"] in ("that-day", "next-day"):
            row["fetched_at"] = "2021-07-20T00:00:00+09:00"
        written.total(row["document_id"], "companies", 92, DAY)
    # read again later, by other rules
    written.reading("again", "capture-that-day", "that-day", outcome="extracted", read_at="2021-09-01",
                    ruleset_fingerprint="rules-2")  # fmt: skip
    written.total("that-day", "companies", 93, DAY, reading_id="again")
    return written.inputs(tmp_path_factory.mktemp("known"))


def known(inputs, basis, day=DAY):
    with duckdb.connect() as connection:
        load(connection, replace(inputs, known_on=KnownOn(day, basis)))
        query = "select document_id, value_count from extracted.current_statement order by all"
        return connection.execute(query).fetchall()


def test_announced_is_what_was_published_by_then_read_with_the_newest_rules(inputs):
    assert known(inputs, "announced") == [("that-day", 93), ("undated", 92)]


def test_recorded_is_what_we_had_read_by_then_with_the_rules_of_then(inputs):
    assert known(inputs, "recorded") == [("that-day", 92)]


@pytest.mark.parametrize(("basis", "published_at"), [("recorded", "2021-07-20"), ("announced", None)])
def test_a_page_stands_as_it_was_until_its_correction_was_known(tmp_path, basis, published_at):
    written = Written()
    page = {
        "url": "https://example.org/press/40",
        "publisher": "gwangju",
        "published_at": published_at,
        "sketch": AS_IS,
    }
    for document, moment, count in (("first", "2021-07-25", 92), ("corrected", "2021-07-26", 90)):
        written.capture(document, **page, fetched_at=f"{moment}T10:00:00+09:00", read_at=f"{moment}T11:00:00+09:00")
        written.total(document, "companies", count, DAY)
    inputs = written.inputs(tmp_path)
    assert known(inputs, basis) == [("first", 92)]
    assert known(inputs, basis, date(2021, 7, 26)) == [("corrected", 90)]
