"""The rows of ``ops`` and the manifest: how a night is remembered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import metadata
from typing import Any

from expectations.verdict import Verdict
from flows.reports import Candidate, NightReport
from flows.run import Run

ENGINES = (
    "brotli", "duckdb", "fonttools", "jinja2", "matplotlib", "polars", "pylopdf-fonts-ko", "xlsxwriter",
)  # fmt: skip
"""Libraries that decide the bytes of a version's files."""


def start_row(run: Run) -> Mapping[str, Any]:
    return {"run_id": run.run_id, "event": "started", "happened_at": run.at}


def end_row(run: Run, report: NightReport) -> Mapping[str, Any]:
    return {
        "run_id": run.run_id,
        "event": "finished",
        "happened_at": _now(),
        "outcome": report.outcome,
        "exit_code": report.exit_code(),
        "version": report.decision.version,
        "captures_new": sum(collection.new for collection in report.collections),
        "readings_extracted": report.read.outcomes["extracted"],
        "readings_ignored": report.read.outcomes["ignored"],
        "readings_unread": report.read.outcomes["unread"],
        "checks_failed_critical": len(report.blocking),
        "checks_failed_warning": len(report.warnings),
        "message": report.decision.reason,
    }


def failed_row(run: Run, exit_code: int, message: str) -> Mapping[str, Any]:
    return {
        "run_id": run.run_id,
        "event": "finished",
        "happened_at": _now(),
        "outcome": "failed",
        "exit_code": exit_code,
        "message": message,
    }


def result_row(run: Run, version: str | None, verdict: Verdict) -> Mapping[str, Any]:
    return {
        "run_id": run.run_id,
        "version": version,
        "check_name": verdict.check_name,
        "severity": verdict.severity,
        "status": verdict.status,
        "rows_failing": len(verdict.rows),
        "message": verdict.message,
        "owner": verdict.owner,
        "runbook": verdict.runbook,
    }


def failure_rows(run: Run, version: str | None, verdicts: Iterable[Verdict]) -> Iterator[Mapping[str, Any]]:
    for verdict in verdicts:
        for row in verdict.rows:
            yield {
                "run_id": run.run_id,
                "version": version,
                "check_name": verdict.check_name,
                "severity": verdict.severity,
                "row_key": verdict.row_key(row),
                "row_json": json.dumps(row, ensure_ascii=False, default=str),
            }


def manifest(run: Run, candidate: Candidate, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """What the version was made of and how it was judged; ``warehouse.publish`` adds the hashes of its files."""
    judged = list(verdicts)
    return {
        "version": candidate.version,
        "run_id": run.run_id,
        "made_at": run.at,
        "previous_version": candidate.previous_version,
        "inputs_sha256": candidate.digests.inputs,
        "state_sha256": candidate.digests.state,
        "configuration_sha256": candidate.digests.configuration,
        "code_sha256": candidate.digests.code,
        "engines": engines(),
        "checks": {
            "passed": sum(verdict.status == "passed" for verdict in judged),
            "warned": sorted(verdict.check_name for verdict in judged if verdict.warns),
        },
    }


def engines() -> dict[str, str]:
    """What decides the bytes of the files, beside rows and code."""
    return {name: metadata.version(name) for name in ENGINES}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
