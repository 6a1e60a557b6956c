"""Where the append-only state lives: the one module that knows. Steps ask it and never assume a local disk.

``raw`` is the data folder's, or any fsspec store by ``settings.yml: storage.raw``. A ``State`` travels to readers on
other machines; keys and passwords do not (each machine has them in its environment).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from announcements.archive import Archive
from announcements.store import Store
from flows.extra import needed


@dataclass(frozen=True, slots=True)
class State:
    """The addresses of raw and extracted: a folder, or an fsspec address (``s3://bucket/raw``)."""

    raw: str
    extracted: str

    def archive(self, forgotten: Collection[str] = ()) -> Archive:
        return Archive(place(self.raw), forgotten)

    def store(self) -> Store:
        return Store(place(self.extracted))


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
