"""Publishes a judged database as an immutable version, whole or not at all.

A version is a folder written under a temporary name beside the others, synced and renamed; only then does
``current.json`` name it. Whatever happens in between, the former version stays whole and current.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.exports import write_package, write_tables
from warehouse.headers import MODELS, read_models
from warehouse.published_file import STORAGE_VERSION, write_database

# Rises when a published table loses or renames a column or changes its grain; a new column or table does not raise it.
SCHEMA_VERSION = 1
DATABASE = "published.duckdb"
UNFINISHED = ".unfinished-"
# Names the version that is being switched in: one that is whole but was never current belongs to a killed run.
PENDING = f"{UNFINISHED}pending.json"


class PublishError(Exception):
    """A version that cannot be published as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CurrentVersion:
    """The sound version now."""

    version: str
    path: Path
    manifest: Mapping[str, Any]

    @property
    def database(self) -> Path:
        return self.path / DATABASE


def publish(
    candidate: Path,
    published: Path,
    version: str,
    manifest: Mapping[str, Any],
    *,
    prepare: Callable[[Path], None] | None = None,
    share: Callable[[Path], None] | None = None,
    models: Path = MODELS,
) -> Path:
    """Write a judged database as a version, and make it the current one.

    Args:
        published: The folder that holds ``versions/`` and ``current.json``.
        manifest: What the version was made from (hashes of inputs, rules, configuration); outputs are added here.
        prepare: Adds files (a report) to the folder before it is sealed; gets the folder with its database.
        share: Publishes the finished folder elsewhere as well; what it raises keeps the version from becoming current.

    Returns:
        The folder of the version. One that a killed publication finished but did not make current, with the same
        KPI tables, is kept and made current.

    Raises:
        PublishError: A version of that name exists, with other KPI tables.
    """
    final = version_path(published, version)
    sweep(published)
    unfinished = final.with_name(f"{UNFINISHED}{version}")
    unfinished.mkdir(parents=True)
    described = read_models(models)
    # Either leaves one of two processors idle.
    with ThreadPoolExecutor(max_workers=1) as beside:
        tables = beside.submit(write_tables, candidate, unfinished, described)
        write_database(candidate, unfinished / DATABASE, described)
        tables.result()
    known = write_package(unfinished, version, described)
    if final.exists():
        return _keep(final, unfinished, published)
    if prepare is not None:
        prepare(unfinished)
    _write_manifest(unfinished, version, manifest, published, known)
    _seal(unfinished)
    _name_version(published / PENDING, version)
    unfinished.replace(final)
    _sync(final.parent)
    if share is not None:
        share(final)
    make_current(published, version)
    (published / PENDING).unlink()
    return final


def _keep(final: Path, unfinished: Path, published: Path) -> Path:
    """Use a version that is there, if it says the same."""
    new, old = (
        {path.name: _sha256(path) for path in sorted(folder.glob("*.parquet"))} for folder in (unfinished, final)
    )
    shutil.rmtree(unfinished)
    if new != old:
        raise PublishError(
            f"{final}: exists with other KPI tables, and versions never change. Publish under another name."
        )
    make_current(published, final.name)
    return final


def make_current(published: Path, version: str) -> None:
    """Point ``current.json`` and the link ``current`` to a version that is there, each in one step."""
    path = version_path(published, version)
    if not (path / "manifest.json").exists():
        raise PublishError(f"{path}: no such version. Choose one of {', '.join(versions(published)) or 'none'}.")
    _name_version(published / "current.json", version)
    _link(published, version)
    _sync(published)


def _link(published: Path, version: str) -> None:
    link = published / f"{UNFINISHED}current"
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(Path("versions") / version, target_is_directory=True)
        link.replace(published / "current")
    except OSError:
        # No links on this file system: current.json is enough.
        link.unlink(missing_ok=True)


def current_version(published: Path) -> CurrentVersion | None:
    """The version that ``current.json`` names; None before the first publication."""
    pointer = published / "current.json"
    if not pointer.exists():
        return None
    version = str(json.loads(pointer.read_text(encoding="utf-8"))["version"])
    path = version_path(published, version)
    if not (path / "manifest.json").exists():
        raise PublishError(f"{pointer}: names {version}, which is not in {path.parent}. Roll back to one that is.")
    return CurrentVersion(version, path, json.loads((path / "manifest.json").read_text(encoding="utf-8")))


def version_path(published: Path, version: str) -> Path:
    if not version or version.startswith(".") or "/" in version or os.sep in version:
        raise PublishError(f"version {version!r} cannot name a folder. Use YYYYMMDDTHHMMSSZ-<8 hex>.")
    return published / "versions" / version


def versions(published: Path) -> list[str]:
    """Every whole version, oldest first."""
    folder = published / "versions"
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    return [name for name in names if not name.startswith(".") and (folder / name / "manifest.json").exists()]


def sweep(published: Path) -> list[str]:
    """Remove what a killed publication left behind; returns the names. Only the holder of the run lock may call it."""
    current = current_version(published)
    _take_back(published, current)
    left = [*published.glob(f"{UNFINISHED}*"), *(published / "versions").glob(f"{UNFINISHED}*")]
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    if current is not None and (published / "current").resolve() != current.path.resolve():
        _link(published, current.version)
    return sorted(path.name for path in left)


def _take_back(published: Path, current: CurrentVersion | None) -> None:
    """Mark a version that was finished but never current for removal: the next run builds what takes its place."""
    pending = published / PENDING
    if pending.exists():
        version = str(json.loads(pending.read_text(encoding="utf-8"))["version"])
        final = version_path(published, version)
        if final.exists() and (current is None or current.version != version):
            final.replace(final.with_name(f"{UNFINISHED}{version}"))


def file_hashes(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """sha256 of every file of a version, by its path within it; the manifest itself aside.

    Args:
        known: What was hashed when it was written a moment ago; nothing else may be left out.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: (known or {}).get(name) or _sha256(path) for name, path in names.items()}


def _write_manifest(
    folder: Path, version: str, manifest: Mapping[str, Any], published: Path, known: Mapping[str, str]
) -> None:
    previous = current_version(published)
    whole = {
        **manifest,
        "version": version,
        "previous_version": previous.version if previous else None,
        "schema_version": SCHEMA_VERSION,
        "storage_version": STORAGE_VERSION,
        "outputs": file_hashes(folder, known),
    }
    text = json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False, default=str)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _seal(folder: Path) -> None:
    """Make every file read-only and certain to be on disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            path.chmod(0o444)
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        # Some file systems cannot sync a folder; the rename is still one step.
        if not path.is_dir():
            raise
    finally:
        os.close(handle)


def _name_version(path: Path, version: str) -> None:
    unfinished = path.with_name(f"{UNFINISHED}{path.name}")
    unfinished.write_text(json.dumps({"version": version}, indent=2) + "\n", encoding="utf-8")
    _sync(unfinished)
    unfinished.replace(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
