"""Writes kpi.evidence, by far the largest table, in order of its key without sorting its words.

A statement stands behind five cells on average, and a row of evidence holds the words of both. So cells and statements
are numbered in order of their keys, pairs of numbers are sorted, and the words are fetched last, for a part of the rows
at a time. Which words are the same, for the dictionaries of the file, is looked at once, not once for each row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

# Rows of a group of the file.
GROUP_ROWS = 122_880
# What is behind a cell, as audit.evidence_of_totals and audit.evidence_of_lists tell it.
TOLD = "(from audit.evidence_of_totals union all from audit.evidence_of_lists)"
NUMBERED = {
    "cell": f"""
    select row_number() over (order by programme_code, kpi_table, kpi_key, column_name)::uinteger - 1 as cell_number, *
    from (
        select distinct programme_code, kpi_table, kpi_key, unnest(string_split(column_names, ',')) as column_name
        from (select distinct programme_code, kpi_table, kpi_key, column_names from {TOLD})
    )
    """,
    "fact": f"""
    select row_number() over () as fact_number, *
    from (select distinct programme_code, fact_table, fact_key from {TOLD})
    """,
    "cited": """
    select row_number() over (order by programme_code, statement_id)::uinteger - 1 as statement_number,
        programme_code, statement_id
    from audit.cited_statement
    """,
}
# Numbers first, each on its own side: told otherwise, the lines would be joined to their cells by words.
LINES = f"""
    with of_cell as materialized (
        select cell_number, fact_number
        from (select * exclude column_names, unnest(string_split(column_names, ',')) as column_name from {TOLD})
        inner join cell using (programme_code, kpi_table, kpi_key, column_name)
        inner join fact using (programme_code, fact_table, fact_key)
    ),

    of_statement as materialized (
        select fact_number, statement_number
        from star.bridge_statement
        inner join fact using (programme_code, fact_table, fact_key)
        inner join cited using (programme_code, statement_id)
    )

    select (cell_number::ubigint << 32) + statement_number as line
    from of_cell
    inner join of_statement using (fact_number)
"""
# Columns in the order of kpi.evidence, after those of the cell.
WORDS = """
    select statement_number, statement_id, document_id, coalesce(publisher, 'unknown') as publisher, url,
        published_date, quote_public, quote_sha256, span_start, span_end, rule_id
    from cited
    inner join audit.cited_statement using (programme_code, statement_id)
    left join star.dim_document using (programme_code, document_id)
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rows of kpi.evidence in order of its key, told by numbers."""

    cells: pl.DataFrame
    statements: pl.DataFrame
    lines: pl.DataFrame
    """The rows of ``cells`` and ``statements`` that make up each row."""

    def groups(self) -> Iterable[pl.DataFrame]:
        """The lines, so many at a time; one group without any where there are none."""
        return self.lines.iter_slices(GROUP_ROWS) if len(self.lines) else [self.lines]


def write_evidence(database: Path, target: Path) -> int:
    """Write the rows of the view to a Parquet file; returns how many there are."""
    evidence = read_evidence(database)
    _write(evidence, target)
    return len(evidence.lines)


def read_evidence(database: Path) -> Evidence:
    """Read the rows of the view; the database is closed again, for it takes as much memory as the words do."""
    # A second thread would win no time on such tables, and take a third more of the processor.
    with duckdb.connect(str(database), read_only=True, config={"threads": 1}) as connection:
        for table, query in NUMBERED.items():
            connection.execute(f"create temp table {table} as {query}")
        # Two numbers in one sort in a third of the time of two.
        lines = connection.execute(LINES).pl().sort("line")
        cells = connection.execute("from cell").pl().sort("cell_number").drop("cell_number")
        statements = connection.execute(WORDS).pl().sort("statement_number").drop("statement_number")
    line = pl.col("line")
    lines = lines.select(cell=(line // 2**32).cast(pl.UInt32), statement=(line % 2**32).cast(pl.UInt32))
    return Evidence(cells, statements, lines)


def _write(evidence: Evidence, target: Path) -> None:
    words = {
        by: {name: _coded(values) for name, values in frame.to_dict().items()}
        for by, frame in (("cell", evidence.cells), ("statement", evidence.statements))
    }
    groups = (
        pa.table(
            {
                name: _fetched(values, numbers)
                for by, numbers in ((by, part[by].to_arrow().dictionary_encode()) for by in words)
                for name, values in words[by].items()
            }
        )
        for part in evidence.groups()
    )
    first = next(groups)
    # Without Arrow's own schema, in which words would be categories; with the least and the greatest only of what is in
    # order, for only there can a reader pass over groups.
    with pq.ParquetWriter(
        target, first.schema, compression="zstd", store_schema=False, write_statistics=list(evidence.cells.columns)
    ) as writer:
        for group in chain([first], groups):
            writer.write_table(group)


def _coded(values: pl.Series) -> pa.Array:
    """Texts by their places in a dictionary; other values as they are."""
    array = values.to_arrow(compat_level=pl.CompatLevel.oldest())
    return array.dictionary_encode() if values.dtype == pl.String else array


def _fetched(values: pa.Array, numbers: pa.DictionaryArray) -> pa.Array:
    """The values of rows, with a dictionary of these alone: the file holds it once for each group of rows."""
    if not isinstance(values, pa.DictionaryArray):
        return values.take(numbers.dictionary).take(numbers.indices)
    used = values.indices.take(numbers.dictionary).dictionary_encode()
    return pa.DictionaryArray.from_arrays(used.indices.take(numbers.indices), values.dictionary.take(used.dictionary))
