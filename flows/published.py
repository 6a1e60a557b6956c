"""The published version and its database, by what lies in the data folder; no heavy import is needed for that."""

from __future__ import annotations

import json
from pathlib import Path

from flows.places import Places


class NothingPublished(RuntimeError):
    """There is no sound version yet."""


def published_version(places: Places) -> str | None:
    """The version that ``current.json`` names; None before the first publication."""
    try:
        pointer = json.loads((places.published / "current.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return str(pointer["version"])


def database_of(places: Places, version: str) -> Path:
    return places.published / "versions" / version / "published.duckdb"


def named_version(places: Places, name: str | None) -> str:
    """A version by its name or the beginning of it; None means the current one.

    Raises:
        NothingPublished: There is no such version, or several that begin so; the message lists them.
    """
    wanted = published_version(places) if name is None else name
    folder = places.published / "versions"
    there = sorted(path.parent.name for path in folder.glob("[!.]*/manifest.json"))
    found = [version for version in there if wanted is not None and version.startswith(wanted)]
    if wanted in found:
        return str(wanted)
    if len(found) != 1:
        said = "no such version" if not found else "several versions begin so"
        raise NothingPublished(f"{wanted or 'current'}: {said}. There are: {', '.join(found or there) or 'none'}.")
    return found[0]
