"""``mou export``: the files of a version, and those that it does not have."""

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from flows.command import main
from report.page import write_page


@pytest.fixture
def data(published_samples, tmp_path):
    """A copy of a published night that may be changed."""
    return Path(shutil.copytree(published_samples[0], tmp_path / "data", symlinks=True))


@pytest.fixture
def version(data):
    folder = (data / "published" / "current").resolve()
    folder.chmod(0o755)
    return folder


def exported(data, out, capsys, *options):
    assert main(["export", "--out", str(out), "--data", str(data), "--json", *options]) == 0
    return [Path(path) for path in json.loads(capsys.readouterr().out)["files"]]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_files_of_the_version_are_copied(kind, data, version, tmp_path, capsys):
    files = exported(data, tmp_path / "out", capsys, "--format", kind)
    assert {file.name for file in files} == {path.name for path in version.glob(f"*.{kind}")}
    assert all(file.read_bytes() == (version / file.name).read_bytes() for file in files)


def test_what_no_sheet_holds_is_written_when_it_is_asked_for(data, version, tmp_path, capsys):
    evidence = version / "evidence.csv"
    was = evidence.read_bytes()
    evidence.unlink()
    (file,) = exported(data, tmp_path / "out", capsys, "--format", "csv", "--table", "kpi.evidence")
    assert (file.name, file.read_bytes()) == ("evidence.csv", was)


def test_korean_programs_of_old_get_their_own_letters(data, version, tmp_path, capsys):
    (version / "coverage.csv").unlink()
    written = exported(
        data, tmp_path / "out", capsys, "--format", "cp949", "--table", "coverage", "--table", "evidence"
    )
    assert {"coverage.cp949.csv", "evidence.cp949.csv"} <= {file.name for file in written}
    rows = list(csv.DictReader((tmp_path / "out/evidence.cp949.csv").open(encoding="cp949", newline="")))
    assert len(rows) == len(pl.read_parquet(version / "evidence.parquet")) > 100


def test_a_workbook_of_one_table(data, tmp_path, capsys):
    (file,) = exported(data, tmp_path / "out", capsys, "--format", "xlsx", "--table", "coverage")
    assert openpyxl.load_workbook(file).sheetnames[1:] == ["coverage"]


def test_a_table_that_is_not_there_is_refused_with_those_that_are(data, tmp_path, capsys):
    assert main(["export", "--format", "csv", "--table", "nothing", "--out", str(tmp_path), "--data", str(data)]) == 64
    assert "no table nothing is published. There are: agreements_by_month, " in capsys.readouterr().err


@pytest.mark.system
def test_the_page_links_to_the_files_that_are_there(version, tmp_path):
    (version / "evidence.csv").unlink()
    page = write_page(version / "published.duckdb", version.name, tmp_path / "report").read_text("utf-8")
    linked = {name for name in ("coverage.csv", "evidence.csv", "evidence.parquet") if f'href="../{name}"' in page}
    assert linked == {"coverage.csv", "evidence.parquet"}
