"""The same job by what one would put together instead: dlt into DuckDB, dbt-duckdb models, dbt tests.

Both start from the same files of captures, readings and statements, make the same tables by the same queries, test the
same promises and write the KPI tables out; then the tables are compared cell by cell. Each is measured as the whole
processes that a user starts. The peer runs in an environment of its own, made from ``tests/peer/requirements.txt``.

    python -m tests.bench_peer [--large]
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import duckdb
import polars as pl

from tests.bench_warehouse import VERSION, generate, inputs_of
from tests.flows.nights import ROOT
from tests.measuring import Measured, exponent, measured
from tests.peer.project import write_project

PEER = ROOT / "tests" / "peer"
ENVIRONMENT = ROOT / ".venv-peer"
REQUIREMENTS = PEER / "requirements.txt"
SIZES = (10_000, 100_000)
LARGE = 1_000_000
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
            f"copy (select statement_id, document_id, true as is_equal from '{folder}/statements.parquet') "
            f"to '{folder}/checked_quote.parquet'"
        )


def ours(folder: Path) -> Measured:
    return measured([sys.executable, "-m", "tests.bench_peer", "ours", str(folder)])


def make_ours(folder: Path) -> None:
    """What the night does after reading, on the same files."""
    from expectations.judge import judge
    from expectations.suites import CHECKS
    from expectations.verdict import is_sound
    from warehouse.build import audit, build, evidence_to_check, read_audits
    from warehouse.publish import publish

    candidate = folder / "candidate.duckdb"
    build(candidate, inputs_of(folder))
    quotes = evidence_to_check(candidate)
    audit(candidate, quotes.select("statement_id", "document_id", is_equal=pl.lit(True)))
    verdicts = judge(CHECKS, read_audits(candidate, [name for check in CHECKS for name in check.tables]))
    if not is_sound(verdicts):
        raise SystemExit(f"blocked: {[(one.check_name, one.message) for one in verdicts if one.blocks]}")
    publish(candidate, folder / "published", VERSION, {})


def peer(folder: Path) -> tuple[dict[str, Measured], tuple[str, ...]]:
    """The peer's steps, each a process, and the KPI tables that it makes."""
    programs, database, exports = peer_environment(), folder / "peer.duckdb", folder / "exports"
    exports.mkdir()
    tables = write_project(folder / "project", exports)
    landing = folder / "landing"
    landing.mkdir()
    for path in [*folder.glob("*.parquet"), folder / "captures.json"]:
        (landing / path.name).symlink_to(path)
    load = [str(programs / "python"), str(PEER / "load.py"), str(landing), str(database)]
    build = [str(programs / "dbt"), "build", "--quiet", "--project-dir", str(folder / "project")]
    build += ["--profiles-dir", str(folder / "project"), "--target-path", str(folder / "target")]
    build += ["--log-path", str(folder / "log")]
    environment = {**QUIET, "PEER_DATABASE": str(database)}
    return {"dlt": measured(load, environment), "dbt build": measured(build, environment)}, tables


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
    """Both on the same files; refuses to compare what does not come out the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, documents)
        mine = ours(folder)
        steps, tables = peer(folder)
        if any(found := differing(folder, tables).values()):
            raise SystemExit(f"the two sides differ in {found} rows: they did not do the same job")
        return {"mou": mine, **steps, "dlt + dbt": sum(steps.values(), Measured(0, 0, 0))}


def show(found: dict[int, dict[str, Measured]]) -> None:
    sizes = sorted(found)
    for size in sizes:
        print(f"\n{size:,} documents, the same {'KPI tables on both sides':24}    wall s    cpu s  peak MB")
        for what, one in found[size].items():
            print(f"{what:52}{one.wall_s:9.1f}{one.cpu_s:9.1f}{one.peak_mb:9.0f}")
        mine, other = found[size]["mou"], found[size]["dlt + dbt"]
        print(
            f"{'the peer takes … times as much':52}"
            f"{other.wall_s / mine.wall_s:9.1f}{other.cpu_s / mine.cpu_s:9.1f}{other.peak_mb / mine.peak_mb:9.1f}"
        )
    for smaller, larger in pairwise(sizes):
        growth = {
            who: exponent(found[smaller][who].wall_s, found[larger][who].wall_s, larger / smaller)
            for who in ("mou", "dlt + dbt")
        }
        print(f"growth from {smaller:,} to {larger:,}: " + ", ".join(f"{who} {e:.2f}" for who, e in growth.items()))


def main(arguments: list[str]) -> None:
    if arguments and arguments[0] == "ours":
        make_ours(Path(arguments[1]))
        return
    sizes = (*SIZES, LARGE) if "--large" in arguments else SIZES
    show({size: side_by_side(size) for size in sizes})


if __name__ == "__main__":
    main(sys.argv[1:])
