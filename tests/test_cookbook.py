"""The questions of the cookbook are answered by the published version, with the answers that the page shows."""

import duckdb
import pandas
import polars
import pytest

from tests.cookbook import PAGE, ask, filled, questions

TEXT = PAGE.read_text("utf-8")


@pytest.fixture(scope="module")
def current(published_samples):
    return published_samples[0] / "published" / "current"


def test_there_are_twenty_questions():
    assert sorted(questions(TEXT)) == list(range(1, 21))


@pytest.mark.parametrize("number", questions(TEXT))
def test_each_question_has_an_answer(current, number):
    assert ask(current / "published.duckdb", questions(TEXT)[number]).rows != []


def test_the_page_shows_the_answers_of_the_bundled_announcements(current):
    assert filled(TEXT, current / "published.duckdb") == TEXT, "run 'make docs'"


def test_pandas_polars_and_duckdb_read_the_same_tables(current):
    with duckdb.connect(str(current / "published.duckdb"), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'kpi'").fetchall()
        for (table,) in tables:
            expected = connection.execute(f"select * from kpi.{table} order by all")
            columns = [name for name, *_ in expected.description]
            frame = connection.sql(f"from kpi.{table} order by all").pl()
            parquet = polars.read_parquet(current / f"{table}.parquet")
            assert parquet.sort(columns, nulls_last=True).equals(frame.sort(columns, nulls_last=True)), table
            assert list(pandas.read_parquet(current / f"{table}.parquet").columns) == columns
            assert len(connection.sql(f"from kpi.{table}").df()) == frame.height
            for csv in (pandas.read_csv(current / f"{table}.csv"), polars.read_csv(current / f"{table}.csv")):
                assert list(csv.columns) == columns
                assert len(csv) == frame.height
