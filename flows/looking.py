"""What a command that looks is asked about: data folder, state, database. Quick: no configuration is needed for it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from flows.places import MissingPlace, Places, find_configs, find_data
from flows.published import NothingPublished, database_of, published_version

if TYPE_CHECKING:
    from flows.state import State


def places_of(options: argparse.Namespace) -> Places:
    """The data folder; where versions are shared, with the one that all see now."""
    places = Places(find_data(options.data))
    if is_shared(options):
        from flows.lake_versions import bring_if_free

        bring_if_free(state_of(options), places)
    return places


def is_shared(options: argparse.Namespace) -> bool:
    """Whether settings.yml has state elsewhere than in the data folder; a glance, for commands that must be quick."""
    try:
        text = (find_configs(options.configs) / "settings.yml").read_text("utf-8")
    except (OSError, MissingPlace):
        return False
    return re.search(r"^storage:", text, re.MULTILINE) is not None


def state_of(options: argparse.Namespace) -> State:
    """Where state lives; neither sources nor programmes are looked at."""
    from flows.configuration import Night
    from flows.engines import Storage
    from flows.state import State
    from flows.yaml_file import read_yaml

    places = Places(find_data(options.data))
    if not is_shared(options):
        return State.of(places, Storage())
    return State.of(places, read_yaml(find_configs(options.configs) / "settings.yml", Night).storage)


def published_database(options: argparse.Namespace) -> Path:
    """The database that analysts see now; with ``--as-known-on`` what they would have seen by an earlier day.

    Raises:
        NothingPublished: No night has published one.
    """
    places = places_of(options)
    version = published_version(places)
    if version is None:
        raise NothingPublished(
            f"nothing is published in {places.data} yet. Start 'mou run', or name a folder with --data."
        )
    if getattr(options, "as_known_on", None) is not None:
        from flows.as_known import known_database

        return known_database(places, state_of(options), version, options.as_known_on, options.basis)
    return database_of(places, version)
