"""``mou diff``: the KPI cells that two versions tell differently, and why."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.command import BadUsage
from flows.looking import places_of
from flows.published import database_of, named_version
from flows.terminal import visible

if TYPE_CHECKING:
    from warehouse.diff import ChangedCell


def main(options: argparse.Namespace) -> int:
    from warehouse.diff import diff
    from warehouse.publish import version_path

    places = places_of(options)
    new = named_version(places, options.new)
    old = named_version(places, options.old or _before(version_path(places.published, new) / "manifest.json"))
    cells = diff(database_of(places, old), database_of(places, new))
    if options.json:
        for cell in cells:
            print(json.dumps(dataclasses.asdict(cell), ensure_ascii=False))
    else:
        print("\n".join(_lines(old, new, cells, options.limit)))
    return 0


def _before(manifest: Path) -> str:
    previous = json.loads(manifest.read_text("utf-8"))["previous_version"]
    if previous is None:
        raise BadUsage(f"{manifest.parent.name} is the first version: there is none to compare it with.")
    return str(previous)


def _lines(old: str, new: str, cells: Sequence[ChangedCell], limit: int) -> Iterator[str]:
    yield f"{old} → {new}: {len(cells)} KPI cells differ"
    for (table, cause), count in sorted(Counter((cell.kpi_table, cell.cause_code) for cell in cells).items()):
        yield f"  {count:6} {table}: {cause}"
    row = None
    for cell in cells[:limit]:
        if row != (row := (cell.kpi_table, cell.kpi_key)):
            yield visible(f"{cell.kpi_table} {cell.kpi_key}")
        because = f"{cell.cause_code} {cell.cause_key or ''}".rstrip()
        yield visible(f"  {cell.column_name}: {_value(cell.old_value)} → {_value(cell.new_value)}   ({because})")
    if len(cells) > limit:
        yield f"… {len(cells) - limit} more: --limit N, or --json for all"


def _value(text: str | None) -> str:
    return "nothing" if text is None else text or "''"
