"""Readings and statements kept in a DuckLake, asked for as ``announcements.store.Store`` is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from announcements.records import Reading, Statement
from announcements.store import READING_SCHEMA, STATEMENT_SCHEMA, as_frame, partition_name, readable_versions
from warehouse import lake_records
from warehouse.lake import Lake


@dataclass(frozen=True, slots=True)
class LakeStore:
    """A partition stands where the folder has a pair of files, under the same name."""

    lake: Lake

    def append(self, run_id: str, readings: Sequence[Reading], statements: Sequence[Statement]) -> str:
        name = partition_name(run_id, readings)
        lake_records.keep(self.lake, name, as_frame(readings, READING_SCHEMA), as_frame(statements, STATEMENT_SCHEMA))
        return name

    def forget(self, document_id: str) -> None:
        lake_records.forget(self.lake, document_id)

    def reading_files(self) -> list[Path]:
        """Names of partitions, as of files: what a version was made from is told by them."""
        return readable_versions([Path(name) for name in lake_records.partition_names(self.lake)])

    def statement_files(self) -> list[Path]:
        return [Path(name) for name in lake_records.partition_names(self.lake, with_statements=True)]

    def readings(self, columns: Sequence[str] = tuple(READING_SCHEMA.names())) -> pl.DataFrame:
        return lake_records.reading_columns(self.lake, columns)

    def statements_of(self, reading_ids: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
        return lake_records.statements_of(self.lake, reading_ids, columns)

    def quotes(self, statement_ids: Sequence[str]) -> pl.DataFrame:
        return lake_records.quotes(self.lake, statement_ids)

    def organisation_texts(self) -> list[str]:
        return lake_records.organisation_texts(self.lake)
