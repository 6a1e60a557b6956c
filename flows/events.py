"""What was done to versions and documents after the fact: ``ops.event``.

- ``withdrawn``: version is not to be believed; other_version became current instead. ``reinstated`` takes it back.
- ``trusted``: somebody says that what comes next is right again, though cells of a withdrawn version return.
- ``removed``: version went by retention. ``deleted``: version went because it quoted a document taken down.
- ``forgotten``: document_id was taken down; its bytes are refused from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from flows.ops import OpsLog

Event = Literal["withdrawn", "reinstated", "removed", "deleted", "forgotten", "trusted"]
Row = Mapping[str, Any]


def in_order(ops: OpsLog) -> list[Row]:
    """Every event, oldest first; two may fall into one second, so a file's name does not tell."""
    return sorted(ops.rows("event"), key=lambda row: row["happened_at"])


def withdrawn(ops: OpsLog) -> dict[str, Row]:
    """Versions that stand withdrawn, oldest first, by name."""
    standing: dict[str, Row] = {}
    for row in in_order(ops):
        if row["event"] == "withdrawn":
            standing[row["version"]] = row
        elif row["event"] == "reinstated":
            standing.pop(row["version"], None)
    return standing


def is_withdrawn(ops: OpsLog, inputs_sha256: str) -> bool:
    """Whether a version made of these inputs was withdrawn: the same inputs would only say the same again."""
    return any(row["inputs_sha256"] == inputs_sha256 for row in withdrawn(ops).values())


def last_withdrawn(ops: OpsLog, current: str | None) -> Row | None:
    """The newest withdrawn version that the current one stands in for; None where there is none."""
    newer = [row for name, row in withdrawn(ops).items() if current is None or name > current]
    return newer[-1] if newer else None


def forgotten(ops: OpsLog) -> dict[str, str]:
    """Documents that were taken down, with the reason."""
    return {row["document_id"]: row["reason"] for row in ops.rows("event") if row["event"] == "forgotten"}
