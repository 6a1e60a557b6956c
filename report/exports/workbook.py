"""All KPI tables as one Excel workbook: typed cells, a sheet that explains, no text that acts as a formula."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from report.exports.tables import Column, Table, kpi_tables
from report.published import made_at

FILE = "mou-kpi.xlsx"
# What a spreadsheet still opens at ease; Excel's own limit is 1,048,576.
ROWS = 200_000
WIDTHS = {"VARCHAR": 24, "DATE": 12, "BOOLEAN": 10, "BIGINT": 12, "INTEGER": 12}
WIDE = {"kpi_key": 60, "quote_public": 60, "url": 40, "missing_ordinals": 40}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet that is saved as text and opened again takes a cell that starts so for a formula."""
EXPLANATION = "설명 README"


def write_workbook(database: Path, version: str, target: Path, names: Collection[str] | None = None) -> Path:
    """Write KPI tables, each as a sheet of its own, after one that says what each column means.

    Args:
        names: The tables; None means all of them.

    The same version gives the same bytes: the workbook carries the instant of the version, not of the writing.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"title": f"MOU KPI {version}", "created": made_at(version).replace(tzinfo=None)})
        looks = _looks(book)
        with duckdb.connect(str(database), read_only=True) as connection:
            tables = [table for table in kpi_tables(connection) if names is None or table.name in names]
            _explain(book.add_worksheet(EXPLANATION), tables, version, looks)
            for table in tables:
                _write_table(book.add_worksheet(table.name), connection, table, looks)
    return target


def _looks(book: Any) -> dict[str, Any]:
    """Formats by name; headers stand out, dates and decimals look like themselves."""
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bg_color": "#1A1D21", "font_color": "#FFFFFF", "valign": "top"}),
        "name": book.add_format({"bold": True, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "long": book.add_format({"valign": "top", "text_wrap": True}),
        "guarded": book.add_format({"valign": "top", "quote_prefix": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "decimal": book.add_format({"num_format": "0.00", "valign": "top"}),
        "integer": book.add_format({"num_format": "#,##0", "valign": "top"}),
    }


def _explain(sheet: Any, tables: Sequence[Table], version: str, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 12)
    sheet.set_column(3, 3, 100)
    sheet.write_string(0, 0, f"MOU KPI {version}", looks["title"])
    for place, line in enumerate(NOTES, start=1):
        sheet.write_string(place, 0, line, looks["text"])
    start = len(NOTES) + 2
    for column, name in enumerate(("표 table", "열 column", "형 type", "뜻 meaning")):
        sheet.write_string(start, column, name, looks["head"])
    for place, row in enumerate(_meanings(tables), start=start + 1):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text, looks["long" if column == 3 else "name" if column == 0 else "text"])
    sheet.freeze_panes(start + 1, 0)


NOTES = (
    "빈칸은 값이 없거나 출처가 엇갈린다는 뜻이다. 0은 누군가 적은 수다.",
    "An empty cell means that nothing is stated or that sources differ; zero is a number somebody wrote.",
    "협약, 협력 기관, 기업은 서로 다른 수다. 근무 인원은 새 일자리 수가 아니다.",
    "Agreements, partners and companies are three counts. Employees are a headcount, not jobs created.",
    "수마다 그 수가 나온 문장이 evidence 시트에 있다(kpi_table, kpi_key, column_name).",
    "The sentences behind each number are on the sheet evidence (kpi_table, kpi_key, column_name).",
    f"한 시트에 {ROWS:,}행까지 싣는다. 모두는 같은 폴더의 Parquet 파일에 있다.",
    f"A sheet holds at most {ROWS:,} rows; the Parquet files beside this one hold all.",
)


def _meanings(tables: Sequence[Table]) -> Iterator[tuple[str, str, str, str]]:
    for table in tables:
        cut = f" ({ROWS:,} of {table.rows:,} rows are here)" if table.rows > ROWS else f" ({table.rows:,} rows)"
        yield table.name, "", "", table.comment + cut
        for column in table.columns:
            yield "", column.name, column.kind.lower(), column.comment


def _write_table(sheet: Any, connection: duckdb.DuckDBPyConnection, table: Table, looks: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, WIDE.get(column.name, WIDTHS.get(column.kind, 12)))
        sheet.write_string(0, place, column.name, looks["head"])
    sheet.freeze_panes(1, 0)
    answer = connection.execute(f"from kpi.{table.name} order by all limit {ROWS}")
    last = 0
    while rows := answer.fetchmany(10_000):
        for row in rows:
            last += 1
            for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                _write(sheet, last, place, value, column, looks)
    if last:
        sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write(sheet: Any, row: int, place: int, value: Any, column: Column, looks: dict[str, Any]) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, place, value, looks["text"])
        case int():
            sheet.write_number(row, place, value, looks["integer"])
        case float() | Decimal():
            sheet.write_number(row, place, float(value), looks["decimal"])
        case datetime():
            sheet.write_string(row, place, value.isoformat(), looks["text"])
        case date():
            sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), looks["date"])
        case _:
            text = str(value)
            sheet.write_string(row, place, text, looks["guarded" if text.startswith(FORMULA_STARTS) else "text"])
