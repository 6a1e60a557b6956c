"""Which files a version has of each KPI table."""

import json

import duckdb
import polars as pl
import pytest

from warehouse import exports
from warehouse.csv_file import write_csv
from warehouse.exports import write_package, write_tables
from warehouse.headers import read_models
from warehouse.published_file import write_database


@pytest.fixture
def written(gold, tmp_path):
    """Write the files of a version into its folder."""

    def write():
        write_tables(gold, tmp_path, read_models())
        write_database(gold, tmp_path / "published.duckdb", read_models())
        return tmp_path, write_package(tmp_path, "v", read_models())

    return write


def resources(folder):
    return {one["name"]: one["path"] for one in json.loads((folder / "datapackage.json").read_text())["resources"]}


def test_each_table_is_there_as_parquet_and_csv_with_the_same_rows(written):
    folder, hashes = written()
    tables = {path.stem for path in folder.glob("*.parquet")}
    assert {path.stem for path in folder.glob("*.csv")} == tables == set(resources(folder)) > {"evidence", "coverage"}
    assert set(hashes) == {f"{table}.csv" for table in tables}
    write_csv(pl.scan_parquet(folder / "evidence.parquet"), folder / "again.csv")
    assert (folder / "evidence.csv").read_bytes() == (folder / "again.csv").read_bytes()


def test_a_table_that_no_sheet_holds_is_there_as_parquet_alone(written, monkeypatch, gold):
    with duckdb.connect(str(gold), read_only=True) as connection:
        (rows,) = connection.execute("select count(*) from kpi.evidence").fetchone()
    # With the names of its columns it has one row too many.
    monkeypatch.setattr(exports, "SHEET_ROWS", rows)
    folder, hashes = written()
    held = {path.stem for path in folder.glob("*.parquet")} - {"evidence"}
    assert {path.stem for path in folder.glob("*.csv")} == held == set(resources(folder)) > {"coverage"}
    assert set(hashes) == {f"{table}.csv" for table in held}
