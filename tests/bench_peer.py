"""The same job by what one would put together instead: dlt into DuckDB, dbt-duckdb models, dbt tests.

Both start from the same files of captures, readings and statements, make the same tables by the same queries, test the
same promises and write the KPI tables out; then the tables are compared cell by cell. Each is measured as the whole
processes that a user starts. The peer runs in an environment of its own, made from ``tests/peer/requirements.txt``
(dbt-core 1.12 cannot be installed from the package index alone).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import duckdb
import polars as pl

from tests.bench_warehouse import VERSION, generate, inputs_of
from tests.flows.nights import ROOT
from tests.measuring import Measured, Row, exponent, measured
from tests.peer.project import write_project
from warehouse.publish import version_path

PEER = ROOT / "tests" / "peer"
ENVIRONMENT = ROOT / ".venv-peer"
REQUIREMENTS = PEER / "requirements.txt"
SIZES = (10_000, 100_000)
LARGE = 1_000_000
BY_ROWS = "dlt by rows + dbt-duckdb"
# The peer alone: what it says to its makers stays here, and it does not look for newer versions.
QUIET = {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "RUNTIME__DLTHUB_TELEMETRY": "false", "DO_NOT_TRACK": "1"}


def peer_environment() -> Path:
    """The folder of the peer's programs; made anew when its requirements changed."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    made = ENVIRONMENT / "made-from"
    if not made.exists() or made.read_text() != wanted:
        uv = str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT)], check=True)
        python = str(ENVIRONMENT / "bin" / "python")
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, "-r", str(REQUIREMENTS)], check=True)
        made.write_text(wanted)
    return ENVIRONMENT / "bin"


def prepare(folder: Path, documents: int) -> None:
    """What reading gave for so many documents, and the verdicts on its quotes, as files for both."""
    generate(folder, documents, of="captures")
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select file_row_number as statement_number, true as is_equal "
            f"from read_parquet('{folder}/statements.parquet', file_row_number = true)) "
            f"to '{folder}/checked_quote.parquet'"
        )


def ours(folder: Path) -> Measured:
    return measured([sys.executable, "-m", "tests.bench_peer", str(folder)])


def make_ours(folder: Path) -> None:
    """What the night does after reading, on the same files; prints the seconds of each step."""
    seconds: dict[str, float] = {}
    began = [time.perf_counter()]

    def step(name: str) -> None:
        now = time.perf_counter()
        seconds[name], began[0] = now - began[0], now

    from warehouse.build import audit, build, evidence_to_check, read_audits
    from warehouse.publish import publish

    candidate = folder / "candidate.duckdb"
    inputs = inputs_of(folder)
    step("imports")
    build(candidate, inputs, are_keys_checked=False)
    step("build")
    quotes = evidence_to_check(candidate)
    audit(candidate, quotes.select("statement_number", is_equal=pl.lit(True)))
    step("audit")
    from expectations.judge import judge
    from expectations.suites import CHECKS
    from expectations.verdict import is_sound

    step("import great-expectations")
    verdicts = judge(CHECKS, read_audits(candidate, [name for check in CHECKS for name in check.tables]))
    step("judge")
    if not is_sound(verdicts):
        raise SystemExit(f"blocked: {[(one.check_name, one.message) for one in verdicts if one.blocks]}")
    publish(candidate, folder / "published", VERSION, {})
    step("publish")
    print(json.dumps(seconds))


def peer(folder: Path) -> tuple[dict[str, Measured], tuple[str, ...]]:
    """The peer's steps, each a process, and the KPI tables that it makes."""
    programs, database, exports = peer_environment(), folder / "peer.duckdb", folder / "exports"
    exports.mkdir()
    # What we write: a table that no sheet holds goes to Parquet alone.
    with_csv = {path.stem for path in version_path(folder / "published", VERSION).glob("*.csv")}
    tables = write_project(folder / "project", exports, with_csv)
    landing = folder / "landing"
    landing.mkdir()
    for path in [*folder.glob("*.parquet"), folder / "captures.json"]:
        (landing / path.name).symlink_to(path)
    load = [str(programs / "python"), str(PEER / "load.py"), str(landing), str(database)]
    build = [str(programs / "dbt"), "build", "--quiet", "--project-dir", str(folder / "project")]
    build += ["--profiles-dir", str(folder / "project"), "--target-path", str(folder / "target")]
    build += ["--log-path", str(folder / "log")]
    environment = {**QUIET, "PEER_DATABASE": str(database)}
    steps = {"dlt": measured(load, environment), "dbt build": measured(build, environment)}
    # The same rows once more as dictionaries, into a database of their own.
    rows = measured([*load[:-1], str(folder / "rows.duckdb"), "rows"], environment)
    return {**steps, "dlt by rows": rows}, tables


