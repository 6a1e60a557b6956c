"""``mou forget``: a takedown. Bytes, quotes and versions that know the document go; its hash and the reason stay."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from flows.as_known import sweep_cache
from flows.command import BLOCKED, OK, BadUsage
from flows.events import forgotten
from flows.lock import run_lock
from flows.nightly import guarded_night, night
from flows.ops import OpsLog, Row
from flows.places import Places
from flows.published import published_version
from flows.run import Run, stamp
from flows.settings import Settings, load_settings
from flows.standing import write_standing
from warehouse.earlier_forms import earlier_forms
from warehouse.load import Inputs
from warehouse.publish import make_current
from warehouse.retention import remove_version, unpublish, versions_with


def main(options: argparse.Namespace) -> int:
    settings, now = load_settings(options.configs, options.data), datetime.now(UTC)
    places, run_id = settings.places, f"{stamp(now)}-forget"
    common: Row = {
        "run_id": run_id,
        "happened_at": now.isoformat(timespec="seconds"),
        "document_id": _document(settings, options.document),
        "reason": options.reason,
    }
    document_id = str(common["document_id"])
    with run_lock(places.lock, run_id):
        # First the record: from here on nobody archives these bytes again, and a killed takedown can be repeated.
        OpsLog(places.ops).append("event", run_id, [{**common, "event": "forgotten"}])
        archive, store = settings.state.archive(), settings.state.store()
        inputs = Inputs(archive.capture_files(), store.reading_files(), lake=settings.state.lake)
        withdrawn = earlier_forms(inputs, document_id)
        archive.supersede(withdrawn, document_id)
        archive.forget(document_id)
        store.forget(document_id)
    report = guarded_night(Run.begin(settings), night)
    with run_lock(places.lock, run_id):
        gone = _remove_versions(places, common)
        _remove_from_lake(settings, gone)
    told = {
        "document_id": document_id,
        "deleted": gone,
        "version": published_version(places),
        "earlier_forms": sorted(withdrawn),
    }
    print(json.dumps(told) if options.json else _text(told, options.reason, report.decision.reason))
    return BLOCKED if report.outcome == "blocked" else OK


def _document(settings: Settings, wanted: str) -> str:
    """The document by its sha256 or the beginning of it; one that was taken down before may be named again."""
    ids = set(settings.state.archive().captures()["document_id"]) | set(forgotten(OpsLog(settings.places.ops)))
    found = sorted(one for one in ids if one.startswith(wanted))
    if len(wanted) < 8 or len(found) != 1:
        raise BadUsage(
            f"document {wanted!r}: {len(found)} documents begin so. Give at least 8 digits of one document_id; find it "
            "with: mou sql \"select document_id, url from star.dim_document where url like '%…%'\""
        )
    return found[0]


def _remove_versions(places: Places, common: Row) -> list[str]:
    """Delete every version that knows the document, the current one too if the night could not replace it."""
    doomed = versions_with(places.published, str(common["document_id"]))
    current = published_version(places)
    if current in doomed:
        folder = places.published / "versions"
        sound = sorted(path.name for path in folder.glob("[!.]*") if path.name not in doomed)
        if sound:
            make_current(places.published, sound[-1])
        else:
            unpublish(places.published)
    rows = [{**common, "event": "deleted", "version": version} for version in doomed]
    OpsLog(places.ops).append("event", str(common["run_id"]), rows)
    for version in doomed:
        remove_version(places.published, version)
    sweep_cache(places, None)
    write_standing(places)
    return doomed


def _remove_from_lake(settings: Settings, gone: list[str]) -> None:
    """Where versions are shared: theirs go too, and nobody can ask the tables for what they once said."""
    if (lake := settings.state.lake) is not None:
        from flows.lake_versions import follow, remove_shared
        from warehouse.lake_records import purge

        follow(lake, settings.places)
        for version in gone:
            remove_shared(lake, version)
        purge(lake)


def _text(told: Row, reason: str, night_said: str) -> str:
    said = (
        f"{told['document_id'][:12]} is taken down ({reason}): its bytes, statements and quotes are gone, and so are "
        f"{len(told['deleted'])} versions that knew it.\n"
        f"Published is {told['version'] or 'nothing'} ({night_said}). The same bytes are refused from now on."
    )
    if not told["earlier_forms"]:
        return said
    return (
        f"{said}\nWhat its page said before stays withdrawn (captures: {len(told['earlier_forms'])}): it counts again "
        "when the page shows it again, or when it is added again (mou add)."
    )
