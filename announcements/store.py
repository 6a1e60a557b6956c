"""Readings and statements as append-only Parquet: a pair of files a run, written whole."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import polars as pl

from announcements.files import finished_files, write_whole
from announcements.records import RECORDS_VERSION, Reading, Statement, column_names, content_id

READING_SCHEMA = pl.Schema(dict.fromkeys(column_names(Reading), pl.String) | {"sketch": pl.Binary})
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

    def append(self, run_id: str, readings: Sequence[Reading], statements: Sequence[Statement]) -> str:
        """Keep readings (at least one) with their statements; returns the name they are kept under.

        Statements first: a reading that is there has all it said.
        """
        name = partition_name(run_id, readings)
        if statements:
            _write(self.extracted / "statements" / name, statements, STATEMENT_SCHEMA)
        _write(self.extracted / "readings" / name, readings, READING_SCHEMA)
        return name

    def forget(self, document_id: str) -> None:
        """Take a document down: every file that says anything of it is written anew without it, then deleted."""
        for file in (*self.statement_files(), *self.reading_files()):
            frame = pl.read_parquet(file)
            kept = frame.filter(pl.col("document_id") != document_id)
            if kept.height < frame.height:
                if kept.height:
                    run_id = file.name.split(".")[0].rsplit("-", 1)[0]
                    version = "".join(file.suffixes[-2:])
                    renamed = f"{run_id}-{content_id(file.name, document_id)}{version}"
                    written = io.BytesIO()
                    kept.write_parquet(written)
                    write_whole(file.with_name(renamed), written.getvalue(), mode=0o444)
                file.unlink()

    def reading_files(self) -> list[Path]:
        return readable_versions(finished_files(self.extracted / "readings", ".parquet"))

    def statement_files(self) -> list[Path]:
        return readable_versions(finished_files(self.extracted / "statements", ".parquet"))

    def readings(self, columns: Sequence[str] = tuple(READING_SCHEMA.names())) -> pl.DataFrame:
        """All readings ever made (the given columns), the newest last."""
        files = self.reading_files()
        if not files:
            return READING_SCHEMA.to_frame().select(columns)
        # Files of older records have no sketch.
        return pl.scan_parquet(files, schema=READING_SCHEMA, missing_columns="insert").select(columns).collect()

    def statements_of(self, reading_ids: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
        """The given columns of the statements of some readings (a frame with reading_id)."""
        files = self.statement_files()
        if not files:
            return STATEMENT_SCHEMA.to_frame().select(columns)
        wanted = reading_ids.lazy().select("reading_id")
        return pl.scan_parquet(files).join(wanted, on="reading_id", how="semi").select(columns).collect()

    def organisation_texts(self) -> list[str]:
        """Every spelling of an organisation's name that a statement holds, sorted."""
        files = self.statement_files()
        if not files:
            return []
        texts = pl.scan_parquet(files).select("organisation_text").drop_nulls().unique().sort("organisation_text")
        return texts.collect()["organisation_text"].to_list()

    def quotes(self, statement_ids: Sequence[str]) -> pl.DataFrame:
        """Statements by id: ``statement_id, document_id, quote_public``; what is not there any more is left out."""
        wanted = ["statement_id", "document_id", "quote_public"]
        files = self.statement_files()
        if not files:
            return STATEMENT_SCHEMA.to_frame().select(wanted)
        found = pl.scan_parquet(files).select(wanted).filter(pl.col("statement_id").is_in(list(statement_ids)))
        return found.unique("statement_id").sort("statement_id").collect()


def partition_name(run_id: str, readings: Sequence[Reading]) -> str:
    """The name of what is kept together: the same run and readings give the same one."""
    return f"{run_id}-{content_id(*(reading.reading_id for reading in readings))}.v{RECORDS_VERSION}.parquet"


def as_frame(records: Sequence[Reading] | Sequence[Statement], schema: pl.Schema) -> pl.DataFrame:
    rows = list(map(attrgetter(*schema.names()), records))
    return pl.DataFrame(rows, schema=schema, orient="row")


def _write(path: Path, records: Sequence[Reading] | Sequence[Statement], schema: pl.Schema) -> None:
    # By way of memory: polars has words of its own for a full disk, and we want the system's.
    written = io.BytesIO()
    as_frame(records, schema).write_parquet(written)
    write_whole(path, written.getvalue(), mode=0o444)


def readable_versions(files: list[Path]) -> list[Path]:
    """The same files, once it is certain that this program knows how to read them."""
    for file in files:
        version = int(file.suffixes[-2].removeprefix(".v"))
        if version > RECORDS_VERSION:
            raise NewerRecords(
                f"{file}: written with records version {version}; this program knows up to {RECORDS_VERSION}. "
                "Update the program: an older one would misread the archive."
            )
    return files
