"""``mou drill``: does somebody hear of each kind of fault, and of its end?"""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import asdict

from flows.command import BLOCKED, OK, BadUsage, CannotRun
from flows.drill.faults import FAULTS, Fault
from flows.drill.ground import PROGRAMME
from flows.drill.trial import Trial, drill
from flows.settings import load_settings


def main(options: argparse.Namespace) -> int:
    settings = load_settings(options.configs, options.data)
    if PROGRAMME not in settings.programmes:
        raise CannotRun(f"the drill's announcements are of the programme {PROGRAMME}; {settings.configs} has it not.")
    # A drill is full of faults: they belong into its table.
    logging.disable(logging.WARNING)
    trials = []
    if not options.json:
        print(_line("fault", "check", "night", "alert", "end told"))
    for one in drill(settings, _chosen(options.only)):
        trials.append(one)
        print(json.dumps(asdict(one), ensure_ascii=False) if options.json else _told(one), flush=True)
    good = sum(one.is_good for one in trials)
    if not options.json:
        print(f"{good} of {len(trials)} faults were told, and their end too")
    return OK if good == len(trials) else BLOCKED


def _chosen(only: str | None) -> tuple[Fault, ...]:
    chosen = tuple(fault for fault in FAULTS if only in (None, fault.name, fault.check))
    if not chosen:
        raise BadUsage(f"fault {only!r} is unknown. Known are: {', '.join(fault.name for fault in FAULTS)}.")
    return chosen


def _told(one: Trial) -> str:
    alert = one.alert or "NONE CAME"
    if one.outcome != one.expected_outcome or not one.kept_version:
        alert = f"the night should have {one.expected_outcome}; {alert}"
    return _line(one.fault, one.check, one.outcome, alert, "yes" if one.over else "NO")


def _line(fault: str, check: str, night: str, alert: str, end: str) -> str:
    return f"{fault:<25} {check:<17} {night:<12} {end:<9} {alert}"
