"""The published version, for commands that look at it. No configuration is needed to read what is published."""

from __future__ import annotations

import argparse
from pathlib import Path

from warehouse.versions import current_version

from flows.places import Places, find_data


class NothingPublished(RuntimeError):
    """There is no sound version yet."""


def places_of(options: argparse.Namespace) -> Places:
    return Places(find_data(options.data))


def published_folder(places: Places) -> Path:
    """The folder of the current version.

    Raises:
        NothingPublished: No night has published one.
    """
    current = current_version(places.published)
    if current is None:
        raise NothingPublished(
            f"nothing is published in {places.data} yet. Start 'mou run', or name the folder with --data."
        )
    return places.published / "versions" / current.version


def published_database(options: argparse.Namespace) -> Path:
    return published_folder(places_of(options)) / "published.duckdb"
