"""Files for other programs: CP949 with what it lost, the workbook, and no text that acts as a formula."""

import csv
import hashlib
import shutil
from datetime import datetime

import duckdb
import openpyxl
import pytest

from report.exports.korean import SUBSTITUTE, write_cp949, write_list
from report.exports.workbook import EXPLANATION, write_workbook
from report.page import write_page
from tests.flows.nights import FIRST_NIGHT


@pytest.fixture(scope="module")
def version(published_samples):
    return (published_samples[0] / "published" / "current").resolve()


def test_cp949_puts_a_mark_where_a_letter_is_lost_and_lists_it(tmp_path):
    source = tmp_path / "t.csv"
    source.write_bytes('\ufeffname,quote\r\n솔트룩스,“가” – ㈜\r\nCafé,"쉼, 표"\r\n'.encode())
    lost = write_cp949(source, tmp_path / "out.csv")
    rows = list(csv.reader((tmp_path / "out.csv").open(encoding="cp949", newline="")))
    assert rows == [["name", "quote"], ["솔트룩스", f"“가” {SUBSTITUTE} ㈜"], [f"Caf{SUBSTITUTE}", "쉼, 표"]]
    write_list(lost, tmp_path / "lost.csv")
    listed = list(csv.DictReader((tmp_path / "lost.csv").open(encoding="utf-8-sig", newline="")))
    assert [(one["row"], one["column"], one["code_point"]) for one in listed] == [
        ("1", "quote", "U+2013"),
        ("2", "name", "U+00E9"),
    ]


def test_the_mark_stands_in_no_published_text(version):
    assert all(SUBSTITUTE not in path.read_text("utf-8-sig") for path in version.glob("*.csv"))


@pytest.mark.system
def test_a_sector_or_site_that_nobody_declared_is_shown_by_the_name_it_was_given(version, tmp_path):
    database = shutil.copy(version / "published.duckdb", tmp_path / "published.duckdb")
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        connection.execute("update kpi.sector_mix set name_ko = '양자컴퓨팅', name_en = null")
        connection.execute("update kpi.office_sites set name_ko = '새 건물', name_en = null")
    page = write_page(database, version.name, tmp_path / "a").read_text("utf-8")
    assert '<th scope="row">양자컴퓨팅</th>' in page
    assert '<th scope="row">새 건물</th>' in page


def test_the_workbook_has_types_a_header_and_an_explanation_and_the_same_bytes_again(version, tmp_path):
    names = ["coverage", "goal_progress"]
    first, second = (
        write_workbook(version / "published.duckdb", version.name, tmp_path / name, names) for name in ("a", "b")
    )
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    book = openpyxl.load_workbook(first.open("rb"))
    assert book.sheetnames == [EXPLANATION, *names]
    head, *rows = book["goal_progress"].iter_rows()
    assert head[0].font.bold
    told = {cell.value: place for place, cell in enumerate(head)}
    (july,) = [
        row
        for row in rows
        if (row[told["measure_code"]].value, row[told["as_of_date"]].value) == ("companies", datetime(2021, 7, 20))
    ]
    assert july[told["actual_value"]].value == 92
    assert july[told["progress_pct"]].value == 29.68
    assert july[told["is_primary"]].value is True
    assert book.properties.created == FIRST_NIGHT.replace(tzinfo=None)
    meanings = {(row[1].value, row[3].value) for row in book[EXPLANATION].iter_rows()}
    assert any(name == "progress_pct" and "actual_value of target_value" in text for name, text in meanings if name)


def test_a_text_that_looks_like_a_formula_is_text(tmp_path):
    import duckdb

    database = tmp_path / "published.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema kpi")
        connection.execute(
            "create table kpi.evidence as select '=cmd|'' /C calc''!A0' as quote_public, 'plain' as rule_id"
        )
    book = openpyxl.load_workbook(
        write_workbook(database, FIRST_NIGHT.strftime("%Y%m%dT%H%M%SZ-0"), tmp_path / "x.xlsx")
    )
    dangerous, plain = next(book["evidence"].iter_rows(min_row=2))
    assert (dangerous.value, dangerous.data_type) == ("=cmd|' /C calc'!A0", "s")
    assert dangerous.quotePrefix
    assert not plain.quotePrefix
