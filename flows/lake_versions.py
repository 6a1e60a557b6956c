"""Versions of a lake: their folders lie beside its tables, so that every machine has the same ones.

A night shares its version's folder, then publishes the tables in one transaction of the catalog: that is the
publication. A machine that is behind brings the current version here; so does one whose night was killed in between.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import duckdb

from flows.lock import AlreadyRunning, run_lock
from flows.places import Places
from flows.standing import write_standing
from flows.state import State, place
from warehouse.lake import Lake, LakeError
from warehouse.lake_publish import publish_tables, published_in, withdraw_tables
from warehouse.publish import DATABASE, UNFINISHED, current_version, make_current, version_path


def share(lake: Lake, folder: Path, *, after: str | None) -> None:
    """Publish a version whose folder is whole.

    Raises:
        LakeError: Somebody published meanwhile.
    """
    target = shared(lake, folder.name)
    for path in _files(folder):
        copy = target / path.relative_to(folder).as_posix()
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    publish_tables(lake, folder / DATABASE, folder.name, after=after)


def bring(lake: Lake, places: Places) -> str | None:
    """Make the version that the lake shows the current one here. The holder of the run lock calls it."""
    wanted = published_in(lake)
    current = current_version(places.published)
    if wanted is not None and (current is None or current.version != wanted):
        final = version_path(places.published, wanted)
        if not final.exists():
            _fetch(shared(lake, wanted), final)
        make_current(places.published, wanted)
        write_standing(places)
    return wanted


def bring_if_free(state: State, places: Places) -> None:
    """For commands that only look: what cannot be brought (a night is going, the lake is out of reach) is left."""
    if state.lake is None:
        return
    try:
        with run_lock(places.lock, "look"):
            bring(state.lake, places)
    except AlreadyRunning:
        return
    except (LakeError, duckdb.Error) as error:
        print(f"mou: shown is what was published here last: {error}", file=sys.stderr)


def follow(lake: Lake, places: Places) -> None:
    """Show in the lake what is current here: after a rollback or a takedown."""
    current = current_version(places.published)
    if current is None:
        withdraw_tables(lake)
    elif current.version != (shown := published_in(lake)):
        publish_tables(lake, current.database, current.version, after=shown)


def shared(lake: Lake, version: str) -> Path:
    """Where the folder of a version lies for all."""
    return place(f"{lake.data.rstrip('/')}/versions/{version}")


def remove_shared(lake: Lake, version: str) -> None:
    for path in _files(shared(lake, version)):
        path.unlink()


def _fetch(source: Path, final: Path) -> None:
    unfinished = final.with_name(f"{UNFINISHED}{final.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    for path in _files(source):
        copy = unfinished / str(path).removeprefix(str(source)).lstrip("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o444)
    unfinished.replace(final)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
