"""How the warehouse grows: generated statements of realistic shape, against the least that could be done with them.

Rows are the reader's own from the bundled announcements of one programme, repeated for as many invented programmes as
it takes. The floor, in the same run: DuckDB reads the same files, hashes the rows by key, and writes each once. Every
line is a process of its own, with its peak memory. Nothing is asserted: these figures depend on the machine.

    python -m tests.bench_warehouse [--large]
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from announcements.archive import Archive
from announcements.store import Store
from flows.frames import config_frames
from flows.run import Run
from flows.settings import load_settings
from flows.steps import collect, read_new
from tests.flows.nights import FIRST_NIGHT, ROOT
from warehouse.build import audit, build, evidence_to_check
from warehouse.load import Inputs
from warehouse.publish import publish

PROGRAMME = "gwangju-ai"
COMMANDS = {
    "mou sql": ("sql", "select goal_code, max(progress_pct) from kpi.goal_progress group by all"),
    "mou explain": (
        *("explain", "goal_progress", "--goal", "jobs", "--as-of", "2021-07-20"),
        *("--programme", "programme-0"),
    ),
}
VERSION = "20261122T180000Z-00000000"
PARTS = ("floor", "build", "audit", "publish")
# Ids of one copy differ from those of another; what stands in the columns does not.
IDS = ("capture_id", "document_id", "reading_id", "statement_id")
KEYS = {"captures": "capture_id", "readings": "reading_id", "statements": "reading_id, statement_id"}


def generate(folder: Path, count: int, *, of: str = "statements") -> None:
    """Write captures, readings, statements and configuration for about so many statements, or captures."""
    run = Run.begin(load_settings(str(ROOT / "configs"), str(folder / "seed")), now=FIRST_NIGHT)
    for source in run.settings.sources:
        collect(run, source)
    read_new(run)
    seed = Store(run.settings.places.extracted)
    texts = seed.organisation_texts()
    with duckdb.connect() as connection:
        captures = Archive(run.settings.places.raw).captures()
        connection.register("captures", captures)
        connection.execute("create table readings as from read_parquet(?)", [[str(p) for p in seed.reading_files()]])
        connection.execute(
            "create table statements as from read_parquet(?)", [[str(p) for p in seed.statement_files()]]
        )
        (size,) = connection.execute(f"select count(*) from {of} where programme_code = '{PROGRAMME}'").fetchone()
        connection.execute(f"create table copy as select range as n from range({max(round(count / size), 1)})")
        for table in KEYS:
            kind = "json" if table == "captures" else "parquet"
            connection.execute(f"copy ({copied(connection, table)}) to '{folder / table}.{kind}' (format {kind})")
        for name, frame in config_frames(run.settings, texts).items():
            connection.register("frame", frame)
            connection.execute(f"copy ({copied(connection, 'frame')}) to '{folder}/config_{name}.parquet'")


def copied(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Rows of the programme once for each copy, the programme, ids and names told apart; other rows as they are."""
    names = [name for name, *_ in connection.execute(f"describe {table}").fetchall()]
    if "organisation_text" in names and "programme_code" not in names:
        told = ", ".join(f"{name} || '#' || n as {name}" if name != "type_code" else name for name in names)
        return f"select {told} from {table}, copy"
    if "programme_code" not in names:
        return f"from {table}"
    told = {name: f"sha256({name} || n) as {name}" if name in IDS else name for name in names}
    told["programme_code"] = "'programme-' || n as programme_code"
    # With a sign between: A1 of copy 2 is not A of copy 12.
    told |= {name: f"{name} || '#' || n as {name}" for name in names if name in ("organisation_text", "url")}
    if "context_statement_ids" in names:
        told["context_statement_ids"] = (
            "list_transform(context_statement_ids, lambda one : sha256(one || n)) as context_statement_ids"
        )
    return f"select {', '.join(told.values())} from {table}, copy where programme_code = '{PROGRAMME}'"


def inputs_of(folder: Path) -> Inputs:
    frames = {path.stem.removeprefix("config_"): pl.read_parquet(path) for path in folder.glob("config_*.parquet")}
    files = {table: [next(folder.glob(f"{table}.*"))] for table in KEYS}
    return Inputs(files["captures"], files["readings"], files["statements"], frames)


def floor(folder: Path) -> None:
    """The same rows read, hashed by key and written once."""
    with duckdb.connect(str(folder / "floor.duckdb")) as connection:
        for table, key in KEYS.items():
            rows = f"from '{next(folder.glob(f'{table}.*'))}'"
            connection.execute(f"create table {table} as select distinct on (programme_code, {key}) * {rows}")
        connection.execute("force checkpoint")


def judge(folder: Path) -> None:
    quotes = evidence_to_check(folder / "candidate.duckdb")
    audit(folder / "candidate.duckdb", quotes.select("statement_number", is_equal=pl.lit(True)))


WORK: dict[str, Callable[[Path], object]] = {
    "floor": floor,
    "build": lambda folder: build(folder / "candidate.duckdb", inputs_of(folder), are_keys_checked=False),
    "audit": judge,
    "publish": lambda folder: publish(folder / "candidate.duckdb", folder / "data" / "published", VERSION, {}),
}


def measured(*command: str) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a process; of one of ours, without its imports."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}")
    seconds = time.perf_counter() - start
    if command[1] == "tests.bench_warehouse":
        seconds = json.loads(said)["seconds"]
    return seconds, used.ru_maxrss / 1024


def growing(sizes: list[int]) -> None:
    """One line a part: its seconds and peak memory at each size."""
    found: dict[str, list[tuple[float, float]]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            measured("-m", "tests.bench_warehouse", "generate", name, str(size))
            for part in PARTS:
                found.setdefault(part, []).append(measured("-m", "tests.bench_warehouse", part, name))
            for what, command in COMMANDS.items():
                asked = ("-m", "flows.command", *command, "--data", f"{name}/data")
                found.setdefault(what, []).append(measured(*asked))
        build_s, audit_s = found["build"][-1], found["audit"][-1]
        both = (build_s[0] + audit_s[0], max(build_s[1], audit_s[1]))
        found.setdefault("build + audit", []).append(both)
    show(sizes, found)


def show(sizes: list[int], found: dict[str, list[tuple[float, float]]]) -> None:
    print(
        f"\n{'seconds (peak MB) at … statements':34}" + "".join(f"{size:>20,}" for size in sizes) + "   growth  × floor"
    )
    for what, cells in found.items():
        shown = "".join(f"{f'{seconds:.2f} ({peak:.0f})':>20}" for seconds, peak in cells)
        growth = math.log(cells[-1][0] / cells[-2][0], sizes[-1] / sizes[-2]) if len(cells) > 1 else math.nan
        print(f"{what:34}{shown}{growth:9.2f}{cells[-1][0] / found['floor'][-1][0]:9.1f}")


def main(arguments: list[str]) -> None:
    if arguments and arguments[0] in {"generate", *PARTS}:
        folder = Path(arguments[1])
        # duckdb imports it with the first parameter that it is given.
        import pandas  # noqa: F401

        start = time.perf_counter()
        if arguments[0] == "generate":
            generate(folder, int(arguments[2]))
        else:
            WORK[arguments[0]](folder)
        print(json.dumps({"seconds": time.perf_counter() - start}))
        return
    sizes = [10_000, 100_000, 1_000_000] if "--large" in arguments else [10_000, 100_000]
    growing(sizes)


if __name__ == "__main__":
    main(sys.argv[1:])
