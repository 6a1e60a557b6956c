"""A night with 100 new announcements on a large archive: what each step takes, and how many documents it opens.

Of the archive's captures all but the bundled ones speak of something else, as most of what a city publishes does.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from announcements.archive import Archive
from announcements.reader import ruleset_fingerprint
from announcements.records import Capture, Reading, content_id
from announcements.store import Store
from flows.run import Run
from flows.settings import load_settings
from tests.flows.nights import FIRST_NIGHT, ROOT, plain_night
from tests.measuring import Row, measured

PROGRAMME = "gwangju-ai"
NEW, CAPTURES = 100, 1_000_000
PART = 50_000


def project(folder: Path) -> Path:
    """Configuration with one folder source, that holds the bundled announcements."""
    inbox = folder / "inbox" / "docs"
    inbox.mkdir(parents=True)
    for path in (ROOT / "samples" / PROGRAMME / "docs").iterdir():
        (inbox / path.name).write_bytes(path.read_bytes())
    (inbox.parent / "documents.jsonl").write_bytes((ROOT / "samples" / PROGRAMME / "documents.jsonl").read_bytes())
    configs = folder / "configs"
    subprocess.run(["cp", "-r", str(ROOT / "configs"), str(configs)], check=True)
    source = f"{{code: inbox, programme: {PROGRAMME}, kind: folder, name: In, path: inbox, owner: us, licence: own}}"
    (configs / "sources.yml").write_text(f"sources:\n  - {source}\n", "utf-8")
    return configs


def fill(configs: Path, data: Path, captures: int) -> None:
    """Put so many captures into the archive, read and ignored."""
    run = Run.begin(load_settings(str(configs), str(data)), now=FIRST_NIGHT)
    archive, store = Archive(run.settings.places.raw), Store(run.settings.places.extracted)
    fingerprint = ruleset_fingerprint(run.settings.programmes[PROGRAMME].reading)
    for start in range(0, captures, PART):
        there = [one(run, number) for number in range(start, min(start + PART, captures))]
        for capture, text in there:
            path = run.settings.places.raw / capture.document_id[:2] / f"{capture.document_id}.bin"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        archive.append(f"fill-{start}", [capture for capture, _ in there])
        store.append(f"fill-{start}", [ignored(capture, fingerprint, run.at) for capture, _ in there], [])


def one(run: Run, number: int) -> tuple[Capture, bytes]:
    text = f"{number}번째 시정 소식: 구청은 공원의 나무 {number}그루를 돌본다고 밝혔다.\n".encode()
    document = hashlib.sha256(text).hexdigest()
    url = f"https://example.kr/{number}"
    capture = Capture(
        content_id("other", url), document, "other", PROGRAMME, url, "gwangju", "2021-01-01", run.at, "text/plain",
        "utf-8", "ok", None, len(text),
    )  # fmt: skip
    return capture, text


def ignored(capture: Capture, fingerprint: str, at: str) -> Reading:
    reading = content_id("reading", capture.capture_id)
    return Reading(
        reading, capture.capture_id, capture.document_id, PROGRAMME, fingerprint, at, "ignored", "other_topic",
        "speaks of something else", None,
    )  # fmt: skip


def add_new(configs: Path) -> None:
    for number in range(NEW):
        text = f"광주시는 20일 새로{number}로그와 광주형 인공지능 비즈니스 업무협약을 체결했다고 밝혔다.\n"
        (configs.parent / "inbox" / "docs" / f"new-{number}.txt").write_text(text, "utf-8")


def watched_night(configs: Path, data: Path) -> None:
    """One night; prints seconds and opened documents of each step."""
    import pandas  # noqa: F401

    import expectations.judge  # noqa: F401

    opened: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    step_now = ["start"]

    def hook(event: str, arguments: tuple) -> None:
        if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith(".bin"):
            opened[step_now[0]] += 1

    def call(step, *arguments):
        step_now[0] = step.__name__
        start = time.perf_counter()
        result = step(*arguments)
        seconds[step.__name__] += time.perf_counter() - start
        step_now[0] = "between"
        return result

    sys.addaudithook(hook)
    start = time.perf_counter()
    report = plain_night(data, configs, now=FIRST_NIGHT + timedelta(days=1), call=call)
    seconds["whole night"] = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "opened": opened, "read": report.read.waiting, "outcome": report.outcome}))


def floor(data: Path) -> float:
    """Every record of the archive read and hashed once: what to find out that nothing else is new takes at least."""
    start = time.perf_counter()
    captures, readings = Archive(data / "raw").captures(), Store(data / "extracted").readings()
    captures.hash_rows()
    readings.hash_rows()
    return time.perf_counter() - start


def rows(_is_large: bool) -> Iterator[Row]:
    """The night and its steps, each with the documents that it opened."""
    with tempfile.TemporaryDirectory() as name:
        configs, data = project(Path(name)), Path(name) / "data"
        fill(configs, data, CAPTURES)
        plain_night(data, configs)
        least = floor(data)
        add_new(configs)
        night = measured([sys.executable, "-m", "tests.bench_archive", "night", str(configs), str(data)])
    found = json.loads(night.said.splitlines()[-1])
    opened = sum(found["opened"].values())
    note = f"{found['outcome']}; {found['read']} read; floor: read and hash every record once"
    yield Row.of(f"{NEW} new of {CAPTURES:,}: whole process", night, least, f"{note}; {opened} documents opened")
    for step, seconds in found["seconds"].items():
        yield Row(f"… of it: {step}", seconds, note=f"{found['opened'].get(step, 0)} documents opened")


if __name__ == "__main__":
    if sys.argv[1] != "night":
        raise SystemExit("python -m tests.bench night shows this; 'night CONFIGS DATA' is the measured process.")
    watched_night(Path(sys.argv[2]), Path(sys.argv[3]))
