"""``mou sql``: read-only SQL on the published version."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from warehouse.output import write_result
from warehouse.query import QueryFailed, run_sql

from flows.command import BadUsage
from flows.published import published_database


def main(options: argparse.Namespace) -> int:
    database = published_database(options)
    if options.query is not None:
        return _answer(database, options.query, options)
    if not sys.stdin.isatty():
        return _answer(database, sys.stdin.read(), options)
    return _prompt(database, options)


def _answer(database: Path, query: str, options: argparse.Namespace) -> int:
    format_ = "json" if options.json else options.format
    if format_ == "parquet" and options.out is None:
        raise BadUsage("Parquet is not for a terminal: name a file with --out FILE.")
    try:
        result = run_sql(database, query, timeout_s=options.timeout)
    except QueryFailed as error:
        raise BadUsage(str(error)) from error
    write_result(result, format_, Path(options.out) if options.out else None)
    return 0


def _prompt(database: Path, options: argparse.Namespace) -> int:
    print(
        "Read-only SQL on the published version. End a query with ';', leave with Ctrl-D. Start with: show all tables;"
    )
    lines: list[str] = []
    while True:
        try:
            line = input("mou> " if not lines else "...> ")
        except EOFError:
            print()
            return 0
        lines.append(line)
        if line.rstrip().endswith(";"):
            try:
                _answer(database, "\n".join(lines), options)
            except BadUsage as error:
                print(error, file=sys.stderr)
            lines = []
