"""``mou export``: published tables and plots as files."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.command import BadUsage
from flows.looking import places_of
from flows.published import database_of, named_version
from flows.terminal import visible

SHOWN = 10
PLOTS = ("png", "svg")


def main(options: argparse.Namespace) -> int:
    places = places_of(options)
    version = named_version(places, options.version)
    folder = database_of(places, version).parent
    tables = _tables(folder, options.table)
    if options.format in PLOTS and options.table:
        raise BadUsage(f"--format {options.format} writes plots, not tables. Leave out --table.")
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    notes: list[str] = []
    match options.format:
        case "parquet":
            files = [Path(shutil.copyfile(folder / f"{table}.parquet", out / f"{table}.parquet")) for table in tables]
        case "csv":
            files = [_csv(folder, table, out / f"{table}.csv") for table in tables]
        case "cp949":
            files = _cp949(folder, tables, out, notes)
        case "xlsx":
            files = [_workbook(folder, version, tables if options.table else None, out)]
        case _:
            from report.plots import write_plots

            files = write_plots(folder / "published.duckdb", version, out, formats=[options.format])
    _tell(options, version, files, notes)
    return 0


def _tables(folder: Path, wanted: Sequence[str] | None) -> list[str]:
    """The tables asked for, with or without ``kpi.``; all of them where none is named."""
    there = sorted(path.stem for path in folder.glob("*.parquet"))
    asked = [name.removeprefix("kpi.") for name in wanted or there]
    if unknown := [name for name in asked if name not in there]:
        raise BadUsage(f"no table {', '.join(unknown)} is published. There are: {', '.join(there)}.")
    return list(dict.fromkeys(asked))


def _csv(folder: Path, table: str, target: Path) -> Path:
    """The file of the version; a table that no sheet holds (warehouse/exports.py) is written now, for it was asked."""
    there = folder / target.name
    if there.exists():
        return Path(shutil.copyfile(there, target))
    import polars as pl

    from warehouse.csv_file import write_csv

    write_csv(pl.scan_parquet(folder / f"{table}.parquet"), target)
    return target


def _cp949(folder: Path, tables: Sequence[str], out: Path, notes: list[str]) -> list[Path]:
    from report.exports.korean import SUBSTITUTE, write_cp949, write_list

    files = []
    for table in tables:
        target = out / f"{table}.cp949.csv"
        with TemporaryDirectory() as made:
            lost = write_cp949(_csv(folder, table, Path(made) / f"{table}.csv"), target)
        files.append(target)
        if lost:
            listed = out / f"{table}.cp949-lost.csv"
            write_list(lost, listed)
            files.append(listed)
            letters = ", ".join(dict.fromkeys(f"{one.letter} ({one.name})" for one in lost))
            notes.append(f"{table}: {len(lost)} letters are {SUBSTITUTE} now, CP949 does not have them: {letters}")
    return files


def _workbook(folder: Path, version: str, tables: Sequence[str] | None, out: Path) -> Path:
    from report.exports.workbook import FILE, write_workbook

    name = FILE if tables is None else f"mou-{'-'.join(tables)}.xlsx"
    return write_workbook(folder / "published.duckdb", version, out / name, tables)


def _tell(options: argparse.Namespace, version: str, files: Sequence[Path], notes: Sequence[str]) -> None:
    if options.json:
        told = {"version": version, "files": [str(path) for path in files], "notes": list(notes)}
        print(json.dumps(told, ensure_ascii=False))
        return
    print(f"From {version}:")
    for path in files[:SHOWN]:
        print(f"  {path}")
    if len(files) > SHOWN:
        print(f"  … {len(files) - SHOWN} more in {files[0].parent}")
    for note in notes:
        print(visible(note))
