"""Measures whole processes: wall time, processor time, peak memory."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.flows.nights import ROOT


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process took, its children included in the processor time and in the peak of the largest."""

    wall_s: float
    cpu_s: float
    peak_mb: float

    def __add__(self, other: Measured) -> Measured:
        """One after the other."""
        return Measured(self.wall_s + other.wall_s, self.cpu_s + other.cpu_s, max(self.peak_mb, other.peak_mb))


def measured(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end, in the repository's folder.

    Raises:
        SystemExit: It failed; what it said is printed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        print(said.decode("utf-8", "replace"), file=sys.stderr)
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Measured(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median_of(runs: int, command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """The medians of several runs."""
    found = [measured(command, environment) for _ in range(runs)]
    return Measured(
        statistics.median(one.wall_s for one in found),
        statistics.median(one.cpu_s for one in found),
        statistics.median(one.peak_mb for one in found),
    )


def exponent(smaller: float, larger: float, times: float) -> float:
    """How time grows with size: 1 is in proportion."""
    return math.log(larger / smaller, times)
