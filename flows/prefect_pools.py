"""Hands partitions to Prefect's task runners: each partition is a task run of the night's flow run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner
from prefect.tasks import Task

from flows.engines import Reading
from flows.extra import needed
from flows.pools import Handed, Pool, processes


@contextmanager
def prefect_pool(reading: Reading) -> Iterator[Pool]:
    """The process pool task runner, or the Dask task runner where settings.yml names a scheduler."""
    if reading.dask is None:
        count = processes(reading)
        with ProcessPoolTaskRunner(max_workers=count) as local:
            yield Pool(_submit_to(local), lambda: count)
        return
    with needed(f"reading.dask {reading.dask}"):
        from prefect_dask import DaskTaskRunner
    with DaskTaskRunner(address=reading.dask) as runner:
        yield Pool(_submit_to(runner), lambda: sum(runner.client.nthreads().values()))


def _submit_to(runner: TaskRunner[Any]) -> Callable[[Callable[[Any], Any], Any], Handed]:
    def submit(function: Callable[[Any], Any], work: Any) -> Handed:
        task = Task(_quietly, name=function.__name__, cache_policy=NO_CACHE, persist_result=False)
        handed: Handed = runner.submit(task, {"function": function, "work": _Wrapped(work)})
        return handed

    return submit


class _Wrapped:
    """Keeps Prefect from looking for futures inside of what is handed out, capture by capture."""

    __slots__ = ("inside",)

    def __init__(self, inside: Any) -> None:
        self.inside = inside


def _quietly(function: Callable[[Any], Any], work: _Wrapped) -> Any:
    return function(work.inside)
