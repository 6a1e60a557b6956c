"""After a publication: versions that retention no longer keeps go, and so do cached answers of other versions."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.as_known import sweep_cache
from flows.run import Run

if TYPE_CHECKING:
    from warehouse.lake import Lake

log = logging.getLogger("mou.retire")


def retire_versions(run: Run) -> list[str]:
    """Remove what is older than ``retention.days`` and no month's last; never the current version or its predecessor.

    What cannot be removed stays for the next night: it must not undo a publication.
    """
    from warehouse.publish import current_version, versions
    from warehouse.retention import remove_version, to_remove

    published = run.settings.places.published
    current = current_version(published)
    if current is None:
        return []
    zone = ZoneInfo(run.settings.night.timezone)
    spared = {current.version, str(current.manifest.get("previous_version"))}
    today = run.started_at.astimezone(zone).date()
    lake = run.settings.state.lake
    removed = []
    for version in to_remove(versions(published), today, run.settings.night.retention.days, zone, spared=spared):
        try:
            remove_version(published, version)
            if lake is not None:
                from flows.lake_versions import remove_shared

                remove_shared(lake, version)
        except OSError as error:
            log.warning("version %s could not be removed and stays: %s", version, error)
            continue
        removed.append(version)
    reason = f"older than {run.settings.night.retention.days} days and not the last of its month"
    common = {"run_id": run.run_id, "event": "removed", "happened_at": run.at, "reason": reason}
    run.ops.append("event", run.run_id, [{**common, "version": version} for version in removed])
    sweep_cache(run.settings.places, current.version)
    if lake is not None:
        _tidy(lake, run.settings.night.retention.days)
    return removed


def _tidy(lake: Lake, days: int) -> None:
    import duckdb

    from warehouse.lake_records import tidy

    try:
        tidy(lake, days)
    except duckdb.Error as error:
        log.warning("the lake's small files were not joined; the next night tries again: %s", error)
