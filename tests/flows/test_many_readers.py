"""Reading by many readers gives what one reader gives, to the byte, also when a reader is killed half-way."""

import json
import os
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from announcements.archive import Archive
from flows import partitions, steps
from flows.extra import MissingExtra
from flows.pools import ReadersLost, plain_pool, spread
from flows.run import Run
from flows.settings import Settings, load_settings
from tests.flows.nights import FIRST_NIGHT, ROOT
from tests.services import dask_cluster, s3_server

pytestmark = pytest.mark.system

COPIES = 8
"""Each bundled announcement so many times, each with a line of its own: 1,048 documents."""
PARTITION = 40


@pytest.fixture(scope="module")
def archived(tmp_path_factory):
    """A project whose announcements are collected and not yet read: (configs, data)."""
    base = tmp_path_factory.mktemp("many")
    configs = Path(shutil.copytree(ROOT / "configs", base / "configs"))
    for programme in ("gwangju-ai", "saebit-robot"):
        multiply(ROOT / "samples" / programme, base / "samples" / programme)
    run = Run.begin(load_settings(str(configs), str(base / "data")), now=FIRST_NIGHT)
    for source in run.settings.sources:
        steps.collect(run, source)
    return configs, base / "data"


def multiply(samples: Path, folder: Path) -> None:
    (folder / "docs").mkdir(parents=True)
    lines = []
    for line in (samples / "documents.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        (original,) = (samples / "docs").glob(f"{document['id']}.*")
        for copy in range(COPIES):
            name = f"{document['id']}-{copy}"
            path = folder / "docs" / f"{name}{original.suffix}"
            path.write_bytes(original.read_bytes() + f"\n자료 번호 {copy}\n".encode())
            lines.append(json.dumps({**document, "id": name, "url": f"{document['url']}?copy={copy}"}))
    (folder / "documents.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def single(archived, tmp_path_factory):
    """What one process reads: file → bytes."""
    run = begin(archived, tmp_path_factory.mktemp("single"), processes=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "SIZE", PARTITION)
        report = steps.read_new(run)
    assert report.outcomes["extracted"] > 500
    assert report.waiting == sum(report.outcomes.values()) == 131 * COPIES
    return extracted(run.settings)


@pytest.fixture(autouse=True)
def small_partitions(monkeypatch):
    monkeypatch.setattr(partitions, "SIZE", PARTITION)


def begin(archived, folder: Path, **reading) -> Run:
    """A run on a copy of the archive, always of the same name: what it keeps may differ in nothing."""
    configs, data = archived
    settings = load_settings(str(configs), str(shutil.copytree(data, folder / "data")))
    chosen = settings.night.reading.model_copy(update={"processes_from": 1, **reading})
    settings = replace(settings, night=settings.night.model_copy(update={"reading": chosen}))
    return Run.begin(settings, now=FIRST_NIGHT)


def extracted(settings: Settings) -> dict[str, bytes]:
    folder = settings.places.extracted
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def after(count: int, do):
    """A progress bar that does something once so many captures are read."""

    def track(items, what, total):
        for number, item in enumerate(items):
            if number == count:
                do()
            yield item

    return track


@pytest.fixture(scope="module", params=["plain", "prefect"])
def read(request):
    """The step by itself, and as a task of a flow run, by way of Prefect's task runners."""
    if request.param == "plain":
        yield lambda run: steps.read_new(run)
        return
    from prefect.testing.utilities import prefect_test_harness

    from flows.prefect_night import call_task, in_flow

    with prefect_test_harness(server_startup_timeout=90):
        yield lambda run: in_flow(run, lambda pooled: call_task(steps.read_new, pooled))


def test_processes_read_what_one_reads(archived, single, tmp_path, read):
    run = begin(archived, tmp_path, processes=2)
    read(run)
    assert extracted(run.settings) == single


def kill_a_child() -> None:
    """Kill one of the processes that read for this one."""
    tasks = Path("/proc/self/task")
    children = [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    readers = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert readers
    os.kill(int(readers[-1]), signal.SIGKILL)


def test_a_killed_process_costs_nothing(archived, single, tmp_path, read):
    run = replace(begin(archived, tmp_path, processes=2), track=after(300, kill_a_child))
    report = read(run)
    assert extracted(run.settings) == single
    assert len(report.kept) == len(set(report.kept)) == -(-131 * COPIES // PARTITION)


def suicide(work: int) -> int:
    if work == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return work


def test_a_partition_that_ends_every_reader_ends_the_night_with_advice(archived):
    reading = load_settings(str(archived[0])).night.reading.model_copy(update={"processes": 1})
    with pytest.raises(ReadersLost, match="memory"):
        list(spread(suicide, range(4), lambda: plain_pool(reading)))


def busy_worker(cluster) -> str:
    """A worker that holds partitions at this moment."""
    from distributed import Client

    with Client(cluster.address) as client:
        held = {worker: len(keys) for worker, keys in client.processing().items()}
    print(f"partitions held by workers when one is killed: {sorted(held.values())}")
    busiest = max(held, key=lambda worker: held[worker])
    assert held[busiest] > 0
    return busiest


def test_a_dask_cluster_that_loses_a_worker_half_way_reads_what_one_process_reads(archived, single, tmp_path, read):
    with dask_cluster(tmp_path, workers=3) as cluster:
        run = begin(archived, tmp_path, dask=cluster.address)
        run = replace(run, track=after(131 * COPIES // 2, lambda: cluster.kill(busy_worker(cluster))))
        report = read(run)
        left = sum(process.poll() is None for process in cluster.workers.values())
    assert left == 2
    assert len(report.kept) == -(-131 * COPIES // PARTITION)
    assert extracted(run.settings) == single
    print(f"{len(single)} files of readings and statements equal, byte for byte; {left} of 3 workers left")


def test_workers_read_an_archive_on_an_object_store(archived, tmp_path, monkeypatch):
    from upath import UPath

    here = begin(archived, tmp_path / "here", processes=1)
    of_one_source(here.settings.state.archive())
    steps.read_new(here)
    with s3_server(monkeypatch) as bucket, dask_cluster(tmp_path, workers=2) as cluster:
        there = on_store(begin(archived, tmp_path / "there", dask=cluster.address), f"s3://{bucket}/raw")
        copy(here.settings.places.raw, UPath(f"s3://{bucket}/raw"))
        shutil.rmtree(there.settings.places.raw)
        report = steps.read_new(there)
    assert report.waiting == 25 * COPIES
    assert extracted(there.settings) == extracted(here.settings)


def of_one_source(archive: Archive) -> None:
    """Leave only the documents of the smaller source: the test's server takes its time."""
    larger = max(archive.capture_files(), key=lambda file: file.stat().st_size)
    for line in larger.read_text("utf-8").splitlines():
        (archive.raw / (document := json.loads(line)["document_id"])[:2] / f"{document}.bin").unlink()
    larger.unlink()


def on_store(run: Run, raw: str) -> Run:
    night = run.settings.night
    storage = night.storage.model_copy(update={"raw": raw})
    return replace(run, settings=replace(run.settings, night=night.model_copy(update={"storage": storage})))


def copy(folder: Path, target) -> None:
    for path in folder.rglob("*.*"):
        (target / path.relative_to(folder).as_posix()).write_bytes(path.read_bytes())


def test_a_reader_with_other_rules_is_refused(archived, tmp_path):
    run = begin(archived, tmp_path, processes=1)
    (first, *_) = partitions.partitions(run, run.settings.state.archive().captures())
    other = replace(first, fingerprints=dict.fromkeys(first.fingerprints, "0123456789abcdef"))
    with pytest.raises(partitions.UnfitReader, match="other rules"):
        partitions.read_and_keep(other)
    elsewhere = replace(first, state=replace(first.state, raw=str(tmp_path / "elsewhere")))
    with pytest.raises(partitions.UnfitReader, match="does not see the archive"):
        partitions.read_and_keep(elsewhere)


def test_what_readers_kept_on_their_own_disk_ends_the_night(archived, tmp_path, monkeypatch):
    run = begin(archived, tmp_path, processes=1)
    theirs = tmp_path / "theirs"
    read_and_keep = partitions.read_and_keep

    def on_their_disk(partition):
        return read_and_keep(replace(partition, state=replace(partition.state, extracted=str(theirs))))

    monkeypatch.setattr(partitions, "read_and_keep", on_their_disk)
    with pytest.raises(partitions.UnfitReader, match="of their own machine"):
        steps.read_new(run)


def test_without_the_extra_the_error_names_it(archived, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    reading = load_settings(str(archived[0])).night.reading.model_copy(update={"dask": "tcp://127.0.0.1:1"})
    with pytest.raises(MissingExtra, match="--extra scale"), plain_pool(reading):
        pass