def differing(folder: Path, tables: tuple[str, ...]) -> dict[str, int]:
    """KPI rows that one side has and the other has not, by table."""
    published = folder / "published" / "versions" / VERSION / "published.duckdb"
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{published}' as ours (read_only); attach '{folder}/peer.duckdb' as peer (read_only)"
        )
        return {
            table: connection.execute(
                f"select count(*) from ((from ours.{table} except all from peer.{table}) "
                f"union all (from peer.{table} except all from ours.{table}))"
            ).fetchone()[0]
            for table in tables
        }


def side_by_side(documents: int) -> dict[str, Measured]:
    """Both on the same files, and the floor; refuses to compare what does not come out the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, documents)
        floor = measured([sys.executable, "-m", "tests.bench_warehouse", "floor", name])
        mine = ours(folder)
        steps, tables = peer(folder)
        if any(found := differing(folder, tables).values()):
            raise SystemExit(f"the two sides differ in {found} rows: they did not do the same job")
        sums = {"dlt + dbt": steps["dlt"] + steps["dbt build"], BY_ROWS: steps["dlt by rows"] + steps["dbt build"]}
        return {"floor": floor, "mou": mine, **steps, **sums}


def rows(is_large: bool) -> Iterator[Row]:
    """Ours by step, the peer's by program, and how both grow."""
    sizes = (*SIZES, LARGE) if is_large else SIZES
    found: dict[int, dict[str, Measured]] = {}
    for size in sizes:
        one = found[size] = side_by_side(size)
        floor = json.loads(one["floor"].said.splitlines()[-1])["seconds"]
        mine, other = one["mou"], one["dlt + dbt"]
        yield Row.of(f"{size:,} documents: mou", mine, floor, "floor: read the files, hash by key, write once")
        for step, seconds in json.loads(mine.said.splitlines()[-1]).items():
            yield Row(f"… of it: {step}", seconds, floor_s=None if "import" in step else floor)
        yield Row.of(
            f"{size:,} documents: dlt + dbt-duckdb, the same KPI tables, row for row",
            *(other, floor, beside(other, mine)),
        )
        for step in ("dlt", "dbt build"):
            yield Row.of(f"… of it: {step}", one[step])
        yield at_most(one["dlt + dbt"], one[BY_ROWS], json.loads(mine.said.splitlines()[-1]))
        yield Row.of(f"{size:,} documents: {BY_ROWS}", one[BY_ROWS], floor, beside(one[BY_ROWS], mine))
        yield Row.of("… of it: dlt by rows", one["dlt by rows"])
    for smaller, larger in pairwise(sizes):
        for who in ("mou", "dlt + dbt"):
            before, after = found[smaller][who], found[larger][who]
            growth = [
                exponent(getattr(before, kind), getattr(after, kind), larger / smaller) for kind in ("wall_s", "cpu_s")
            ]
            note = f"growth exponent from {smaller:,}: wall {growth[0]:.2f}, cpu {growth[1]:.2f}"
            yield Row.of(f"{larger:,} documents: {who}", after, note=note)


def beside(other: Measured, mine: Measured) -> str:
    times = (other.wall_s / mine.wall_s, other.cpu_s / mine.cpu_s, other.peak_mb / mine.peak_mb)
    return "× mou: wall {:.2f}, cpu {:.2f}, memory {:.2f}".format(*times)


def at_most(other: Measured, by_rows: Measured, steps: dict[str, float]) -> Row:
    """The queries that both sides share bound what any work on the rest could win."""
    shared = steps["build"] + steps["audit"]
    bounds = f"were all else of ours free: × {other.wall_s / shared:.1f}, by rows × {by_rows.wall_s / shared:.1f}"
    return Row("… the queries that both share (our build and audit)", shared, note=bounds)


def versions() -> list[str]:
    """What the peer is made of."""
    pinned = REQUIREMENTS.read_text("utf-8").split()
    return [
        one.replace("==", " ") for one in pinned if one.split("==")[0] in ("dlt", "dbt-core", "dbt-duckdb", "duckdb")
    ]


if __name__ == "__main__":
    make_ours(Path(sys.argv[1]))
