"""What the commands that look at checks, incidents and alerts can be asked."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def add_judging(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """Add ``checks``, ``incidents`` and ``drill``; ``command`` takes a name, a line of help, and a description."""
    checks = command(
        "checks",
        "every check, what it came to, and the rows that fail",
        "The newest verdict of each check, failing ones first, with owner and runbook entry.",
    )
    checks.add_argument("--check", metavar="NAME", help="only this one, with all its failing rows")
    checks.add_argument("--run", metavar="RUN", help="the verdicts of one run (default: the newest of each check)")
    checks.add_argument(
        "--data-docs", action="store_true", help="build great-expectations' pages on the published version"
    )

    incidents = command(
        "incidents",
        "what is wrong, since when, and who knows",
        "Lists the incidents that stand. Acknowledging or snoozing one is put on record, also while a run is going.",
    )
    incidents.add_argument("--all", action="store_true", help="also those that are over")
    incidents.add_argument("--check", metavar="NAME", help="only those of one check")
    incidents.add_argument("--acknowledge", metavar="ID", help="somebody looks after it; its end is still told")
    incidents.add_argument("--snooze", metavar="ID", help="not before the day given with --until")
    incidents.add_argument("--until", metavar="DAY", help="the day a snoozed incident speaks again, YYYY-MM-DD")
    incidents.add_argument("--reason", metavar="TEXT", help="why; kept with the incident (name no person)")
    incidents.add_argument("--outbox", action="store_true", help="alerts that have not arrived, with the last error")
    incidents.add_argument(
        "--digest",
        choices=["text", "html", "json", "slack"],
        nargs="?",
        const="text",
        help="what the last run tells: new, still open, over",
    )

    drill = command(
        "drill",
        "plant each kind of fault in a copy, see who hears of it",
        "Makes a small data folder of its own, plants one fault after the other, carries out the nights, and receives "
        "the alerts. Exit 0 only if each fault was told and its end too. The data folder is not touched.",
    )
    drill.add_argument("--only", metavar="FAULT", help="one fault, by its name in the table")
