"""Hands partitions to readers in other processes or on other machines, and hands out again what a lost one had.

Without Prefect; ``flows.prefect_pools`` does the same with Prefect's task runners.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from flows.engines import Reading
from flows.extra import needed

Argument = TypeVar("Argument")
Result = TypeVar("Result")
log = logging.getLogger("mou.pools")

# Partitions handed out for each reader: enough that none waits, few enough that a year's archive is not queued at once.
AHEAD = 3
# A partition that ends its reader so many times (it wants more memory than there is) ends the night.
LOSSES = 3


class ReadersLost(RuntimeError):
    """Readers kept ending on the same partitions. The message says what to do."""


class Handed(Protocol):
    """Work that was handed out."""

    def result(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Pool:
    """Readers that are there now."""

    submit: Callable[[Callable[[Any], Any], Any], Handed]
    readers: Callable[[], int]
    """How many there are at this moment; a cluster may grow and shrink."""


OpenPool = Callable[[Reading], AbstractContextManager[Pool]]


def spread(
    function: Callable[[Argument], Result],
    work: Iterable[Argument],
    open_pool: Callable[[], AbstractContextManager[Pool]],
) -> Iterator[Result]:
    """Results in the order of the work, whoever finished first.

    Raises:
        ReadersLost: The readers ended ``LOSSES`` times without finishing anything in between.
    """
    source = iter(work)
    out: deque[tuple[Argument, Handed | None]] = deque()
    losses = 0
    while losses < LOSSES:
        try:
            with open_pool() as pool:
                out = deque((one, pool.submit(function, one)) for one, _ in out)
                while True:
                    _fill(out, source, pool, function)
                    if not out:
                        return
                    handed = out[0][1]
                    assert handed is not None
                    result = handed.result()
                    out.popleft()
                    losses = 0
                    yield result
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                # A Dask scheduler has counted by itself.
                break
            if not isinstance(error, BrokenExecutor):
                raise
            losses += 1
            log.warning("a reader ended before its time (%s); its partitions are handed out again", error)
    raise ReadersLost(
        "readers ended again and again on the same partition, most often for want of memory. Give them more, or take "
        "fewer of them (settings.yml: reading.processes). What was read before is kept; run it again then."
    )


def _fill(out: deque[Any], source: Iterator[Any], pool: Pool, function: Callable[[Any], Any]) -> None:
    while len(out) < AHEAD * max(pool.readers(), 1):
        try:
            one = next(source)
        except StopIteration:
            return
        out.append((one, pool.submit(function, one)))


def processes(reading: Reading) -> int:
    """How many reading processes this machine gets."""
    return reading.processes or len(os.sched_getaffinity(0))


@contextmanager
def plain_pool(reading: Reading) -> Iterator[Pool]:
    """Processes of this machine, or the workers of a Dask cluster."""
    if reading.dask is None:
        count = processes(reading)
        # Not forked: a copy of a process whose libraries have threads may hang.
        with ProcessPoolExecutor(count, multiprocessing.get_context("spawn")) as executor:
            yield Pool(executor.submit, lambda: count)
        return
    with needed(f"reading.dask {reading.dask}"):
        from distributed import Client
    with Client(reading.dask) as client:
        yield Pool(partial(client.submit, pure=False), lambda: sum(client.nthreads().values()))
