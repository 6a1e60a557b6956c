"""Measures whole processes: wall time, processor time, peak memory."""

from __future__ import annotations

import math
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.flows.nights import ROOT


@dataclass(frozen=True, slots=True)
class Measured:
    """What a process took; the processor time and the peak memory are those of the largest tree that it waited for."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    said: str = ""
    """Its standard output."""

    def __add__(self, other: Measured) -> Measured:
        """One after the other."""
        return Measured(self.wall_s + other.wall_s, self.cpu_s + other.cpu_s, max(self.peak_mb, other.peak_mb))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    wall_s: float
    cpu_s: float | None = None
    peak_mb: float | None = None
    floor_s: float | None = None
    """The least that could be done, measured in the same run."""
    note: str = ""

    @classmethod
    def of(cls, what: str, found: Measured, floor: float | None = None, note: str = "") -> Row:
        return cls(what, found.wall_s, found.cpu_s, found.peak_mb, floor, note)


def measured(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end, in the repository's folder.

    Raises:
        SystemExit: It failed; what it said is printed.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        said = process.stdout.read().decode("utf-8", "replace")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        print(said, file=sys.stderr)
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    # A process begins as a copy of this one: a peak below ours says nothing of it.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = used.ru_maxrss / 1024 if used.ru_maxrss > 1.05 * own else math.nan
    return Measured(time.perf_counter() - start, used.ru_utime + used.ru_stime, peak_mb, said)


def median_of(runs: int, command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """The medians of several runs; what the last one said."""
    found = [measured(command, environment) for _ in range(runs)]
    wall_s, cpu_s, peak_mb = (
        statistics.median(getattr(one, name) for one in found) for name in ("wall_s", "cpu_s", "peak_mb")
    )
    return Measured(wall_s, cpu_s, peak_mb, found[-1].said)


def exponent(smaller: float, larger: float, times: float) -> float:
    """How time grows with size: 1 is in proportion."""
    return math.log(larger / smaller, times)
