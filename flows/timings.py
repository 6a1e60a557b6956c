"""Where a run's time went, by phase."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Timings:
    """Seconds of wall time by phase, in the order they began; what no phase covers is shown as the rest."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.phases: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        self.phases.setdefault(name, 0.0)
        try:
            yield
        finally:
            self.phases[name] += time.perf_counter() - start

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, with each step's time kept under its name."""

        def timed_call(step: Callable[..., Any], *arguments: Any) -> Any:
            with self.phase(step.__name__):
                return call(step, *arguments)

        return timed_call

    def table(self) -> str:
        total = time.perf_counter() - self.began
        rest = total - sum(self.phases.values())
        rows = [*self.phases.items(), ("the rest", rest), ("total", total)]
        return "\n".join(f"{seconds:7.2f} s  {name}" for name, seconds in rows)
