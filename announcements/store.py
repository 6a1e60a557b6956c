"""Readings and statements as append-only Parquet: a pair of files a run, written whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import polars as pl

from announcements.files import finished_files, whole_file
from announcements.records import RECORDS_VERSION, Reading, Statement, column_names, content_id

READING_SCHEMA = pl.Schema(dict.fromkeys(column_names(Reading), pl.String))
STATEMENT_SCHEMA = pl.Schema(
    dict.fromkeys(column_names(Statement), pl.String)
    | {
        "value_count": pl.Int64,
        "as_of_date": pl.Date,
        "target_date": pl.Date,
        "span_start": pl.Int64,
        "span_end": pl.Int64,
        "context_statement_ids": pl.List(pl.String),
    }
)


class NewerRecords(RuntimeError):
    """The data folder was written by a newer version of the product."""


@dataclass(frozen=True, slots=True)
class Store:
    """The folder ``extracted``: what the archive said."""

    extracted: Path

    def append(self, run_id: str, readings: Sequence[Reading], statements: Sequence[Statement]) -> None:
        """Keep readings with their statements. Statements first: a reading that is there has all it said."""
        if not readings:
            return
        name = f"{run_id}-{content_id(*(reading.reading_id for reading in readings))}.v{RECORDS_VERSION}.parquet"
        if statements:
            _write(self.extracted / "statements" / name, statements, STATEMENT_SCHEMA)
        _write(self.extracted / "readings" / name, readings, READING_SCHEMA)

    def reading_files(self) -> list[Path]:
        return _readable(finished_files(self.extracted / "readings", ".parquet"))

    def statement_files(self) -> list[Path]:
        return _readable(finished_files(self.extracted / "statements", ".parquet"))

    def readings(self, columns: Sequence[str] = tuple(READING_SCHEMA.names())) -> pl.DataFrame:
        """All readings ever made (the given columns), the newest last."""
        files = self.reading_files()
        if not files:
            return READING_SCHEMA.to_frame().select(columns)
        return pl.scan_parquet(files).select(columns).collect()

    def organisation_texts(self) -> list[str]:
        """Every spelling of an organisation's name that a statement holds, sorted."""
        files = self.statement_files()
        if not files:
            return []
        texts = pl.scan_parquet(files).select("organisation_text").drop_nulls().unique().sort("organisation_text")
        return texts.collect()["organisation_text"].to_list()


def _write(path: Path, records: Sequence[Reading] | Sequence[Statement], schema: pl.Schema) -> None:
    rows = [astuple(record) for record in records]
    with whole_file(path, mode=0o444) as partial:
        pl.DataFrame(rows, schema=schema, orient="row").write_parquet(partial)


def _readable(files: list[Path]) -> list[Path]:
    for file in files:
        version = int(file.suffixes[-2].removeprefix(".v"))
        if version > RECORDS_VERSION:
            raise NewerRecords(
                f"{file}: written with records version {version}; this program knows up to {RECORDS_VERSION}. "
                "Update the program: an older one would misread the archive."
            )
    return files
