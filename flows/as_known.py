"""What would have been published from what was known on an earlier day: built when asked for, and cached.

A cached file is named by everything that decides it (the published version's inputs, today's program, day, basis), and
appears whole or not at all: two who ask at once both build it, and either result is right.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.command import BadUsage, CannotRun
from flows.places import Places

if TYPE_CHECKING:
    from flows.state import State

FOLDER = "as_known"
# A build takes seconds; what is older was left by a process that was killed.
LEFT_BEHIND_SECONDS = 86_400


def known_database(places: Places, state: State, version: str, day: str, basis: str) -> Path:
    """The database as known at the end of a Korean day.

    Raises:
        BadUsage: The day is no day.
        CannotRun: The version does not say what it was built from.
    """
    try:
        asked = date.fromisoformat(day)
    except ValueError as error:
        raise BadUsage(f"--as-known-on {day!r} is no day. Give it as YYYY-MM-DD.") from error
    from flows.inputs import code_digest

    name = f"{version}-{hashlib.sha256(code_digest().encode()).hexdigest()[:8]}-{asked}-{basis}.duckdb"
    target = places.cache / FOLDER / name
    if not target.exists():
        _build(places, state, version, asked, basis, target)
    return target


def sweep_cache(places: Places, version: str | None) -> None:
    """Remove what was built from another version than the published one, and what killed processes left."""
    for path in places.cache.glob(f"{FOLDER}/*.duckdb"):
        if version is None or not path.name.startswith(f"{version}-"):
            path.unlink(missing_ok=True)
    for left in (*places.cache.glob("verify-*"), *places.cache.glob("known-*")):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _build(places: Places, state: State, version: str, day: date, basis: str, target: Path) -> None:
    from dataclasses import replace

    from warehouse.build import build
    from warehouse.headers import read_models
    from warehouse.kept_inputs import InputsNotKept, read_inputs
    from warehouse.known import KnownOn
    from warehouse.publish import version_path
    from warehouse.published_file import write_database

    try:
        kept = read_inputs(version_path(places.published, version), state.folders(), state.lake)
    except InputsNotKept as error:
        raise CannotRun(str(error)) from error
    target.parent.mkdir(parents=True, exist_ok=True)
    known_on = KnownOn(day, "recorded" if basis == "recorded" else "announced")
    with tempfile.TemporaryDirectory(prefix="known-", dir=places.cache) as scratch:
        candidate, finished = Path(scratch) / "candidate.duckdb", Path(scratch) / "finished.duckdb"
        build(candidate, replace(kept, version=version, known_on=known_on))
        # Only what may be published: what stands in the candidate is not masked.
        write_database(candidate, finished, read_models())
        finished.chmod(0o444)
        finished.replace(target)
