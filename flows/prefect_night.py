"""The night as one Prefect flow run, each step a task. The order is ``flows.nightly``'s; only the call differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any, NoReturn, cast

from prefect import flow
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, StateType, TaskRun
from prefect.schedules import Cron
from prefect.tasks import Task

from flows import steps
from flows.nightly import Call, Result, guarded_night, night
from flows.prefect_limit import one_across_hosts
from flows.prefect_pools import prefect_pool
from flows.prefect_shown import show
from flows.reports import Collection, NightReport
from flows.run import Run
from flows.settings import Settings, load_settings


class NightBlocked(RuntimeError):
    """A critical check failed: the last sound version stays, and the flow run shows as failed."""


# Growing pauses, and only for what may pass by itself: a folder that is missing will be missing in a minute too.
RETRY_DELAYS_S = [1.0, 5.0, 15.0]


def _network_broke(task_: Task[Any, Any], task_run: TaskRun, state: State[Any]) -> bool:
    try:
        state.result()
    except steps.PASSING_TROUBLE:
        return True
    except Exception:  # noqa: BLE001 - any other fault is not retried
        return False
    return False


class Here:
    """What this process alone carries out. Prefect sends flow and task along to readers: they get an empty one."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work

    def __reduce__(self) -> tuple[type[Here], tuple[Callable[[], Any]]]:
        return Here, (_not_here,)


def _not_here() -> NoReturn:
    raise RuntimeError("a step was started on a reader's machine; only the night's own process carries out steps")


def call_task(step: Callable[..., Any], *arguments: Any) -> Any:
    """Carry out one step as a task. Arguments stay out of Prefect's hands: it would copy and hash them."""
    retries: dict[str, Any] = {}
    if step is steps.collect:
        retries = {
            "retries": len(RETRY_DELAYS_S),
            "retry_delay_seconds": RETRY_DELAYS_S,
            "retry_condition_fn": _network_broke,
        }

    here = Here(lambda: step(*arguments))

    not_collected: list[Collection] = []

    def carry_out() -> Any:
        done = here.work()
        if isinstance(done, Collection) and done.failure:
            # Neither retried nor a reason to end the night, but to be seen among the states.
            not_collected.append(done)
            return State(type=StateType.COMPLETED, name="NotCollected", message=done.failure)
        return done

    name = f"collect {arguments[1].code}" if step is steps.collect else step.__name__
    made = Task(carry_out, name=name, task_run_name=name, cache_policy=NO_CACHE, persist_result=False, **retries)()
    # A task that names its own state gives that state, not what it made.
    return not_collected[-1] if not_collected else made


def prefect_night(run: Run, call: Call = call_task) -> NightReport:
    """One flow run named after the run. Works with no server configured, and with one."""
    return in_flow(run, lambda pooled: show(night(pooled, call), run.settings.places))


def in_flow(run: Run, work: Callable[[Run], Result]) -> Result:
    """Carry out work as a flow run; where its readers are shared out, Prefect's task runners do it."""

    here = Here(lambda: work(replace(run, open_pool=prefect_pool)))

    @flow(name="night", flow_run_name=run.run_id, validate_parameters=False, persist_result=False)
    def nightly() -> Result:
        return cast(Result, here.work())

    return nightly()


@flow(name="scheduled-night", validate_parameters=False, persist_result=False)
def scheduled_night(configs: str | None = None, data: str | None = None) -> NightReport:
    """What the schedule starts: a night on the given folders, or on those that the environment names.

    A blocked night is a failed flow run; so is one that begins while another goes on, on whatever host.
    """
    run = Run.begin(load_settings(configs, data))
    with one_across_hosts(run.settings.places.data):
        report = guarded_night(run, prefect_night)
    if report.outcome == "blocked":
        raise NightBlocked(report.decision.reason)
    return report


def serve_nightly(settings: Settings, due: time) -> None:
    """Keep Prefect's runner going: it starts each night in a process of its own; one that overlaps waits for its turn,
    also where several hosts serve.

    Args:
        due: Local time of ``settings.night.timezone``.
    """
    scheduled_night.serve(
        name="nightly",
        schedule=Cron(f"{due.minute} {due.hour} * * *", timezone=settings.night.timezone),
        parameters={"configs": str(settings.configs), "data": str(settings.places.data)},
        limit=1,
        global_limit=1,
        pause_on_shutdown=False,
        print_starting_message=False,
    )
