"""Where the time goes, on this machine, in one table: ``make bench``.

    python -m tests.bench [--large] [--write] [startup] [reading] [night] [peer]

Without names all four parts. ``--large`` adds 10^6 documents beside the peer (hours, and 30 GB of disk); ``--write``
keeps the table in ``docs/benchmarks.md``, where parts that are not named stay as they are. Every line is a whole
process as a user starts it, or a step inside one. Beside it stands the least that could be done, measured in the same
run. Timings are shown and never asserted: they depend on the machine.
"""

from __future__ import annotations

import math
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version

from tests import bench_archive, bench_peer, bench_startup, bench_texts
from tests.flows.nights import ROOT
from tests.measuring import Row

PARTS: dict[str, tuple[str, Callable[[bool], Iterable[Row]]]] = {
    "startup": ("Start-up, on the bundled announcements", bench_startup.rows),
    "reading": ("Reading, the bundled announcements over and over", bench_texts.rows),
    "peer": ("After reading: build, judge, publish; beside the same job by dlt and dbt-duckdb", bench_peer.rows),
    # Last: this process holds much afterwards, and the peak of a smaller child is not seen then.
    "night": ("A night with 100 new announcements on a large archive", bench_archive.rows),
}
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- written by make bench -->", "<!-- end -->"
HEADER = "| | wall s | cpu s | peak MB | floor s | × floor | |\n|---|--:|--:|--:|--:|--:|---|"


def machine() -> str:
    packages = ("duckdb", "polars", "pydantic", "prefect", "great-expectations")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in packages)}; "
        f"peer: {', '.join(bench_peer.versions())}; load at the start {os.getloadavg()[0]:.1f}"
    )


def line(row: Row) -> str:
    cells = [
        row.what,
        f"{row.wall_s:.2f}",
        "" if row.cpu_s is None else f"{row.cpu_s:.2f}",
        "" if row.peak_mb is None or math.isnan(row.peak_mb) else f"{row.peak_mb:.0f}",
        "" if row.floor_s is None else f"{row.floor_s:.2f}",
        "" if not row.floor_s else f"{row.wall_s / row.floor_s:.1f}",
        row.note,
    ]
    return f"| {' | '.join(cells)} |"


def section(name: str, is_large: bool) -> Iterator[str]:
    """The lines of a part, each as soon as it is known; the machine first, for parts may be of different days."""
    title, rows = PARTS[name]
    yield f"**{title}**\n\n{machine()}\n\n{HEADER}"
    for row in rows(is_large):
        yield line(row)


def write(measured: dict[str, str]) -> None:
    """Put what was measured on the page, in place of the same parts there."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    shown, _, after = rest.partition(END)
    there = {f"**{title}**": name for name, (title, _) in PARTS.items()}
    blocks = re.split(r"^(?=\*\*)", shown, flags=re.MULTILINE)
    kept = {there[block.splitlines()[0]]: block.strip() for block in blocks if block.strip()}
    parts = {**kept, **measured}
    page = "\n\n".join(parts[name] for name in PARTS if name in parts)
    PAGE.write_text(f"{before}{BEGIN}\n\n{page}\n\n{END}{after}", "utf-8")


def main(arguments: list[str]) -> None:
    names = [name for name in arguments if name in PARTS] or list(PARTS)
    if unknown := [one for one in arguments if one not in PARTS and one not in ("--large", "--write")]:
        raise SystemExit(f"bench: {unknown[0]!r} is unknown. Parts: {', '.join(PARTS)}; options: --large, --write.")
    measured: dict[str, str] = {}
    for name in names:
        lines = []
        for one in section(name, "--large" in arguments):
            print(one, flush=True)
            lines.append(one)
        measured[name] = "\n".join(lines)
        if "--write" in arguments:
            write(measured)


if __name__ == "__main__":
    main(sys.argv[1:])
