"""The file of evidence holds the rows of the view in order of its key, as sorting the view would write them."""

import duckdb
import polars as pl
import pytest

from warehouse import evidence_file
from warehouse.evidence_file import write_evidence
from warehouse.headers import read_models
from warehouse.published_file import write_database

(EVIDENCE,) = (model for model in read_models() if model.table == "kpi.evidence")


@pytest.fixture
def published(gold, tmp_path):
    """What is published of it, free to be changed."""
    write_database(gold, tmp_path / "published.duckdb", read_models())
    return tmp_path / "published.duckdb"


@pytest.fixture
def sorted_rows(gold):
    with duckdb.connect(str(gold), read_only=True) as connection:
        return connection.execute(f"from kpi.evidence order by {', '.join(EVIDENCE.key)}").pl()


@pytest.mark.parametrize("rows", [7, 1_000_000], ids="rows_at_a_time={}".format)
def test_words_that_are_fetched_last_are_those_that_are_sorted(gold, sorted_rows, tmp_path, monkeypatch, rows):
    monkeypatch.setattr(evidence_file, "GROUP_ROWS", rows)
    assert write_evidence(gold, tmp_path / "evidence.parquet") == len(sorted_rows) > 10
    assert pl.read_parquet(tmp_path / "evidence.parquet").equals(sorted_rows)


def test_other_readers_find_the_types_of_the_view(gold, tmp_path):
    write_evidence(gold, tmp_path / "evidence.parquet")
    with duckdb.connect(str(gold), read_only=True) as connection:
        types = [
            [row[:2] for row in connection.execute(f"describe {what}").fetchall()]
            for what in ("kpi.evidence", f"from '{tmp_path}/evidence.parquet'")
        ]
    assert types[0] == types[1]


def test_words_that_a_spreadsheet_would_run_are_as_they_are(published, tmp_path):
    with duckdb.connect(str(published)) as connection:
        connection.execute("update star.dim_document set url = '=' || url, publisher = 'the \"Daily\", Gwangju'")
        rows = connection.execute(f"from kpi.evidence order by {', '.join(EVIDENCE.key)}").pl()
    write_evidence(published, tmp_path / "evidence.parquet")
    assert pl.read_parquet(tmp_path / "evidence.parquet").equals(rows)


def test_a_night_without_evidence_has_a_file_with_the_names_of_the_columns(published, tmp_path):
    with duckdb.connect(str(published)) as connection:
        connection.execute("delete from star.bridge_statement")
    assert write_evidence(published, tmp_path / "evidence.parquet") == 0
    found = pl.read_parquet(tmp_path / "evidence.parquet")
    assert (len(found), found.columns) == (0, list(EVIDENCE.columns))
