"""Which versions are kept, and how one is removed: whole, and without disturbing whoever has it open."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import duckdb

from warehouse.publish import DATABASE, UNFINISHED, version_path, versions


def to_remove(names: Iterable[str], today: date, days: int, zone: tzinfo, *, spared: Collection[str] = ()) -> list[str]:
    """The versions that are neither of the last days, nor the last of their month, nor spared.

    Args:
        zone: Days and months are those of this zone; a version's name carries its instant in UTC.
        spared: Never removed: the current version and its predecessor.
    """
    made = {name: made_on(name, zone) for name in names}
    last_of_month = {(day.year, day.month): name for name, day in sorted(made.items())}
    return [
        name
        for name, day in sorted(made.items())
        if today - day > timedelta(days=days) and name not in last_of_month.values() and name not in spared
    ]


def made_on(version: str, zone: tzinfo) -> date:
    """The day that a version was made, from its name (``YYYYMMDDTHHMMSSZ-…``)."""
    instant = datetime.strptime(version.split("-")[0], "%Y%m%dT%H%M%SZ")
    return instant.replace(tzinfo=UTC).astimezone(zone).date()


def remove_version(published: Path, version: str) -> None:
    """Take a version away in one step, then delete its files; open ones stay readable until they are closed."""
    path = version_path(published, version)
    doomed = path.with_name(f"{UNFINISHED}removed-{version}")
    if path.exists():
        path.replace(doomed)
    shutil.rmtree(doomed, ignore_errors=True)


def versions_with(published: Path, document_id: str) -> list[str]:
    """The versions that know a document, cited or not, oldest first."""
    return [name for name in versions(published) if _knows(version_path(published, name) / DATABASE, document_id)]


def _knows(database: Path, document_id: str) -> bool:
    with duckdb.connect(str(database), read_only=True) as connection:
        query = "select 1 from star.dim_document where document_id = ?"
        return connection.execute(query, [document_id]).fetchone() is not None


def unpublish(published: Path) -> None:
    """Publish nothing: the state before the first version."""
    for name in ("current.json", "current"):
        (published / name).unlink(missing_ok=True)
