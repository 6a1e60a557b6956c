"""Tells pages of versions, which never change, what became of them: ``published/standing.js`` beside the versions.

A page opened from a file may load a script and nothing else, so it is one. It is written anew by every night, rollback
and takedown, and a page without it says that it cannot tell.
"""

from __future__ import annotations

import json

from announcements.files import write_whole
from flows.events import withdrawn
from flows.ops import OpsLog
from flows.places import Places
from flows.published import published_version

FILE = "standing.js"


def write_standing(places: Places) -> None:
    """Write which version is current, which are withdrawn and why, and when the last night looked for anything new."""
    if not (places.published / "versions").is_dir():
        return
    ops = OpsLog(places.ops)
    told = {
        "current": published_version(places),
        "looked_at": _last_look(ops),
        "withdrawn": {
            version: {"at": row["happened_at"], "reason": row["reason"], "instead": row["other_version"]}
            for version, row in withdrawn(ops).items()
        },
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    write_whole(places.published / FILE, f"window.mouStanding = {text};\n".encode())


def _last_look(ops: OpsLog) -> str | None:
    """When sources were last looked at, UTC; None before the first night."""
    newest = ops.files()["collection"][-1:]
    return max((row["collected_at"] for file in newest for row in ops.rows("collection", file.stem)), default=None)
