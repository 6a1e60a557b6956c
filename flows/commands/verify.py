"""``mou verify``: build a version again and compare."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.command import BLOCKED, OK, CannotRun
from flows.looking import places_of, state_of
from flows.published import named_version
from flows.terminal import visible

if TYPE_CHECKING:
    from flows.verification import Verification

SHOWN = 20


def main(options: argparse.Namespace) -> int:
    from flows.verification import verify
    from warehouse.kept_inputs import InputsNotKept

    places = places_of(options)
    try:
        found = verify(places, state_of(options), named_version(places, options.version))
    except InputsNotKept as error:
        raise CannotRun(str(error)) from error
    if options.json:
        print(json.dumps({**dataclasses.asdict(found), "is_sound": found.is_sound}, ensure_ascii=False))
    else:
        print("\n".join(_lines(found)))
    return OK if found.is_sound else BLOCKED


def _lines(found: Verification) -> Iterator[str]:
    yield from (f"note: {note}" for note in found.notes)
    yield from (f"DAMAGED: {name} is not what the manifest says" for name in found.damaged)
    yield (
        f"{found.version}: {len(found.same)} of {len(found.same) + len(found.other)} files "
        "come out the same, byte for byte"
    )
    if found.other:
        yield f"other bytes: {', '.join(found.other)}"
        yield f"{len(found.cells)} KPI cells differ" + "".join(
            f"; {count} rows of {table} stand on one side only" for table, count in found.rows.items()
        )
        yield from (
            visible(f"  {one.kpi_table} {one.kpi_key} {one.column_name}: {one.old_value} → {one.new_value}")
            for one in found.cells[:SHOWN]
        )
    good = found.quotes_checked - found.quotes_failing
    yield f"{good} of {found.quotes_checked} quotes stand in the archived bytes"
    yield "VERIFIED" if found.is_sound else "NOT VERIFIED: this version is not what its inputs give"
