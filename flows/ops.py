"""How runs went, as append-only JSON lines: ``data/ops/<table>/<run>-….jsonl``.

Commands that only look (``mou status``) read them without a database; each published version shows them as the
schema ``ops``. Instants are ISO 8601 in UTC.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from announcements.files import finished_files, write_whole
from announcements.records import content_id

Row = Mapping[str, Any]
Table = Literal[
    "run", "collection", "source_night", "refusal", "check_result", "check_failure", "event", "incident_event", "alert"
]

# Column → DuckDB type, in the order shown. `run` has a row when a run starts and another when it ends:
# a start without an end is a run that was killed. `event` has what was done to versions and documents afterwards
# (flows/events.py), `incident_event` what happened to what is wrong (flows/incidents.py), `alert` what was told to
# whom (flows/alerts/outbox.py).
SCHEMAS: dict[Table, dict[str, str]] = {
    "run": {
        "run_id": "varchar",
        "event": "varchar",
        "happened_at": "timestamptz",
        "outcome": "varchar",
        "exit_code": "bigint",
        "version": "varchar",
        "captures_new": "bigint",
        "readings_extracted": "bigint",
        "readings_ignored": "bigint",
        "readings_unread": "bigint",
        "checks_failed_critical": "bigint",
        "checks_failed_warning": "bigint",
        "message": "varchar",
    },
    "collection": {
        "run_id": "varchar",
        "source_code": "varchar",
        "programme_code": "varchar",
        "collected_at": "timestamptz",
        "offered_count": "bigint",
        "new_count": "bigint",
        "known_count": "bigint",
        "refused_count": "bigint",
        "failure": "varchar",
        "requests_count": "bigint",
        "not_modified_count": "bigint",
    },
    "source_night": {
        "run_id": "varchar",
        "source_code": "varchar",
        "programme_code": "varchar",
        "fetched_count": "bigint",
        "extracted_count": "bigint",
        "ignored_count": "bigint",
        "unread_count": "bigint",
    },
    "refusal": {
        "run_id": "varchar",
        "source_code": "varchar",
        "programme_code": "varchar",
        "name": "varchar",
        "reason": "varchar",
    },
    "check_result": {
        "run_id": "varchar",
        "version": "varchar",
        "check_name": "varchar",
        "severity": "varchar",
        "status": "varchar",
        "rows_failing": "bigint",
        "message": "varchar",
        "owner": "varchar",
        "runbook": "varchar",
    },
    "check_failure": {
        "run_id": "varchar",
        "version": "varchar",
        "check_name": "varchar",
        "severity": "varchar",
        "row_key": "varchar",
        "row_json": "varchar",
    },
    "event": {
        "run_id": "varchar",
        "event": "varchar",
        "happened_at": "timestamptz",
        "version": "varchar",
        "other_version": "varchar",
        "inputs_sha256": "varchar",
        "document_id": "varchar",
        "reason": "varchar",
    },
    "incident_event": {
        "incident_id": "varchar",
        "run_id": "varchar",
        "event": "varchar",
        "happened_at": "timestamptz",
        "check_name": "varchar",
        "programme_code": "varchar",
        "row_key": "varchar",
        "severity": "varchar",
        "owner": "varchar",
        "runbook": "varchar",
        "message": "varchar",
        "rows_failing": "bigint",
        "rows_json": "varchar",
        "channel": "varchar",
        "snoozed_until": "date",
        "reason": "varchar",
    },
    "alert": {
        "alert_id": "varchar",
        "run_id": "varchar",
        "event": "varchar",
        "happened_at": "timestamptz",
        "channel": "varchar",
        "digest_json": "varchar",
        "message": "varchar",
    },
}


class OpsLog:
    """The folder ``ops``: one writer at a time adds files, anybody reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(self, table: Table, run_id: str, rows: Iterable[Row]) -> None:
        """Add rows as one file, whole or not at all; the same rows of a run once. Missing columns are null.

        Raises:
            KeyError: A column is not one of the table.
        """
        columns = SCHEMAS[table]
        lines = []
        for row in rows:
            if unknown := set(row) - set(columns):
                raise KeyError(f"ops.{table} has no column {sorted(unknown)}; it has {list(columns)}")
            lines.append(json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False, default=str))
        if lines:
            data = ("\n".join(lines) + "\n").encode()
            ending = f"{content_id(data)[:8]}.jsonl"
            there = [f.name for f in finished_files(self.folder / table, ".jsonl") if f.name.startswith(run_id)]
            # A step that is tried again says the same again. Numbered, for rows of one instant keep their order.
            if not any(name.endswith(ending) for name in there):
                name = f"{run_id}-{len(there):04x}{ending}"
                write_whole(self.folder / table / name, data, mode=0o444)

    def files(self) -> dict[str, list[Path]]:
        return {table: finished_files(self.folder / table, ".jsonl") for table in SCHEMAS}

    def rows(self, table: Table, run_id: str | None = None) -> Iterator[dict[str, Any]]:
        """Rows of all runs, or of one, oldest run first, in the order in which they were written."""
        for file in finished_files(self.folder / table, ".jsonl"):
            if run_id is None or file.name.startswith(run_id):
                for line in file.read_text("utf-8").splitlines():
                    yield json.loads(line)

    def last_runs(self, count: int = 1) -> Sequence[dict[str, Any]]:
        """The newest runs, newest first: the row of the end, or that of the start where a run never ended."""
        files = finished_files(self.folder / "run", ".jsonl")
        newest = sorted({file.name.rsplit("-", 1)[0] for file in files}, reverse=True)[:count]
        return [max(self.rows("run", run_id), key=lambda row: row["event"] == "finished") for run_id in newest]
