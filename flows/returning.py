"""What was withdrawn does not come back by itself.

A rollback says that something in the newer versions is wrong, not what. So until somebody acts (changes the
configuration, takes a document away, or says that the next version is to be trusted) no version is published that
tells a cell as only the withdrawn one told it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.events import in_order, last_withdrawn
from flows.reports import Candidate
from flows.run import Run

if TYPE_CHECKING:
    from warehouse.diff import ChangedCell


def what_returns(run: Run, candidate: Candidate) -> str | None:
    """Why a sound candidate is held back, with the first of the cells that would come back; None where it is not."""
    from warehouse.publish import DATABASE, current_version, version_path

    current = current_version(run.settings.places.published)
    wrong = last_withdrawn(run.ops, current.version if current else None)
    if current is None or wrong is None or _somebody_acted(run, wrong):
        return None
    withdrawn = version_path(run.settings.places.published, wrong["version"])
    # One that retention took away cannot be asked any more.
    if not (withdrawn / DATABASE).exists() or _configuration_of(withdrawn) != candidate.digests.configuration:
        return None
    from warehouse.diff import diff

    withdrawn_only = {_cell(one): one for one in diff(current.database, withdrawn / DATABASE)}
    told_otherwise = {_cell(one) for one in diff(withdrawn / DATABASE, candidate.database)}
    returning = [one for cell, one in withdrawn_only.items() if cell not in told_otherwise]
    if not returning:
        return None
    first = returning[0]
    return (
        f"held back: {len(returning)} KPI cells would be told again as in {wrong['version']}, which was withdrawn "
        f"({wrong['reason']}), the first {first.kpi_table} {first.kpi_key} {first.column_name} = {first.new_value}. "
        "Correct it (configs/corrections.yml), take its document away (mou forget), or, if the source mended it, "
        "say so: mou rollback --trust-next --reason …"
    )


def _somebody_acted(run: Run, wrong: Mapping[str, Any]) -> bool:
    acts = ("forgotten", "trusted")
    return any(row["event"] in acts and row["happened_at"] > wrong["happened_at"] for row in in_order(run.ops))


def _configuration_of(version: Path) -> str | None:
    found: str | None = json.loads((version / "manifest.json").read_text("utf-8")).get("configuration_sha256")
    return found


def _cell(one: ChangedCell) -> tuple[str, str, str, str]:
    return one.programme_code, one.kpi_table, one.kpi_key, one.column_name
