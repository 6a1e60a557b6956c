"""``mou backup``: a consistent copy of raw, extracted and ops in one file, and back."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from flows.command import BadUsage, CannotRun
from flows.lock import run_lock
from flows.looking import is_shared
from flows.places import Places, find_data

STATE = ("raw", "extracted", "ops")
UNFINISHED = ".unfinished-"
# The last member: how many files go before it. A tar that is cut short may end as if it were whole.
LAST = "backup.json"


def main(options: argparse.Namespace) -> int:
    places, file = Places(find_data(options.data)), Path(options.file)
    if is_shared(options):
        raise CannotRun(
            "settings.yml: storage has state outside of the data folder, which this command does not copy. Back up the "
            "object store and PostgreSQL with their own tools (docs/scale.md)."
        )
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-backup"
    with run_lock(places.lock, run_id):
        count = restore(places, file) if options.restore else backup(places, file)
    done = "restored" if options.restore else "saved"
    if options.json:
        print(json.dumps({"file": str(file), "files": count, "done": done}))
    else:
        print(f"{count} files {done}: {file}" + (". 'mou run' builds the tables anew." if options.restore else ""))
    return 0


def backup(places: Places, file: Path) -> int:
    """Write raw, extracted and ops to a tar file, whole or not at all. Nobody writes them while the lock is held."""
    if file.exists():
        raise BadUsage(f"{file}: is there already, and a backup overwrites nothing. Choose another name.")
    unfinished = file.with_name(f"{UNFINISHED}{file.name}")
    count = 0
    try:
        with tarfile.open(unfinished, "w") as tar:
            for path in _state_files(places):
                tar.add(path, path.relative_to(places.data).as_posix(), recursive=False)
                count += 1
            _end(tar, count)
        with unfinished.open("rb") as stream:
            os.fsync(stream.fileno())
        # A link, unlike a rename, never replaces what somebody put there meanwhile.
        os.link(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def restore(places: Places, file: Path) -> int:
    """Bring a backup back into a data folder that has no state of its own."""
    there = [name for name in STATE if any((places.data / name).rglob("*.*"))]
    if there:
        raise BadUsage(f"{places.data}: has {', '.join(there)} already. Restore into an empty folder (--data DIR).")
    scratch = places.data / f"{UNFINISHED}restore"
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        with tarfile.open(file) as tar:
            members = [member for member in tar if member.isfile() and member.name.split("/")[0] in STATE]
            _check_end(tar, len(members), file)
            tar.extractall(scratch, members, filter="data")
        _check(scratch, file)
        for name in STATE:
            if (scratch / name).exists():
                shutil.rmtree(places.data / name, ignore_errors=True)
                (scratch / name).replace(places.data / name)
    except tarfile.TarError as error:
        raise CannotRun(f"{file}: is no backup that can be read ({error}). Take another one.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return len(members)


def _end(tar: tarfile.TarFile, count: int) -> None:
    told = json.dumps({"files": count}).encode()
    member = tarfile.TarInfo(LAST)
    member.size = len(told)
    tar.addfile(member, io.BytesIO(told))


def _check_end(tar: tarfile.TarFile, count: int, file: Path) -> None:
    told = tar.extractfile(LAST) if LAST in tar.getnames() else None
    if told is None or json.loads(told.read())["files"] != count:
        raise CannotRun(f"{file}: is cut short, or not from 'mou backup' ({count} files found). Take another backup.")


def _state_files(places: Places) -> list[Path]:
    files = (path for name in STATE for path in (places.data / name).rglob("*"))
    return sorted(path for path in files if path.is_file() and not path.name.startswith("."))


def _check(scratch: Path, file: Path) -> None:
    """Every document's bytes are those of its name."""
    for path in (scratch / "raw").glob("??/*.bin"):
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
            raise CannotRun(f"{file}: document {path.stem[:12]} is damaged in it. Take another backup.")
