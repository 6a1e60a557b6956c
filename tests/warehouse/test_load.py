"""Loading: which reading counts, and what an input that does not fit says."""

import json
from dataclasses import replace
from datetime import date

import duckdb
import polars as pl
import pytest

from tests.warehouse.rows import PROGRAMME, config, shingles, sketched
from warehouse.candidate import open_candidate
from warehouse.counting import settle
from warehouse.earlier_forms import earlier_forms
from warehouse.frames import EMPTY, OPS, RECORDS, FrameError, conform, empty_frames
from warehouse.kept_inputs import read_inputs, write_inputs
from warehouse.load import Inputs, load


def loaded(inputs: Inputs) -> duckdb.DuckDBPyConnection:
    connection = open_candidate()
    load(connection, inputs)
    return connection


def test_no_inputs_give_empty_typed_tables():
    connection = loaded(Inputs())
    kinds = {name: kind for name, kind, *_ in connection.execute("describe extracted.statement").fetchall()}
    assert kinds["as_of_date"] == "DATE"
    assert kinds["value_count"] == "BIGINT"
    tables = [f"config.{name}" for name in EMPTY] + [f"ops.{name}" for name in OPS] + ["raw.capture", "checked.quote"]
    assert {connection.execute(f"select count(*) from {table}").fetchone() for table in tables} == {(0,)}


def test_only_the_newest_reading_of_a_capture_counts(written, tmp_path):
    # read with the rules of the day
    written.capture("doc", reading_id="old", read_at="2026-11-22T03:00:00+09:00")
    written.statement("doc", reading_id="old", statement_id="by-old-rules", predicate="signing")
    # read again with better rules: what the old ones said no longer counts
    written.reading(
        "new", "capture-doc", "doc", outcome="extracted", kind="signing", read_at="2026-11-23T03:00:00+09:00"
    )
    written.statement("doc", reading_id="new", statement_id="by-new-rules", predicate="signing")
    connection = loaded(written.inputs(tmp_path))
    assert connection.execute("select statement_id from extracted.current_statement").fetchall() == [("by-new-rules",)]


def test_the_same_bytes_at_two_addresses_speak_once_by_the_capture_that_says_its_day(written, tmp_path):
    # a mirror that does not say when it was published
    written.capture("doc", capture_id="mirror", reading_id="read-mirror", published_at=None)
    written.statement("doc", reading_id="read-mirror", statement_id="mirrored", predicate="signing")
    # the newspaper itself
    written.capture("doc", capture_id="paper", reading_id="read-paper", published_at="2021-07-20")
    written.statement("doc", reading_id="read-paper", statement_id="printed", predicate="signing")
    connection = loaded(written.inputs(tmp_path))
    assert connection.execute("select statement_id from extracted.current_statement").fetchall() == [("printed",)]


TEXT = shingles("page")
PAGE = {"url": "https://example.org/press/40", "publisher": "gwangju", "published_at": "2021-01-12"}
FIRST, SECOND, THIRD = (f"2026-11-{day}T02:00:00+09:00" for day in (22, 23, 24))


def standing(inputs: Inputs) -> list[str]:
    """The documents that are heard, before and after it is settled which."""
    connection = loaded(inputs)
    query = "select document_id from extracted.current_statement order by all"
    before = connection.execute(query).fetchall()
    settle(connection)
    assert connection.execute(query).fetchall() == before
    return [document for (document,) in before]


def page_says(written, document, fetched_at, **fields):
    """What one address showed at an instant."""
    capture_id = f"{document}-{fields.get('capture_id', 'page')}-{fetched_at}"
    written.capture(document, **{**PAGE, "fetched_at": fetched_at, **fields, "capture_id": capture_id})
    written.statement(document, reading_id=f"reading-{capture_id}", predicate="signing")


def test_a_page_corrected_at_its_address_says_what_it_says_now(written, tmp_path):
    page_says(written, "withdrawn", FIRST)
    page_says(written, "corrected", SECOND)
    inputs = written.inputs(tmp_path)
    assert standing(inputs) == ["corrected"]
    connection = loaded(inputs)
    # nothing is lost of what it said before
    assert connection.execute("select count(*) from raw.capture").fetchone() == (2,)
    assert connection.execute("select count(*) from extracted.current_reading").fetchone() == (2,)
    assert connection.execute("select count(*) from extracted.reading_of_document").fetchone() == (2,)
    assert connection.execute(
        "select document_id, newer_document_id from extracted.superseded_reading"
    ).fetchall() == [("withdrawn", "corrected")]  # fmt: skip


def test_a_page_that_goes_back_to_its_first_words_says_those(written, tmp_path):
    page_says(written, "first", FIRST)
    page_says(written, "second", SECOND)
    page_says(written, "first", THIRD)
    assert standing(written.inputs(tmp_path)) == ["first"]


@pytest.mark.parametrize("outcome", ["ignored", "unread"])
def test_a_page_that_cannot_be_read_any_more_takes_nothing_away(written, tmp_path, outcome):
    page_says(written, "read", FIRST)
    written.capture("blank", outcome=outcome, **PAGE, fetched_at=SECOND)
    assert standing(written.inputs(tmp_path)) == ["read"]


