"""As known on a day: what was announced or recorded by then, and nothing later."""

from dataclasses import replace
from datetime import date

import pytest

from tests.warehouse.rows import Written, shingles, sketched
from warehouse.candidate import open_candidate
from warehouse.known import KnownOn
from warehouse.load import Inputs, load

DAY = date(2021, 7, 25)


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
    with open_candidate() as connection:
        load(connection, replace(inputs, known_on=KnownOn(day, basis)))
        query = "select document_id, value_count from extracted.current_statement order by all"
        return connection.execute(query).fetchall()


def test_announced_is_what_was_published_by_then_read_with_the_newest_rules(inputs):
    assert known(inputs, "announced") == [("that-day", 93), ("undated", 92)]


def test_recorded_is_what_we_had_read_by_then_with_the_rules_of_then(inputs):
    assert known(inputs, "recorded") == [("that-day", 92)]


def page(*forms, **fields):
    """What one address gave on days after DAY, read that day; forms are (document, day of the month, fields)."""
    written = Written()
    for document, day, own in forms:
        capture_id = f"{document}-{day}"
        moment = f"2021-08-{day}T10:00:00+09:00"
        address = {"url": "https://example.org/press/40", "publisher": "gwangju", "sketch": sketched(shingles("page"))}
        written.capture(
            document,
            **{**address, "published_at": "2021-07-25", **fields, **own},
            capture_id=capture_id,
            fetched_at=moment,
            read_at=moment,
        )
        if "outcome" not in own:
            written.total(document, "companies", 92, DAY, reading_id=f"reading-{capture_id}")
    return written


def standing(inputs, basis, *days):
    return [[document for document, _ in known(inputs, basis, date(2021, 8, day))] for day in days]


@pytest.mark.parametrize("basis", ["announced", "recorded"])
@pytest.mark.parametrize("published_at", ["2021-07-25", None])
def test_a_page_stands_as_it_was_until_its_correction_was_known(tmp_path, basis, published_at):
    forms = ("first", 10, {}), ("corrected", 12, {}), ("mended", 14, {}), ("first", 16, {})
    inputs = page(*forms, published_at=published_at).inputs(tmp_path)
    stood = standing(inputs, basis, 11, 12, 13, 14, 15, 16)
    assert stood == [["first"], ["corrected"], ["corrected"], ["mended"], ["mended"], ["first"]]


def test_what_was_announced_before_we_looked_is_what_the_page_said_first(tmp_path):
    inputs = page(("first", 10, {}), ("corrected", 12, {})).inputs(tmp_path)
    assert known(inputs, "announced", DAY) == [("first", 92)]
    assert known(inputs, "announced", date(2021, 7, 24)) == []


def test_a_correction_that_bears_a_day_of_its_own_is_known_from_that_day(tmp_path):
    forms = ("first", 10, {"published_at": None}), ("corrected", 14, {"published_at": "2021-08-12"})
    assert standing(page(*forms).inputs(tmp_path), "announced", 11, 12) == [["first"], ["corrected"]]
    # the day of the page, which the source told only later
    forms = ("first", 10, {"published_at": None}), ("corrected", 14, {"published_at": "2021-07-25"})
    assert standing(page(*forms).inputs(tmp_path), "announced", 9, 13, 14) == [[], ["first"], ["corrected"]]


def test_a_page_that_could_not_be_read_at_first_was_announced_on_its_day(tmp_path):
    inputs = page(("error", 10, {"outcome": "unread"}), ("read", 12, {})).inputs(tmp_path)
    assert standing(inputs, "announced", 9) == [["read"]]


@pytest.mark.parametrize("basis", ["announced", "recorded"])
def test_what_a_page_had_taken_back_stood_until_then_though_that_was_taken_down(tmp_path, basis):
    gone = {"superseded_at": "2021-08-12T10:00:00+09:00", "superseded_by": "gone"}
    inputs = page(("first", 10, gone), ("first", 14, {})).inputs(tmp_path)
    assert standing(inputs, basis, 11, 12, 14) == [["first"], [], ["first"]]
