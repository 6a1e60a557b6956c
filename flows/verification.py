"""Builds a published version again from its inputs and holds the two against each other."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from announcements.reading import quote_checks
from flows.inputs import code_digest
from flows.places import Places
from flows.records import engines
from flows.showing import PAGE, WORKBOOK, write_shown
from flows.state import State
from warehouse.build import Former, build, evidence_to_check
from warehouse.diff import ChangedCell, diff, differing_rows
from warehouse.exports import write_tables
from warehouse.headers import read_models
from warehouse.kept_inputs import read_inputs
from warehouse.publish import DATABASE, file_hashes, version_path


@dataclass(slots=True)
class Verification:
    """What came of building a version again."""

    version: str
    damaged: list[str] = field(default_factory=list)
    """Files of the version that are no longer what its manifest says."""
    same: list[str] = field(default_factory=list)
    """Tables and what shows them (page, workbook) that came out the same, byte for byte."""
    other: list[str] = field(default_factory=list)
    """Those that did not."""
    cells: list[ChangedCell] = field(default_factory=list)
    """KPI cells that came out otherwise."""
    rows: dict[str, int] = field(default_factory=dict)
    """For tables without cells (evidence, the log of changes): rows on one side only."""
    quotes_checked: int = 0
    quotes_failing: int = 0
    notes: list[str] = field(default_factory=list)
    is_same_program: bool = True

    @property
    def is_sound(self) -> bool:
        """Nothing damaged, every quote stands, and the same came out: by bytes, or by cells where the code differs."""
        is_equal = not self.other if self.is_same_program else not (self.cells or any(self.rows.values()))
        return not self.damaged and not self.quotes_failing and is_equal


def verify(places: Places, state: State, version: str) -> Verification:
    """Build a version again from raw and extracted as they were for it, and with its configuration."""
    folder = version_path(places.published, version)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    found = Verification(version)
    hashes = file_hashes(folder)
    outputs: Mapping[str, str] = manifest["outputs"]
    found.damaged = sorted(name for name in {*hashes, *outputs} if hashes.get(name) != outputs.get(name))
    places.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="verify-", dir=places.cache) as scratch:
        again = Path(scratch) / version
        again.mkdir()
        _rebuild(places, state, manifest, folder, again, found)
        for name in _shown(manifest):
            # What shows a version tells its verdicts too, which stand in its own database alone.
            write_shown(folder / DATABASE, version, name, again)
        _compare(manifest, folder, again, found)
        archive = state.archive()
        evidence = evidence_to_check(again / DATABASE).iter_rows(named=True)
        checks = list(quote_checks(archive, evidence, archive.recipes()))
    found.quotes_checked = len(checks)
    found.quotes_failing = sum(not check["is_equal"] for check in checks)
    return found


def _rebuild(
    places: Places, state: State, manifest: Mapping[str, Any], folder: Path, again: Path, found: Verification
) -> None:
    kept = read_inputs(folder, state.folders(), state.lake)
    former = _former(places, manifest, found)
    build(
        again / DATABASE,
        replace(kept, version=manifest["version"], former=former),
    )
    write_tables(again / DATABASE, again, read_models())


def _former(places: Places, manifest: Mapping[str, Any], found: Verification) -> Former | None:
    name = manifest["previous_version"]
    if name is None:
        return None
    path = version_path(places.published, name)
    if not (path / DATABASE).exists():
        found.notes.append(f"{name}, the version before, is no longer kept: the log of changes is not compared")
        return None
    code = json.loads((path / "manifest.json").read_text("utf-8")).get("code_sha256")
    return Former(name, path / DATABASE, code == manifest["code_sha256"])


def _shown(manifest: Mapping[str, Any]) -> list[str]:
    """The page and the workbook, where the version has them."""
    return [name for name in (PAGE, WORKBOOK) if name in manifest["outputs"]]


def _compare(manifest: Mapping[str, Any], folder: Path, again: Path, found: Verification) -> None:
    outputs, hashes = manifest["outputs"], file_hashes(again)
    skipped = "restatement" if found.notes else ""
    names = [name for name in outputs if "/" not in name and name.endswith((".parquet", ".csv"))]
    names = [*(name for name in names if name.split(".")[0] != skipped), *_shown(manifest)]
    found.same = sorted(name for name in names if hashes.get(name) == outputs[name])
    found.other = sorted(set(names) - set(found.same))
    if manifest["code_sha256"] != code_digest():
        found.notes.append("the program is not the one that made it: cells are compared, not bytes")
    if (made_with := manifest.get("engines")) != engines():
        found.notes.append(f"made with {made_with}, built again with {engines()}: cells are compared, not bytes")
    found.is_same_program = not any("cells are compared" in note for note in found.notes)
    if found.other:
        found.cells = diff(folder / DATABASE, again / DATABASE)
        tables = [name for name in ("evidence", "restatement") if name != skipped]
        found.rows = {name: differing_rows(folder / DATABASE, again / DATABASE, name) for name in tables}
