"""The ``mou`` command: what can be asked for, and which exit code tells how it went.

Exit codes: 0 published, or nothing new; 1 warnings with ``--strict``; 2 blocked by a critical check; 3 could not run;
64 usage; 70 unexpected error.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

from flows import faults
from flows.command_history import of_archive_and_versions
from flows.command_judging import add_judging

OK, WARNED, BLOCKED, CANNOT_RUN, USAGE, UNEXPECTED = 0, 1, 2, 3, 64, 70


class CannotRun(RuntimeError):
    """Something that whoever runs the command can mend; the message says what and how."""


class BadUsage(ValueError):
    """What was asked for makes no sense as it stands; the message says what would."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}. See '{self.prog} --help'.", file=sys.stderr)
        raise SystemExit(USAGE)


def parser() -> argparse.ArgumentParser:
    """Every command with its options. Built without importing anything that a command needs."""
    top = _Parser(
        prog="mou",
        description="Reads announcements of agreements, keeps the evidence, checks the totals, publishes progress.",
        epilog="Exit codes: 0 published or nothing new, 1 warnings with --strict, 2 blocked by a critical check, "
        "3 could not run, 64 usage, 70 unexpected error.",
    )
    places = argparse.ArgumentParser(add_help=False)
    places.add_argument("--data", metavar="DIR", help="data folder (else MOU_DATA, else ./data)")
    places.add_argument("--configs", metavar="DIR", help="configuration folder (else MOU_CONFIGS, else ./configs)")
    places.add_argument("--json", action="store_true", help="print JSON lines instead of text for people")
    commands: Any = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)

    known = argparse.ArgumentParser(add_help=False)
    known.add_argument(
        "--as-known-on",
        metavar="DAY",
        help="answer from what was known at the end of DAY (Korea), with today's models and the configuration of the "
        "published version; kpi.restatement and audits of that day are empty",
    )
    known.add_argument(
        "--basis",
        choices=["announced", "recorded"],
        default="announced",
        help="known: announced to the public by then (default), or recorded by us by then, as read then",
    )

    def command(name: str, help_: str, description: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(
            name, help=help_, description=description, parents=[places, *parents]
        )
        return added

    run = command(
        "run",
        "one nightly run now",
        "Collect new announcements, read them, build the warehouse, judge it, and publish it if every critical check "
        "passes. Otherwise the last sound version stays.",
    )
    run.add_argument("--plain", action="store_true", help="without Prefect: the same steps in the same order")
    run.add_argument("--strict", action="store_true", help="exit 1 when a check warns or a source fails")
    run.add_argument("--source", metavar="NAME", help="collect from this source only")
    run.add_argument("--since", metavar="DAY", help="with --source: fetch what was published from DAY on, known or not")
    run.add_argument("--timings", action="store_true", help="print where the time went")

    command(
        "serve",
        "the schedule: every night at 03:00",
        "Runs every night at 03:00 (settings.yml: timezone), one run at a time; on start, once if a night was missed. "
        "Uses the Prefect server of PREFECT_API_URL, or one of its own.",
    )

    command("status", "last run, published version, headline KPIs, what is in doubt", "How things stand now.")

    add_judging(command)

    sql = command(
        "sql",
        "ask the published version in SQL",
        "Read-only DuckDB SQL on the published version: schemas kpi, star, audit, ops. No file or network access.",
        known,
    )
    sql.add_argument("query", nargs="?", help="one SQL query; without it, a prompt (or the standard input)")
    sql.add_argument(
        "--format", choices=["table", "csv", "json", "parquet"], default="table", help="output (default: table)"
    )
    sql.add_argument("--out", metavar="FILE", help="write to FILE instead of the terminal (needed for parquet)")
    sql.add_argument("--timeout", type=float, default=30, metavar="SECONDS", help="time limit of a query (default: 30)")

    explain = command(
        "explain",
        "one KPI cell: its arithmetic, its sentences, their sources",
        "Shows how a number came about: the arithmetic, the sentences it rests on, who published them and when.",
        known,
    )
    explain.add_argument("table", choices=["goal_progress"], help="the KPI table")
    explain.add_argument("--goal", required=True, metavar="CODE", help="goal, for example companies_attracted or jobs")
    explain.add_argument("--as-of", required=True, metavar="DAY", help="the day the figure holds for, YYYY-MM-DD")
    explain.add_argument("--programme", metavar="CODE", help="needed only when several programmes have that goal")

    add = command(
        "add",
        "add one announcement by hand",
        "Archives the file unchanged and records where it comes from. The next 'mou run' reads it.",
    )
    add.add_argument("file", metavar="FILE")
    add.add_argument("--url", required=True, help="where a person finds the announcement")
    add.add_argument("--published", required=True, metavar="DAY", help="the day it was published, YYYY-MM-DD")
    add.add_argument("--publisher", help="who published it")
    add.add_argument("--source", metavar="CODE", help="a source of kind 'hand'; needed only when there are several")

    extract = command(
        "extract",
        "what the reader finds in documents, without touching data",
        "Prints the facts of each document as a JSON line. Nothing is archived or published.",
    )
    extract.add_argument("files", nargs="*", metavar="FILE")
    extract.add_argument("--published", metavar="DAY", help="the day the files were published, YYYY-MM-DD")
    extract.add_argument("--corpus", metavar="DIR", help="a folder with docs/ and documents.jsonl, instead of files")
    extract.add_argument("--programme", metavar="CODE", help="read as this programme (default: settings.yml)")
    extract.add_argument("--statements", action="store_true", help="each statement with its evidence, not the summary")
    extract.add_argument("--out", metavar="FILE", help="write to FILE instead of the terminal")

    path = command("path", "the published version's folder", "Prints the folder, or with --database the DuckDB file.")
    path.add_argument("--database", action="store_true", help="print the path of published.duckdb")

    page = command(
        "report",
        "the page of a version: progress, doubt, and the sentence behind each number",
        "Prints where the page is: one file that works offline. A version without one gets it in the cache.",
    )
    page.add_argument("version", nargs="?", metavar="VERSION", help="default: the current one; may be shortened")
    page.add_argument("--open", action="store_true", help="open it in the browser")

    export = command(
        "export",
        "published tables and plots as files",
        "Writes tables of a version (csv: UTF-8 with BOM; cp949: CSV for older Korean programs, with a list of the "
        "letters it cannot hold; parquet; xlsx), or its plots for slides (png, svg).",
    )
    export.add_argument("--format", required=True, choices=["csv", "cp949", "parquet", "xlsx", "png", "svg"])
    export.add_argument("--table", action="append", metavar="NAME", help="a KPI table; may be repeated (default: all)")
    export.add_argument("--version", metavar="VERSION", help="default: the current one; may be shortened")
    export.add_argument("--out", metavar="DIR", default=".", help="folder to write to (default: here)")

    dictionary = command(
        "dictionary", "every published table and column", "The data dictionary, from the models' headers."
    )
    dictionary.add_argument("table", nargs="?", help="one table, for example kpi.goal_progress")

    review = command(
        "review",
        "what waits for a person, and how to answer it",
        "Lists what could not be read, resolved or decided, each with its sentence and the exact line that answers it.",
    )
    review.add_argument("--check", metavar="NAME", help="only items of one kind, for example similar_names")

    of_archive_and_versions(command)

    doctor = command(
        "doctor", "are machine, configuration and data sound?", "Checks everything a nightly run needs; exit 3 if not."
    )
    doctor.add_argument("--monitor", action="store_true", help="for an outside watcher: did the night happen? (exit 3)")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; every way it can end has an exit code and, when it fails, one line that says why."""
    options = parser().parse_args(arguments)
    faults.asked_to_stop.clear()
    for wish in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wish, _interrupted)
    try:
        module = importlib.import_module(f"flows.commands.{options.command}")
        code: int = module.main(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read our output ('mou sql … | head') has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt as error:
        return _fail(CANNOT_RUN, faults.told(error))
    except SystemExit:
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence
        if isinstance(error, BadUsage):
            return _fail(USAGE, str(error))
        if faults.exit_code(error) == CANNOT_RUN:
            return _fail(CANNOT_RUN, faults.told(error))
        traceback.print_exc()
        return _fail(UNEXPECTED, f"unexpected {type(error).__name__}: {error}. The last sound version stays published.")


def _interrupted(signum: int, frame: object) -> NoReturn:
    faults.asked_to_stop.set()
    raise KeyboardInterrupt


def _fail(code: int, message: str) -> int:
    print(f"mou: {message}", file=sys.stderr)
    return code


def program() -> NoReturn:
    """The command as a process of its own."""
    # Nearly all that is made while a command starts stays to its end. To look for garbage among it as often as Python
    # does, and once more on the way out, takes long beside a night with nothing new.
    gc.set_threshold(50_000)
    # So does looking through every installed package for plugins to pydantic; there are none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = main()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    program()
