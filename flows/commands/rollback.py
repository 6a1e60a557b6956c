"""``mou rollback``: withdraw what is published and go back to an older version."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from flows.command import BadUsage
from flows.events import withdrawn
from flows.lock import run_lock
from flows.looking import places_of, state_of
from flows.ops import OpsLog, Row
from flows.places import Places
from flows.published import named_version, published_version
from flows.standing import write_standing


def main(options: argparse.Namespace) -> int:
    from flows.run import stamp
    from warehouse.publish import make_current

    if (options.version is None) != options.trust_next:
        raise BadUsage("Name the version to go back to, or give --trust-next without one.")
    places, now = places_of(options), datetime.now(UTC)
    run_id = f"{stamp(now)}-rollback"
    if options.trust_next:
        return _trust(places, options, run_id, now.isoformat(timespec="microseconds"))
    with run_lock(places.lock, run_id):
        version = named_version(places, options.version)
        rows = _events(places, version, options.reason, run_id, now.isoformat(timespec="microseconds"))
        # First the record: a night that follows a kill in between finds the version withdrawn.
        OpsLog(places.ops).append("event", run_id, rows)
        make_current(places.published, version)
        write_standing(places)
        if (lake := state_of(options).lake) is not None:
            from flows.lake_versions import follow

            follow(lake, places)
        told = _tell(options, now, run_id, version)
    gone = [str(row["version"]) for row in rows if row["event"] == "withdrawn"]
    if options.json:
        done = {"version": version, "withdrawn": gone, "reason": options.reason, "alerts": told}
        print(json.dumps(done, ensure_ascii=False))
        return 0
    print(f"Published is {version} again. Withdrawn: {', '.join(gone) or 'nothing'} ({options.reason}).")
    print(told)
    print(
        "What only they said is not published again: correct it in the configuration or take its document away "
        "(mou forget); where the source mends it, mou rollback --trust-next."
    )
    return 0


def _trust(places: Places, options: argparse.Namespace, run_id: str, at: str) -> int:
    """Let the next sound version be published, whatever of a withdrawn one it says again."""
    current = published_version(places)
    with run_lock(places.lock, run_id):
        row = {"run_id": run_id, "happened_at": at, "event": "trusted", "version": current, "reason": options.reason}
        OpsLog(places.ops).append("event", run_id, [row])
    if options.json:
        print(json.dumps({"version": current, "reason": options.reason}, ensure_ascii=False))
    else:
        print(f"The next sound version will be published ({options.reason}). Until then {current} stands.")
    return 0


def _tell(options: argparse.Namespace, now: datetime, run_id: str, version: str) -> str:
    """Tell who hears of incidents, and say who that was. The switch itself needs no sound configuration."""
    from flows.alerts.letters import waiting
    from flows.noticing import tell_withdrawal
    from flows.run import Run
    from flows.settings import load_settings
    from flows.yaml_file import ConfigurationError

    try:
        settings = load_settings(options.configs, options.data)
    except ConfigurationError as error:
        return f"Nobody was told yet, the next night does it: {error}"
    run = Run(settings, now, run_id)
    tell_withdrawal(run, version, options.reason)
    sent = (row for row in run.ops.rows("alert") if (row["event"], row["run_id"]) == ("sent", run_id))
    reached, left = {row["channel"] for row in sent}, {letter.channel for letter in waiting(run.ops)}
    told = [f"Told: {', '.join(sorted(reached))}."] if reached else []
    told += [f"Not reached, so it waits in the outbox for the next night: {', '.join(sorted(left))}."] if left else []
    return " ".join(told) or "Nobody could be told outside a night; the next night does it."


def _events(places: Places, version: str, reason: str, run_id: str, at: str) -> list[Row]:
    """Everything newer than the version, up to the current one, is withdrawn; the version itself stands again."""
    from warehouse.publish import version_path, versions

    current = published_version(places)
    standing = withdrawn(OpsLog(places.ops))
    if version == current:
        older = [name for name in versions(places.published) if name < version]
        raise BadUsage(
            f"{version} is what is published. Name the version to go back to: {', '.join(older) or 'there is none'}."
        )
    common = {"run_id": run_id, "happened_at": at, "reason": reason}
    rows: list[Row] = [{**common, "event": "reinstated", "version": version}] if version in standing else []
    for name in versions(places.published):
        if version < name <= (current or "") and name not in standing:
            manifest = json.loads((version_path(places.published, name) / "manifest.json").read_text("utf-8"))
            told = {"event": "withdrawn", "version": name, "other_version": version}
            rows.append({**common, **told, "inputs_sha256": manifest.get("inputs_sha256")})
    return rows
