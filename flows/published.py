"""The published version, for commands that look at it: neither configuration nor a heavy import is needed for that."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from flows.places import Places, find_data


class NothingPublished(RuntimeError):
    """There is no sound version yet."""


def places_of(options: argparse.Namespace) -> Places:
    return Places(find_data(options.data))


def published_version(places: Places) -> str | None:
    """The version that ``current.json`` names; None before the first publication."""
    try:
        pointer = json.loads((places.published / "current.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return str(pointer["version"])


def database_of(places: Places, version: str) -> Path:
    return places.published / "versions" / version / "published.duckdb"


def published_database(options: argparse.Namespace) -> Path:
    """The database that analysts see now.

    Raises:
        NothingPublished: No night has published one.
    """
    places = places_of(options)
    version = published_version(places)
    if version is None:
        raise NothingPublished(
            f"nothing is published in {places.data} yet. Start 'mou run', or name a folder with --data."
        )
    return database_of(places, version)
