"""How fast announcements are read, against reading, hashing and scanning the same files once."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing import get_context

from tests.flows.nights import ROOT
from tests.measuring import Measured, Row, measured

ROUNDS = 40
FILES = sorted((ROOT / "samples").glob("*/docs/*.txt"))
DIGITS = re.compile(r"\d+")


def rows(is_large: bool) -> Iterator[Row]:
    documents = ROUNDS * len(FILES)
    characters = ROUNDS * sum(len(path.read_text("utf-8")) for path in FILES)
    floor, _ = _part("floor", 1)
    for processes in (1, 2):
        seconds, found = _part("read", processes)
        note = f"{documents / seconds:,.0f} documents, {characters / seconds:,.0f} characters a second; "
        note += "floor: read, hash and scan every file once, one process"
        shown = "one process" if processes == 1 else f"{processes} processes"
        yield Row(f"{documents:,} documents, {shown}", seconds, found.cpu_s, found.peak_mb, floor, note)


def _part(what: str, processes: int) -> tuple[float, Measured]:
    """Seconds of wall time once everything is imported, and what the whole process took."""
    found = measured([sys.executable, "-m", "tests.bench_texts", what, str(processes)])
    return float(found.said.splitlines()[-1]), found


def read_all(rounds: int) -> None:
    from announcements.reader import Announcement, read, ruleset_fingerprint
    from flows.settings import load_settings

    programmes = load_settings(str(ROOT / "configs"), None).programmes
    for code, programme in programmes.items():
        fingerprint = ruleset_fingerprint(programme.reading)
        folder = ROOT / "samples" / code
        lines = (json.loads(line) for line in (folder / "documents.jsonl").read_text("utf-8").splitlines())
        told = {line["id"]: date.fromisoformat(line["published_date"]) for line in lines if line.get("published_date")}
        documents = [
            Announcement(path.stem, path.stem, path.read_text("utf-8"), told.get(path.stem), None, None)
            for path in sorted(folder.glob("docs/*.txt"))
        ]
        for _ in range(rounds):
            for document in documents:
                read(document, programme.reading, fingerprint=fingerprint, read_at="2026-01-01T00:00:00+00:00")


def scan_all(rounds: int) -> None:
    for _ in range(rounds):
        for path in FILES:
            data = path.read_bytes()
            hashlib.sha256(data).digest()
            DIGITS.findall(data.decode("utf-8"))


def main(what: str, processes: int) -> None:
    work = {"read": read_all, "floor": scan_all}[what]
    # Once, so that all is imported and compiled.
    work(1)
    start = time.perf_counter()
    if processes == 1:
        work(ROUNDS)
    else:
        with get_context("fork").Pool(processes) as pool:
            pool.map(work, [ROUNDS // processes] * processes)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
