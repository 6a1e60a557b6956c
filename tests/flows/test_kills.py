"""Whatever moment a night stops at: nothing is lost, nothing half-done is seen, the next night recovers by itself."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.flows.nights import ROOT
from tests.flows.trials import Nursery, Trials

STEPS = ("collect", "read_new", "build", "judge", "publish_if_sound", "tell")
RANDOM_KILLS = 40
"""In each of two folders; the kills at every edge and at every change of a file come on top."""


def trials_in(base: Path, nursery: Nursery, data: Path | None = None) -> Trials:
    configs = Path(shutil.copytree(ROOT / "configs", base / "project" / "configs"))
    folder = base / "project" / "inbox"
    folder.mkdir()
    source = "{code: inbox, programme: gwangju-ai, kind: folder, name: In, path: inbox, owner: us, licence: own}"
    (configs / "sources.yml").write_text(f"sources:\n  - {source}\n", "utf-8")
    return Trials(nursery, data or base / "data", configs, folder)


@pytest.fixture(scope="module")
def nursery():
    nursery = Nursery("lenient")
    yield nursery
    nursery.close()


@pytest.fixture(scope="module")
def trials(nursery, tmp_path_factory):
    """A data folder after its first night; each test leaves it whole."""
    return trials_in(tmp_path_factory.mktemp("kills"), nursery).begin()


def test_killed_nights_leave_everything_whole_and_the_next_recovers(trials):
    trials.add()
    trials.kill("edge", after="read_new")
    trials.kill("moment", seconds=0.5)
    trials.kill("edge", after="build")
    trials.through()
    print(trials.tally)
    assert trials.tally.kills.total() == 3
    assert trials.tally.rows_lost == 0


@pytest.mark.system
def test_a_run_beside_another_is_refused_and_told_which_one_holds_the_folder(trials, tmp_path):
    trials.add()
    reached, until = tmp_path / "reached", tmp_path / "until"
    pause = {"before": "build", "reached": str(reached), "until": str(until)}
    first = trials.start(pause=pause, told=str(tmp_path / "first.txt"))
    while not reached.exists():
        time.sleep(0.01)
    second = trials.start()
    assert trials.nursery.wait(second) == 3
    (line,) = trials.told.read_text().splitlines()
    (started,) = [path for path in (trials.data / "ops" / "run").iterdir() if path.name.rsplit("-", 1)[0] in line]
    assert f"(process {first} " in line
    assert json.loads(started.read_text())["event"] == "started"
    until.touch()
    assert trials.nursery.wait(first) == 0
    trials.look()


def test_a_night_without_room_for_its_files_ends_in_one_line_and_leaves_the_former_version(trials):
    trials.add()
    assert "Free some space" in without_room(trials, limit=20_000)


def without_room(trials: Trials, limit: int) -> str:
    current = (trials.data / "published" / "current.json").read_bytes()
    code = trials.nursery.wait(trials.start(limit=limit))
    told = trials.told.read_text()
    assert code == 3, told
    assert len(told.splitlines()) == 1
    assert (trials.data / "published" / "current.json").read_bytes() == current
    trials.look()
    trials.is_tidy()
    return told


@pytest.mark.system
@pytest.mark.timeout(600)
@pytest.mark.parametrize("limit", [100, 2_000, 200_000, 1_000_000])
def test_room_may_end_at_any_size_of_file(trials, limit):
    trials.add()
    without_room(trials, limit)
    trials.through()


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (signal.SIGTERM, 0.5),
        *(
            pytest.param(number, part, marks=pytest.mark.system)
            for number in (signal.SIGTERM, signal.SIGINT)
            for part in (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)
        ),
    ],
)
def test_a_night_that_is_asked_to_stop_says_so_in_one_line(trials, number, part):
    trials.add()
    code, told = trials.signal(number, part * 1.4)
    if code != 0:
        assert (code, told) == (
            3,
            "mou: interrupted. Nothing half-done was published; run it again when you like.\n",
        )
    trials.is_tidy()


@pytest.mark.system
@pytest.mark.timeout(3000)
def test_hundreds_of_kills_lose_nothing(tmp_path):
    """Every edge of a step, every change of a file, and random moments, in two folders at a time."""
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(killed, tmp_path / str(seed), seed) for seed in (1, 2)]
        tallies = [one.result() for one in work]
    for tally in tallies:
        print(tally)
    assert sum(tally.kills.total() for tally in tallies) >= 200
    assert sum(tally.rows_lost for tally in tallies) == 0


def killed(base: Path, seed: int):
    base.mkdir()
    chance = random.Random(seed)
    # One of the two leaves great-expectations out: it writes no file, and takes half of a night.
    nursery = Nursery("whole" if seed == 1 else "lenient")
    trials = trials_in(base, nursery).begin()
    trials.measure()
    edges: list[Callable[[], None]] = [
        lambda step=step, when=when: trials.kill("edge", **{when: step})
        for step in STEPS[seed % 2 :: 2]
        for when in ("before", "after")
    ]
    changes: list[Callable[[], None]] = [
        lambda change=change: trials.kill("change of a file", change=change)
        for change in range(seed % 2, trials.changes, 2)
    ]
    moments: list[Callable[[], None]] = [
        lambda: trials.kill("random moment", seconds=chance.uniform(0, trials.night_seconds))
    ] * RANDOM_KILLS
    trial = [*edges, *changes, *moments]
    chance.shuffle(trial)
    for kill in trial:
        trials.add()
        kill()
        # Half of the nights that follow a killed one are killed as well.
        if chance.random() < 0.5:
            trials.through()
    trials.through()
    nursery.close()
    return trials.tally


@pytest.mark.system
def test_of_two_runs_started_at_once_one_is_refused(trials, tmp_path):
    for _ in range(10):
        trials.add()
        processes = [trials.start(told=str(tmp_path / name)) for name in ("a", "b")]
        codes = [trials.nursery.wait(process) for process in processes]
        assert sorted(codes) == [0, 3]
        refused = (tmp_path / "ab"[codes.index(3)]).read_text()
        assert f"(process {processes[codes.index(0)]} " in refused
        trials.look()
        trials.is_tidy()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a few megabytes; whoever may not mount one leaves this out."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.system
@pytest.mark.parametrize("free", [4_096, 200_000, 1_000_000, 2_000_000, 4_000_000])
def test_a_full_disk_ends_the_night_in_one_line_and_the_next_recovers(small_disk, nursery, tmp_path, free):
    trials = trials_in(tmp_path, nursery, small_disk / "data").begin()
    trials.add()
    filler = small_disk / "filler"
    filler.write_bytes(bytes(max(shutil.disk_usage(small_disk).free - free, 0)))
    current = (trials.data / "published" / "current.json").read_bytes()
    code = trials.nursery.wait(trials.start(told=str(tmp_path / "told")))
    told = (tmp_path / "told").read_text()
    assert code == 3, told
    assert len(told.splitlines()) == 1
    assert "Free some space" in told
    assert (trials.data / "published" / "current.json").read_bytes() == current
    trials.look()
    filler.unlink()
    trials.through(told=str(tmp_path / "told"))


@pytest.mark.system
def test_a_folder_that_cannot_be_written_is_named_and_analysts_go_on(small_disk, nursery, tmp_path):
    trials = trials_in(tmp_path, nursery, small_disk / "data").begin()
    trials.add()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    told = tmp_path / "told"
    assert trials.nursery.wait(trials.start(told=str(told))) == 3
    (line,) = told.read_text().splitlines()
    assert str(small_disk / "data") in line
    assert "Make it writable" in line
    trials.look()
    command = [sys.executable, "-m", "flows.command", "sql", "select 1 as one", "--data", str(trials.data)]
    assert "1" in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    trials.through(told=str(told))
