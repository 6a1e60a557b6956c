"""``mou sql``: read-only SQL on the published version."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows.command import BadUsage
from flows.looking import published_database
from warehouse.output import format_csv, format_json, format_table, write_parquet
from warehouse.query import QueryError, QueryTimeout, run_sql

FORMATS = {"table": format_table, "csv": format_csv, "json": format_json}


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
        answer = run_sql(database, query, timeout_s=options.timeout)
    except QueryTimeout as error:
        raise BadUsage(f"{error} (--timeout SECONDS)") from error
    except QueryError as error:
        raise BadUsage(str(error)) from error
    if format_ == "parquet":
        write_parquet(answer.columns, answer.types, answer.rows, Path(options.out))
        return 0
    text = FORMATS[format_](answer.columns, answer.rows)
    if options.out is None:
        sys.stdout.write(text)
    else:
        # Spreadsheets take UTF-8 for something else unless the file begins with a byte order mark.
        Path(options.out).write_text(text, "utf-8-sig" if format_ == "csv" else "utf-8", newline="")
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
