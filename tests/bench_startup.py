"""What it takes to start: a night with nothing new, against the bare imports of what it needs from others."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.measuring import Measured, Row, measured, median_of

PYTHON = sys.executable
MOU = [PYTHON, "-m", "flows.command"]
RUNS = 5
OURS = ("announcements", "warehouse", "expectations", "report", "flows", "tests")
# A night in this process; then the names of every module of others that it imported, in that order.
IMPORTED = f"""
import contextlib, io, sys
from flows.command import main
with contextlib.redirect_stdout(io.StringIO()):
    assert main(["run", *sys.argv[1:]]) == 0
for name in list(sys.modules):
    parts = name.split(".")
    if parts[0] not in {{*sys.stdlib_module_names, "__mp_main__", *{OURS!r}}} and all(p.isidentifier() for p in parts):
        print(name)
"""
BARE = "import sys, importlib\nfor name in open(sys.argv[1]).read().split(): importlib.import_module(name)"


def rows(is_large: bool) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        environment = {"MOU_DATA": f"{name}/data", "PREFECT_HOME": f"{name}/prefect"}
        yield Row.of("first night, `mou run --plain`", measured([*MOU, "run", "--plain"], environment))
        for what, options in (("`mou run --plain`", ["--plain"]), ("`mou run` (its own Prefect server)", [])):
            bare = _bare(Path(name), environment, options)
            night = median_of(RUNS, [*MOU, "run", *options], environment)
            note = f"floor: the imports of others that it needs; cpu × {night.cpu_s / bare.cpu_s:.2f}"
            yield Row.of(f"nothing new, {what}", night, bare.wall_s, note)
            yield from _split(median_of(1, [*MOU, "run", *options, "--timings"], environment).said)
        for command in (["sql", "from kpi.coverage"], ["status"]):
            yield Row.of(f"`mou {command[0]}`", median_of(RUNS, [*MOU, *command], environment))
        for module in ("duckdb", "polars", "pandas", "prefect", "great_expectations", "expectations.judge"):
            yield Row.of(f"`import {module}`", median_of(3, [PYTHON, "-c", f"import {module}"]))


def _bare(folder: Path, environment: dict[str, str], options: list[str]) -> Measured:
    """The imports of others that such a night makes, and nothing else."""
    imported = measured([PYTHON, "-W", "ignore", "-c", IMPORTED, *options], environment).said
    (folder / "imported").write_text(imported)
    return median_of(RUNS, [PYTHON, "-W", "ignore", "-c", BARE, str(folder / "imported")], environment)


def _split(timings: str) -> Iterator[Row]:
    """The phases that ``--timings`` shows."""
    for seconds, what in re.findall(r"^ *([\d.]+) s  (.+)$", timings, re.MULTILINE):
        if what not in ("total", "the rest"):
            yield Row(f"… of it: {what}", float(seconds))
