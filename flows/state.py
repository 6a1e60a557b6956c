"""Where the append-only state lives: the one module that knows. Steps ask it and never assume a local disk.

``raw`` is the data folder's, or any fsspec store by ``settings.yml: storage.raw``; ``extracted`` is the data folder's,
or a DuckLake by ``storage.lake``. A ``State`` travels to readers on other machines; keys and passwords do not (each
machine has them in its environment).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import polars as pl

from announcements.archive import Archive
from announcements.records import Reading, Statement
from announcements.store import Store
from flows.engines import Storage
from flows.extra import needed
from flows.places import Places
from warehouse.lake import EXTENSIONS, Lake, extension_file


class RecordStore(Protocol):
    """What steps ask of ``extracted``, wherever it is (see ``announcements.store.Store``)."""

    def append(self, run_id: str, readings: Sequence[Reading], statements: Sequence[Statement]) -> str: ...

    def forget(self, document_id: str) -> None: ...

    def reading_files(self) -> list[Path]: ...

    def statement_files(self) -> list[Path]: ...

    def readings(self, columns: Sequence[str]) -> pl.DataFrame: ...

    def statements_of(self, reading_ids: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame: ...

    def quotes(self, statement_ids: Sequence[str]) -> pl.DataFrame: ...

    def organisation_texts(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class State:
    """The addresses of raw and extracted: a folder, or an fsspec address (``s3://bucket/raw``)."""

    raw: str
    extracted: str
    lake: Lake | None = None
    """Where it is set, readings and statements are there and not in ``extracted``."""

    @classmethod
    def of(cls, places: Places, storage: Storage) -> State:
        lake = None if storage.lake is None else Lake(storage.lake.catalog, storage.lake.data)
        return cls(storage.raw or str(places.raw), str(places.extracted), lake)

    def archive(self, forgotten: Collection[str] = ()) -> Archive:
        return Archive(place(self.raw), forgotten)

    def store(self) -> RecordStore:
        if self.lake is None:
            return Store(place(self.extracted))
        from flows.lake_store import LakeStore

        with needed("storage.lake"):
            for name in EXTENSIONS:
                extension_file(name)
        return LakeStore(self.lake)

    def folders(self) -> dict[str, Path]:
        """Where the files of each kind of state lie; partitions of a lake have names only."""
        extracted = Path(self.extracted)
        return {
            "captures": place(self.raw) / "captures",
            "readings": extracted / "readings",
            "statements": extracted / "statements",
        }


def place(address: str) -> Path:
    """A folder, or what acts as one on an fsspec store.

    Raises:
        MissingExtra: The address is not on this machine's disks and the packages for that are not installed.
    """
    if "://" not in address:
        return Path(address)
    with needed(f"storage {address}"):
        from upath import UPath

        # Others add files meanwhile: a listing that is remembered would hide them.
        return cast(Path, UPath(address, use_listings_cache=False))
