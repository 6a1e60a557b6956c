"""Questions of people: answered from the published tables, and from nothing else."""

import subprocess
import sys
import time
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from warehouse.output import format_csv, format_json, format_table, width, write_parquet
from warehouse.query import QueryError, QueryTimeout, run_sql


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    path = tmp_path_factory.mktemp("published") / "published.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema kpi")
        connection.execute(
            "create table kpi.sector_mix as "
            "select '로봇·드론' as name_ko, 5::bigint as n, 5.00::decimal(7, 2) as share_pct"
        )
    path.chmod(0o444)
    return path


def test_an_answer_has_columns_types_and_rows(published):
    answer = run_sql(published, "select * from kpi.sector_mix")
    assert answer.columns == ("name_ko", "n", "share_pct")
    assert answer.types == ("VARCHAR", "BIGINT", "DECIMAL(7,2)")
    assert answer.rows == [("로봇·드론", 5, Decimal("5.00"))]


def test_kpi_tables_are_found_without_their_schema(published):
    assert run_sql(published, "select n from sector_mix").rows == [(5,)]
    assert run_sql(published, "show tables").rows == [("sector_mix",)]
    assert run_sql(published, "describe sector_mix").rows[0][0] == "name_ko"


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/etc/passwd')",
        "select * from read_json('/etc/passwd')",
        "select * from read_parquet('https://example.org/x.parquet')",
        "select * from glob('/*')",
        "select * from '/etc/passwd'",
        "from '/tmp/x.parquet'",
        "copy kpi.sector_mix to '/tmp/out.csv'",
        "copy (select 1) to '/dev/stdout'",
        "explain analyze copy kpi.sector_mix to '/tmp/out.csv'",
        "export database '/tmp/out'",
        "import database '/tmp/out'",
        "attach '/tmp/other.duckdb'",
        "attach ':memory:' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "reset enable_external_access",
        "set lock_configuration = false",
        "pragma enable_profiling",
        "create table kpi.other as select 1",
        "create temp table other as select 1",
        "create macro f() as 1",
        "create secret (type s3)",
        "insert into kpi.sector_mix values ('x', 1, 1)",
        "update kpi.sector_mix set n = 6",
        "delete from kpi.sector_mix",
        "drop table kpi.sector_mix",
        "comment on table kpi.sector_mix is 'x'",
        "checkpoint",
        "vacuum",
        "begin",
        "use kpi",
        "prepare p as select 1",
        "call enable_logging()",
        "select getenv('HOME')",
        "select 1; select 2",
        "select 1; copy (select 1) to '/tmp/out.csv'",
        "",
        "select from nothing",
    ],
)
def test_what_would_write_read_files_or_reach_out_is_refused(published, sql):
    with pytest.raises(QueryError) as error:
        run_sql(published, sql)
    assert "Traceback" not in str(error.value)


def test_a_question_that_takes_too_long_is_stopped(published):
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.3 s"):
        run_sql(published, "select count(*) from range(1000000000000) t(n) where n % 7 = sqrt(n)", timeout_s=0.3)
    assert time.monotonic() - started < 3


def test_rows_beyond_the_limit_are_cut_and_said_so(published):
    answer = run_sql(published, "select * from range(10)", max_rows=3)
    assert (answer.rows, answer.is_cut) == ([(0,), (1,), (2,)], True)
    assert not run_sql(published, "select * from range(3)", max_rows=3).is_cut


def test_without_a_published_version_the_next_step_is_said(tmp_path):
    with pytest.raises(QueryError, match="Run the nightly first"):
        run_sql(tmp_path / "none.duckdb", "select 1")


def test_asking_needs_duckdb_and_nothing_heavier():
    code = (
        "import sys; import warehouse.query, warehouse.output, warehouse.explain;"
        "print(*(set(sys.modules) & {'polars', 'pandas', 'pyarrow', 'numpy'}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def test_a_table_is_aligned_by_places_and_not_by_characters():
    shown = format_table(["name", "n"], [("로봇·드론", 5), ("AI", 13), (None, None)])
    assert shown.splitlines() == ["name        n", "---------  --", "로봇·드론   5", "AI         13", ""]
    assert {width(line) for line in shown.splitlines()[:4]} == {13}


def test_long_and_hostile_texts_keep_to_their_line():
    shown = format_table(["text"], [("가" * 50,), ("a\nb\x1b[2J",)], max_width=10)
    assert shown.splitlines()[2:] == ["가가가가…", "a b [2J"]


def test_csv_and_json_keep_numbers_and_days():
    columns, rows = ["day", "pct", "text"], [(date(2021, 7, 20), Decimal("29.68"), "=1+1"), (None, None, None)]
    assert format_csv(columns, rows) == "day,pct,text\r\n2021-07-20,29.68,'=1+1\r\n,,\r\n"
    assert format_json(columns, rows).splitlines() == [
        '{"day": "2021-07-20", "pct": 29.68, "text": "=1+1"}',
        '{"day": null, "pct": null, "text": null}',
    ]


def test_parquet_keeps_the_types(published, tmp_path):
    answer = run_sql(published, "select * from sector_mix")
    write_parquet(answer.columns, answer.types, answer.rows, tmp_path / "answer.parquet")
    kinds = duckdb.execute(f"describe select * from '{tmp_path}/answer.parquet'").fetchall()
    assert [kind for _, kind, *_ in kinds] == ["VARCHAR", "BIGINT", "DECIMAL(7,2)"]
