"""``mou explain``: a KPI cell, its arithmetic, its sentences, their sources."""

from __future__ import annotations

import argparse
import dataclasses
import json
from datetime import date

from flows.command import BadUsage
from flows.looking import published_database


def main(options: argparse.Namespace) -> int:
    from warehouse.explain import NoSuchCell, explain_goal_progress, render

    try:
        day = date.fromisoformat(options.as_of)
    except ValueError as error:
        raise BadUsage(f"--as-of {options.as_of!r} is no day. Give it as YYYY-MM-DD.") from error
    try:
        explanation = explain_goal_progress(published_database(options), options.goal, day, options.programme)
    except NoSuchCell as error:
        raise BadUsage(str(error)) from error
    if options.json:
        print(json.dumps(dataclasses.asdict(explanation), ensure_ascii=False, default=str))
    else:
        print(render(explanation))
    return 0
