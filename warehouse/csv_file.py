"""Writes CSV files for spreadsheets: UTF-8 with a byte order mark, RFC 4180, no cell that acts as a formula."""

from __future__ import annotations

from pathlib import Path

import polars as pl

# A spreadsheet takes a cell that starts with one of these for a formula.
FORMULA_STARTS = r"^[=+\-@\t\r]"
LINE_END = "\r\n"


def write_csv(table: pl.LazyFrame, target: Path) -> None:
    """Write a table as it comes, without holding it in memory as a whole."""
    _guarded(table).sink_csv(
        target, include_bom=True, line_terminator=LINE_END, null_value="", quote_style="necessary", maintain_order=True
    )


def _guarded(table: pl.LazyFrame) -> pl.LazyFrame:
    """The table with an apostrophe before each text that a spreadsheet would run."""
    texts = [name for name, kind in table.collect_schema().items() if kind == pl.String]
    # Looked for first: to guard a column takes longer than to see that none of its cells needs it.
    would_run = (
        table.select(pl.col(texts).str.contains(FORMULA_STARTS).any()).collect(engine="streaming").row(0, named=True)
    )
    return table.with_columns(_guard(name) for name in texts if would_run[name])


def _guard(column: str) -> pl.Expr:
    text = pl.col(column)
    return pl.when(text.str.contains(FORMULA_STARTS)).then(pl.lit("'") + text).otherwise(text).alias(column)