@pytest.mark.parametrize(
    "other",
    [
        {"published_at": "2021-01-13"},
        {"publisher": "dailynews"},
        {"url": "https://example.org/press/41"},
        {"source_code": "mirror"},
        # of what one run brought none is newer
        {"fetched_at": FIRST},
    ],
)
def test_another_announcement_takes_nothing_away(written, tmp_path, other):
    page_says(written, "one", FIRST)
    page_says(written, "other", **{"fetched_at": SECOND, **other})
    assert standing(written.inputs(tmp_path)) == ["one", "other"]


def test_pages_without_an_address_take_nothing_away(written, tmp_path):
    page_says(written, "one", FIRST, url=None)
    page_says(written, "other", SECOND, url=None)
    assert standing(written.inputs(tmp_path)) == ["one", "other"]


def test_a_publisher_that_is_not_known_is_no_other(written, tmp_path):
    page_says(written, "withdrawn", FIRST)
    page_says(written, "corrected", SECOND, publisher=None)
    assert standing(written.inputs(tmp_path)) == ["corrected"]


UNDATED = pytest.mark.parametrize("days", [("2021-01-12", None), (None, "2021-01-12"), (None, None)])


@UNDATED
def test_where_a_day_is_not_known_much_the_same_text_is_a_correction(written, tmp_path, days):
    page_says(written, "withdrawn", FIRST, published_at=days[0], sketch=sketched(TEXT))
    page_says(written, "corrected", SECOND, published_at=days[1], sketch=sketched(shingles("page", *range(12))))
    assert standing(written.inputs(tmp_path)) == ["corrected"]


@UNDATED
@pytest.mark.parametrize(
    "sketches",
    [
        (sketched(TEXT), sketched(shingles("page", *range(18)))),
        # what cannot be compared: no words, read before texts had sketches, words without end
        (sketched(TEXT), sketched()),
        (sketched(TEXT), None),
        (None, None),
        (sketched(shingles("long", count=4_000)),) * 2,
    ],
)
def test_where_a_day_is_not_known_another_text_is_another_announcement(written, tmp_path, days, sketches):
    page_says(written, "january", FIRST, published_at=days[0], sketch=sketches[0])
    page_says(written, "july", SECOND, published_at=days[1], sketch=sketches[1])
    assert standing(written.inputs(tmp_path)) == ["january", "july"]


def test_under_a_landing_page_each_announcement_is_corrected_by_its_own_later_form(written, tmp_path):
    for document, fetched_at, sketch in (
        ("january", FIRST, sketched(TEXT)),
        ("july", SECOND, sketched(shingles("other"))),
        ("january-corrected", THIRD, sketched(shingles("page", 1))),
    ):
        page_says(written, document, fetched_at, published_at=None, sketch=sketch)
    assert standing(written.inputs(tmp_path)) == ["january-corrected", "july"]


def test_one_korean_day_is_one_day_however_it_is_written(written, tmp_path):
    page_says(written, "withdrawn", FIRST)
    # earlier than FIRST by its letters, later by the clock
    page_says(written, "corrected", "2026-11-21T18:00:00+00:00", published_at="2021-01-11T15:30:00+00:00")
    assert standing(written.inputs(tmp_path)) == ["corrected"]


def test_another_address_still_speaks_for_bytes_that_a_page_took_back(written, tmp_path):
    page_says(written, "withdrawn", FIRST)
    page_says(written, "corrected", SECOND)
    # a newspaper prints the first words, and does not say when
    paper = {"capture_id": "paper", "url": "https://example.org/paper", "publisher": "daily", "published_at": None,
             "sketch": sketched(TEXT)}  # fmt: skip
    page_says(written, "withdrawn", FIRST, **paper)
    inputs = written.inputs(tmp_path / "first")
    assert standing(inputs) == ["corrected", "withdrawn"]
    with loaded(inputs) as connection:
        query = "select capture_id from extracted.reading_of_document where document_id = 'withdrawn'"
        assert connection.execute(query).fetchone() == (f"withdrawn-paper-{FIRST}",)
    # until that page too is corrected
    page_says(written, "mended", SECOND, **paper)
    assert standing(written.inputs(tmp_path / "second")) == ["corrected", "mended"]


GONE = {"superseded_at": SECOND, "superseded_by": "gone"}


def test_what_a_page_had_taken_back_does_not_count_when_that_is_taken_down(written, tmp_path):
    page_says(written, "withdrawn", FIRST, **GONE)
    page_says(written, "elsewhere", FIRST, url="https://example.org/press/41")
    assert standing(written.inputs(tmp_path / "gone")) == ["elsewhere"]
    # until the page says so again
    page_says(written, "withdrawn", THIRD)
    assert standing(written.inputs(tmp_path / "again")) == ["elsewhere", "withdrawn"]


