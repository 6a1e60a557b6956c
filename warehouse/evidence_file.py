"""Writes kpi.evidence, by far the largest table, as a Parquet file in order of its key without sorting its words.

A statement stands behind five cells on average, and a row of evidence holds the words of both. So cells and statements
are numbered in order of their keys, pairs of numbers are sorted, and the words are fetched last, for one pair after the
other. That they came in this order is looked at in the file itself.
"""

from __future__ import annotations

import duckdb

from warehouse.headers import Model

# What is behind a cell, as audit.evidence_of_totals and audit.evidence_of_lists tell it.
TOLD = "(from audit.evidence_of_totals union all from audit.evidence_of_lists)"
NUMBERED = (
    f"""
    create temp table cell as
    select row_number() over (order by programme_code, kpi_table, kpi_key, column_name)::integer as cell_number, *
    from (
        select distinct programme_code, kpi_table, kpi_key, unnest(string_split(column_names, ',')) as column_name
        from (select distinct programme_code, kpi_table, kpi_key, column_names from {TOLD})
    )
    """,
    f"""
    create temp table fact as
    select row_number() over ()::integer as fact_number, *
    from (select distinct programme_code, fact_table, fact_key from {TOLD})
    """,
    # Columns in the order of kpi.evidence.
    """
    create temp table cited as
    select
        row_number() over (order by quoted.programme_code, quoted.statement_id)::integer as statement_number,
        quoted.programme_code, quoted.statement_id, quoted.document_id,
        coalesce(document.publisher, 'unknown') as publisher, document.url, document.published_date,
        quoted.quote_public, quoted.quote_sha256, quoted.span_start, quoted.span_end, quoted.rule_id
    from audit.cited_statement as quoted
    left join star.dim_document as document using (programme_code, document_id)
    """,
    f"""
    create temp table line as
    select cell_number, statement_number
    from (select * exclude column_names, unnest(string_split(column_names, ',')) as column_name from {TOLD})
    inner join cell using (programme_code, kpi_table, kpi_key, column_name)
    inner join fact using (programme_code, fact_table, fact_key)
    inner join (
        select fact_number, statement_number
        from star.bridge_statement
        inner join fact using (programme_code, fact_table, fact_key)
        inner join cited using (programme_code, statement_id)
    ) using (fact_number)
    order by all
    """,
)
WORDS = """
    select cell.programme_code, kpi_table, kpi_key, column_name, cited.* exclude (statement_number, programme_code)
    from line
    inner join cell using (cell_number)
    inner join cited using (statement_number)
"""


def write_evidence(connection: duckdb.DuckDBPyConnection, model: Model, parquet: str) -> None:
    """Write the rows of the view to a file; ``parquet`` is its path as it stands within quotes."""
    for statement in NUMBERED:
        connection.execute(statement)
    # One thread fetches line after line; two would mix them up.
    connection.execute("set threads = 1")
    connection.execute(f"copy ({WORDS}) to '{parquet}' (format parquet, compression zstd)")
    connection.execute("reset threads")
    for table in ("cell", "fact", "cited", "line"):
        connection.execute(f"drop table temp.{table}")
    if not is_in_order(connection, model, parquet):
        # A join promises no order, least of all one that had to leave memory.
        query = f"select * from {model.table} order by {', '.join(model.key)}"
        connection.execute(f"copy ({query}) to '{parquet}' (format parquet, compression zstd)")


def is_in_order(connection: duckdb.DuckDBPyConnection, model: Model, parquet: str) -> bool:
    """Whether each row of the file comes after the one before it."""
    key = f"({', '.join(model.key)})"
    query = f"select {key} as here, lag({key}) over () as before from '{parquet}'"
    return connection.execute(f"select count(*) from ({query}) where here < before").fetchone() == (0,)
