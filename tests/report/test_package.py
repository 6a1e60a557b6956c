"""What a version carries for other programs, held by their own libraries: data package, plots, notebook, workbook."""

import hashlib
import re
import shutil
import subprocess
import warnings
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import openpyxl
import pytest
from frictionless import validate
from PIL import Image

from report.plots import write_plots
from tests.notebook import NOTEBOOK, carried_out, texts, written

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def version(shown):
    return (shown / "published" / "current").resolve()


def test_the_data_package_is_valid_and_a_changed_file_is_found(version, tmp_path):
    found = validate(str(version / "datapackage.json"))
    assert found.valid
    assert len(found.tasks) == len(list(version.glob("*.csv")))
    copy = Path(shutil.copytree(version, tmp_path / "copy"))
    coverage = copy / "coverage.csv"
    coverage.chmod(0o644)
    coverage.write_bytes(coverage.read_bytes().replace(b"50,12,", b"50,13,"))
    found = validate(str(copy / "datapackage.json"))
    assert [error.type for task in found.tasks for error in task.errors] == ["hash-count"]


def test_the_checksums_are_those_of_the_files(version):
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=version, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")
    listed = {line.split("  ", 1)[1] for line in (version / "SHA256SUMS").read_text("utf-8").splitlines()}
    there = {path.relative_to(version).as_posix() for path in version.rglob("*") if path.is_file()}
    assert there - listed == {"SHA256SUMS", "manifest.json"}


def test_the_whole_workbook_opens_with_every_table(version):
    book = openpyxl.load_workbook(version / "mou-kpi.xlsx", read_only=True)
    tables = sorted(path.stem for path in version.glob("*.parquet"))
    assert book.sheetnames[1:] == tables
    lines = {
        table: len((version / f"{table}.csv").read_text("utf-8").splitlines()) for table in ("coverage", "sector_mix")
    }
    assert {table: sum(1 for _ in book[table].iter_rows()) for table in lines} == lines


def test_plots_are_drawn_in_both_languages_with_letters_of_their_own_and_the_same_again(version, tmp_path):
    database = version / "published.duckdb"
    with warnings.catch_warnings():
        # matplotlib warns of a letter that its typeface does not have.
        warnings.simplefilter("error")
        first = write_plots(database, version.name, tmp_path / "a")
    names = {path.name for path in first}
    assert {f"gwangju-ai-companies_attracted-{end}" for end in ("ko.png", "ko.svg", "en.png", "en.svg")} <= names
    assert len(names) == 48
    again = write_plots(database, version.name, tmp_path / "b", formats=["svg"])
    digests = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in first}
    assert {path.name: hashlib.sha256(path.read_bytes()).digest() for path in again}.items() <= digests.items()
    svg = (tmp_path / "a" / "gwangju-ai-companies_attracted-ko.svg").read_text("utf-8")
    assert ElementTree.fromstring(svg).findall(".//{http://www.w3.org/2000/svg}text") == []
    with Image.open(tmp_path / "a" / "gwangju-ai-companies_attracted-ko.png") as picture:
        assert picture.size == (1920, 1080)
        assert len(picture.convert("L").getcolors()) > 20


def test_the_notebook_runs_and_prints_what_it_shows(shown):
    shown_before = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell.source for cell in shown_before.cells] == [cell.source for cell in written().cells], (
        "run 'python -m tests.notebook'"
    )
    printed = texts(carried_out(shown))
    assert printed == texts(shown_before), "run 'python -m tests.notebook'"
    assert re.search(r"2021-07-20.*92.*310.*29\.68", printed[1])
