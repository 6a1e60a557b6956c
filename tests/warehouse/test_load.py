"""Loading: which reading counts, and what an input that does not fit says."""

import json
from datetime import date

import duckdb
import polars as pl
import pytest

from tests.warehouse.rows import PROGRAMME, config
from warehouse.frames import EMPTY, OPS, RECORDS, FrameError, conform, empty_frames
from warehouse.load import Inputs, load


def loaded(inputs: Inputs) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
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
    frame = pl.DataFrame({"publisher": ["a"], "name_ko": ["가"], "source_rank": ["first"]})
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