def test_what_took_its_place_last_is_what_took_its_place(written, tmp_path):
    page_says(written, "first", FIRST, **GONE)
    page_says(written, "last", THIRD)
    query = "select document_id, newer_document_id from extracted.superseded_reading"
    assert loaded(written.inputs(tmp_path)).execute(query).fetchall() == [("first", "last")]


def test_what_a_document_took_the_place_of_is_told_before_it_is_taken_down(written, tmp_path):
    for document, fetched_at, fields in (
        ("first", FIRST, {}),
        ("doomed", SECOND, {}),
        ("doomed", THIRD, {"capture_id": "again"}),
        ("last", "2026-11-25T02:00:00+09:00", {}),
        ("other", FIRST, {"url": "https://example.org/press/41"}),
        ("doomed", THIRD, {"url": "https://example.org/press/42", "capture_id": "copy"}),
    ):
        page_says(written, document, fetched_at, **fields)
    inputs = written.inputs(tmp_path)
    assert earlier_forms(inputs, "doomed") == {f"first-page-{FIRST}": SECOND}
    assert earlier_forms(inputs, "first") == {}


def test_a_record_that_a_repeated_run_wrote_twice_counts_once(written, tmp_path):
    written.capture("doc")
    written.statement("doc", statement_id="one", predicate="signing")
    inputs = written.inputs(tmp_path)
    twice = Inputs(inputs.captures * 2, inputs.readings * 2, inputs.statements * 2, inputs.frames)
    connection = loaded(twice)
    assert connection.execute("select count(*) from raw.capture").fetchone() == (1,)
    assert connection.execute("select count(*) from extracted.current_statement").fetchone() == (1,)


def test_the_record_of_runs_is_loaded_under_its_own_types(tmp_path):
    file = tmp_path / "run.jsonl"
    file.write_text(json.dumps({"run_id": "r", "happened_at": "2026-11-22T03:00:00+09:00", "exit_code": 0}) + "\n")
    row = loaded(Inputs(ops={"run": [file]})).execute("select run_id, exit_code, typeof(happened_at) from ops.run")
    assert row.fetchone() == ("r", 0, "TIMESTAMP WITH TIME ZONE")


def test_an_unknown_record_of_runs_is_refused():
    with pytest.raises(FrameError, match="'weather' is unknown"):
        loaded(Inputs(ops={"weather": []}))


def test_a_frame_without_an_agreed_column_is_refused():
    frame = empty_frames()["publisher"].rename({"source_rank": "rank"})
    with pytest.raises(FrameError, match=r"missing columns \['source_rank'\], unknown columns \['rank'\]"):
        loaded(Inputs(frames={"publisher": frame}))


def test_a_frame_of_the_wrong_type_is_refused():
    frame = pl.DataFrame({"programme_code": ["p"], "publisher": ["a"], "name_ko": ["가"], "source_rank": ["first"]})
    with pytest.raises(FrameError, match="frame publisher"):
        conform("publisher", frame, EMPTY["publisher"])


def test_an_unknown_frame_is_refused():
    with pytest.raises(FrameError, match=r"frames \['colour'\] are unknown"):
        loaded(Inputs(frames={"colour": pl.DataFrame()}))


def test_a_frame_is_loaded_as_given():
    frame = config("programme", {"programme_code": PROGRAMME, "started_on": date(2019, 10, 1)})
    row = loaded(Inputs(frames={"programme": frame})).execute("select programme_code, started_on from config.programme")
    assert row.fetchone() == (PROGRAMME, date(2019, 10, 1))


def test_the_columns_of_records_are_those_that_the_reader_writes():
    records = pytest.importorskip("announcements.records")
    for name, record in (("capture", records.Capture), ("reading", records.Reading), ("statement", records.Statement)):
        assert list(RECORDS[name]) == records.column_names(record)


def test_readings_from_before_texts_had_sketches_are_loaded_with_and_without_newer_ones(written, tmp_path):
    written.capture("old")
    written.capture("new")
    inputs = written.inputs(tmp_path)
    readings = pl.read_parquet(inputs.readings[0])
    older, newer = tmp_path / "readings-1.parquet", tmp_path / "readings-2.parquet"
    readings.filter(document_id="old").drop("sketch").write_parquet(older)
    readings.filter(document_id="new").write_parquet(newer)
    query = "select document_id, sketch is not null from extracted.reading order by all"
    for files, found in (([older], [("old", False)]), ([older, newer], [("new", True), ("old", False)])):
        connection = loaded(Inputs(inputs.captures, files, inputs.statements, inputs.frames))
        assert connection.execute(query).fetchall() == found


def test_ranks_of_a_version_of_before_they_were_each_programmes_own_hold_for_all(written, tmp_path):
    inputs = written.inputs(tmp_path / "state")
    of_all = inputs.frames["publisher"].drop("programme_code")
    write_inputs(tmp_path, replace(inputs, frames={**inputs.frames, "publisher": of_all}))
    again = read_inputs(tmp_path, dict.fromkeys(("captures", "readings", "statements"), tmp_path / "state"))
    rank = "select programme_code, source_rank from config.publisher"
    assert loaded(again).execute(rank).fetchall() == [(PROGRAMME, 10)]
