"""What docs/scale.md reckons with: ``python -m tests.bench_scale`` (needs what ``make test-system`` needs).

Costs of one document, by engine. Processor time where one process works alone, wall time where several do: the latter
says little on a machine that has other work.
"""

import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from announcements.store import Store
from flows import steps
from flows.partitions import SIZE, Partition, partitions, read_and_keep
from flows.pools import plain_pool, spread
from flows.run import Run
from flows.settings import load_settings
from tests.services import dask_cluster, new_database, postgres_server, s3_server
from warehouse import lake_records
from warehouse.lake import Lake

DOCUMENTS = 5_000
BUNDLED = 131
COMMITS = 12


def begin(base: Path) -> tuple[Run, pl.DataFrame]:
    """A run whose archive holds the bundled documents, and their captures over and over under names of their own."""
    run = Run.begin(load_settings("configs", str(base / "data")))
    for source in run.settings.sources:
        steps.collect(run, source)
    captures = run.settings.state.archive().captures()
    copies = -(-DOCUMENTS // captures.height)
    many = pl.concat(captures.with_columns(pl.col("capture_id") + f"-{copy}") for copy in range(copies))
    return run, many.head(DOCUMENTS)


def of(value: float, unit: str, what: str) -> None:
    print(f"{value:>12,.3f} {unit:22} {what}", flush=True)


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    found: dict[str, float] = {}
    wall, cpu = time.perf_counter(), time.process_time()
    yield found
    found.update(wall=time.perf_counter() - wall, cpu=time.process_time() - cpu)


def reading(run: Run, work: list[Partition]) -> None:
    # The first partition has each announcement once: what is repeated packs better than announcements do.
    read_and_keep(work[0])
    store = Store(run.settings.places.extracted)
    once = size([*store.reading_files(), *store.statement_files()]) / len(work[0].captures)
    with timed() as took:
        for partition in work:
            read_and_keep(partition)
    statements = pl.scan_parquet(store.statement_files()).select(pl.len()).collect().item()
    documents = sum(len(partition.captures) for partition in work)
    of(took["cpu"] / documents * 1e3, "ms a document", "read and kept in a folder, processor time")
    of(took["cpu"] / statements * 1e3, "ms a statement", "the same")
    of(statements / documents, "statements a document", "found")
    of(once, "bytes a document", "of extracted, Parquet")
    raw = run.settings.places.raw
    of(size(raw.glob("*/*.bin")) / len(list(raw.glob("*/*.bin"))), "bytes a document", "of raw, as fetched")
    held = size((raw / "captures").glob("*.jsonl")) / run.settings.state.archive().captures().height
    of(held, "bytes a document", "of captures")
    of(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", "peak of the reading process")


def size(paths) -> int:
    return sum(path.stat().st_size for path in paths)


def nothing(partition: Partition) -> int:
    return len(partition.captures)


def dask(run: Run, work: list[Partition], base: Path) -> None:
    walls = {}
    for workers in (1, 2):
        folder = base / f"dask-{workers}"
        folder.mkdir()
        with dask_cluster(folder, workers) as cluster:
            reading = run.settings.night.reading.model_copy(update={"dask": cluster.address})
            for name, function, again in (
                ("warm", read_and_keep, 1),
                ("read", read_and_keep, 1),
                ("none", nothing, 20),
            ):
                with timed() as took:
                    assert (
                        len(list(spread(function, work * again, lambda r=reading: plain_pool(r)))) == len(work) * again
                    )
                walls[workers, name] = took["wall"] / again
    of(walls[1, "read"] / walls[2, "read"], "times as fast", "two Dask workers against one, wall time")
    of(walls[2, "none"] / len(work) * 1e3, "ms a partition", "Dask hands out and takes back, with nothing to do")


def commit(lake: Lake, first: int, frames, walls) -> None:
    """Keep partitions one after the other; the first, which connects, is not counted."""
    for number in range(first, first + COMMITS + 1):
        start = time.perf_counter()
        lake_records.keep(lake, f"run-{number:05}.v1.parquet", *frames)
        if number > first:
            walls.put(time.perf_counter() - start)


def lakes(run: Run, work: list[Partition]) -> None:
    store = Store(run.settings.places.extracted)
    files = max(store.reading_files(), key=lambda file: file.stat().st_size).name
    frames = tuple(pl.read_parquet(store.extracted / kind / files) for kind in ("readings", "statements"))
    with pytest.MonkeyPatch.context() as patch, postgres_server() as catalog, s3_server(patch) as bucket:
        for writers in (1, 2):
            lake = Lake(new_database(catalog), f"s3://{bucket}/{writers}")
            lake_records.partition_names(lake)
            context = multiprocessing.get_context("spawn")
            walls = context.Queue()
            told = [(lake, one * 1000, frames, walls) for one in range(writers)]
            pool = [context.Process(target=commit, args=arguments) for arguments in told]
            for process in pool:
                process.start()
            found = [walls.get() for _ in range(writers * COMMITS)]
            for process in pool:
                process.join()
            of(statistics.median(found) * 1e3, "ms a partition", f"{SIZE} readings to the lake, {writers} writer(s)")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        run, captures = begin(base)
        work = [*partitions(run, captures.head(BUNDLED)), *partitions(run, captures.tail(-BUNDLED))]
        reading(run, work)
        dask(run, work, base)
        lakes(run, work)


if __name__ == "__main__":
    main()
