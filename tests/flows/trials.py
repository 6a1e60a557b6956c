"""What a trial of the kill tests needs: a data folder that gains announcements, and a look at everything in it."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from tests.flows.nights import ROOT

STATE = ("raw", "extracted", "ops")


class Nursery:
    """The process that forks nights (``tests/flows/nursery.py``)."""

    def __init__(self, judging: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.nursery", judging],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def ask(self, **order) -> dict:
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def wait(self, process: int) -> int:
        return self.ask(wait=process)["status"]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)

    def _answer(self) -> dict:
        return json.loads(self.process.stdout.readline())


@dataclass
class Tally:
    """What the kills came to."""

    kills: Counter = field(default_factory=Counter)
    finished: int = 0
    """Nights that ended before the kill reached them."""
    versions_whole: int = 0
    rows_lost: int = 0
    recoveries: int = 0

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kills.items()))
        return (
            f"{self.kills.total()} kills ({kinds}), {self.finished} nights ended first; "
            f"versions whole {self.versions_whole} of {self.kills.total() + self.finished + self.recoveries}; "
            f"rows lost {self.rows_lost}; recoveries {self.recoveries}"
        )


@dataclass
class Trials:
    """One data folder, killed again and again."""

    nursery: Nursery
    data: Path
    configs: Path
    folder: Path
    tally: Tally = field(default_factory=Tally)
    added: int = 0
    night_seconds: float = 1.0
    changes: int = 0
    state: dict[str, str] = field(default_factory=dict)

    def begin(self) -> "Trials":
        """The first night, whole."""
        self.add()
        self.through()
        return self

    def measure(self) -> None:
        """How long a night takes, and how many changes it makes to the data folder."""
        self.add()
        start = time.monotonic()
        self.through(count=str(self.told.with_name("count")))
        self.night_seconds = time.monotonic() - start
        self.changes = int(self.told.with_name("count").read_text())

    @property
    def told(self) -> Path:
        return self.data.with_name("told.txt")

    def add(self) -> None:
        """One more announcement to find."""
        self.added += 1
        text = f"광주시는 20일 해마{self.added}로그와 광주형 인공지능 비즈니스 업무협약을 체결했다고 밝혔다.\n"
        (self.folder / f"announcement-{self.added}.txt").write_text(text, "utf-8")

    def start(self, **order) -> int:
        command = ["run", "--plain", "--data", str(self.data), "--configs", str(self.configs)]
        return self.nursery.ask(**{"night": command, "told": str(self.told), "data": str(self.data), **order})[
            "process"
        ]

    def kill(self, kind: str, *, seconds: float | None = None, **cut) -> None:
        """One night that dies; then everything is looked at."""
        process = self.start(cut=cut)
        if seconds is not None:
            time.sleep(seconds)
            os.kill(process, signal.SIGKILL)
        code = self.nursery.wait(process)
        assert code in (0, -signal.SIGKILL), self.told.read_text()
        if code == 0:
            self.tally.finished += 1
        else:
            self.tally.kills[kind] += 1
        self.look()

    def signal(self, number: int, seconds: float) -> tuple[int, str]:
        """A night that is asked to stop some seconds after its first step began: its exit code and what it says."""
        reached = self.told.with_name("reached")
        reached.unlink(missing_ok=True)
        process = self.start(pause={"before": "collect", "reached": str(reached), "until": str(self.configs)})
        while not reached.exists():
            time.sleep(0.01)
        time.sleep(seconds)
        os.kill(process, number)
        code = self.nursery.wait(process)
        self.look()
        return code, self.told.read_text()

    def through(self, **order) -> None:
        """A night left alone recovers by itself: all announcements are in, each once, and nothing lies about."""
        code = self.nursery.wait(self.start(**order))
        assert code == 0, self.told.read_text()
        self.tally.recoveries += 1
        self.look()
        self.is_tidy()
        with self.open() as connection:
            query = "select url, count(*) from star.dim_document where document_id <> 'unknown' group by url"
            found = dict(connection.execute(query).fetchall())
        assert found == {f"folder:inbox/announcement-{n + 1}.txt": 1 for n in range(self.added)}

    def open(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.data / "published" / "current" / "published.duckdb"), read_only=True)

    def look(self) -> None:
        """The current version is whole, and of what was ever kept nothing is missing or changed."""
        self.tally.versions_whole += is_whole(self.data / "published")
        now = fingerprint(self.data)
        gone = {name: rows for name, rows in self.state.items() if now.get(name) != rows}
        self.tally.rows_lost += len(gone)
        assert gone == {}
        self.state = now
        parse(self.data)

    def is_tidy(self) -> None:
        published = self.data / "published"
        current = json.loads((published / "current.json").read_text())["version"]
        assert (published / "current").resolve() == published / "versions" / current
        lying = [path for path in self.data.rglob("*") if path.name.startswith((".partial-", ".unfinished-"))]
        assert lying == []
        assert not (self.data / "work").exists()
        chain = {manifest["version"]: manifest["previous_version"] for manifest in manifests(published)}
        assert current not in chain.values()
        assert set(chain) - set(chain.values()) == {current}, "a version that was never current lies about"


def manifests(published: Path) -> list[dict]:
    return [json.loads(path.read_text("utf-8")) for path in (published / "versions").glob("*/manifest.json")]


def is_whole(published: Path) -> bool:
    """The version that is named has every file of its manifest, byte for byte, and opens; so does the link's."""
    version = json.loads((published / "current.json").read_text())["version"]
    folder = published / "versions" / version
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = {
        path.relative_to(folder).as_posix(): digest(path)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert files == manifest["outputs"]
    for database in (folder / "published.duckdb", published / "current" / "published.duckdb"):
        with duckdb.connect(str(database), read_only=True) as connection:
            assert connection.execute("select count(*) from star.dim_document").fetchone() > (0,)
    return True


def fingerprint(data: Path) -> dict[str, str]:
    """Every finished file of state; a folder of state only ever gains some."""
    return {
        str(path.relative_to(data)): digest(path)
        for room in STATE
        for path in (data / room).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def parse(data: Path) -> None:
    """Every finished file says what it should: bytes equal their name, records parse, what they point to is there."""
    stored = {path.stem for path in (data / "raw").glob("??/*.bin") if path.stem == digest(path)}
    assert stored == {path.stem for path in (data / "raw").glob("??/*.bin")}
    captures = [
        json.loads(line)
        for path in (data / "raw" / "captures").glob("[!.]*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    assert {capture["document_id"] for capture in captures} <= stored
    readings = frame(data / "extracted" / "readings")
    statements = frame(data / "extracted" / "statements")
    assert set(readings["capture_id"]) <= {capture["capture_id"] for capture in captures}
    extracted = readings.filter(pl.col("outcome") == "extracted")
    assert set(extracted["reading_id"]) <= set(statements["reading_id"])
    for path in (data / "ops").glob("*/[!.]*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            json.loads(line)


def frame(folder: Path) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(path) for path in sorted(folder.glob("[!.]*.parquet"))])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
