"""Where the time goes, on this machine: ``make bench``.

Each line is a whole process as a user starts it: the median, least and most wall time of several runs, and the peak
memory of the largest process. Timings are printed and never asserted: these figures depend on the machine.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOU = [sys.executable, "-m", "flows.command"]
EXPLAIN = ["explain", "goal_progress", "--goal", "jobs", "--as-of", "2021-07-20"]


def timed(command: list[str], environment: dict[str, str], runs: int) -> str:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return f"{statistics.median(seconds):7.2f} {min(seconds):7.2f} {max(seconds):7.2f}  n={runs}"


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in ("duckdb", "polars", "prefect", "great-expectations")))
    print(f"\n{'':44} median     min     max   seconds of wall time")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "MOU_DATA": f"{folder}/data"}
        fresh = {**os.environ, "MOU_DATA": f"{folder}/other"}
        query = "select * from kpi.goal_progress"
        python = [sys.executable, "-c"]
        rows = [
            ("first night, as a Prefect flow", [*MOU, "run"], environment, 1),
            ("nothing new, as a Prefect flow", [*MOU, "run"], environment, 3),
            ("nothing new, plain", [*MOU, "run", "--plain"], environment, 5),
            ("first night, plain", [*MOU, "run", "--plain"], fresh, 1),
            ("mou sql", [*MOU, "sql", query], environment, 7),
            ("mou status", [*MOU, "status"], environment, 7),
            ("mou explain", [*MOU, *EXPLAIN], environment, 5),
            ("floor: import duckdb", [*python, "import duckdb"], environment, 5),
            ("floor: import duckdb, polars, pydantic", [*python, "import duckdb, polars, pydantic"], environment, 5),
            ("floor: import prefect", [*python, "import prefect, prefect.flows"], environment, 3),
            ("floor: import great_expectations", [*python, "import great_expectations"], environment, 3),
        ]
        for what, command, env, runs in rows:
            print(f"{what:40} {timed(command, env, runs)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\npeak memory of the largest process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
