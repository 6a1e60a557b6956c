"""What Prefect's pages show of a night: the summary as an artifact, and a link to the version."""

from __future__ import annotations

import logging

from prefect.artifacts import create_link_artifact, create_markdown_artifact

from flows.places import Places
from flows.reports import NightReport
from flows.summary import night_as_text

log = logging.getLogger("mou.prefect")


def show(report: NightReport, places: Places) -> NightReport:
    """Hand the report on, leaving the artifacts ``night-summary`` and ``published-version``.

    A night does not fail for want of them.
    """
    try:
        create_markdown_artifact(markdown(report, places), key="night-summary", description=report.decision.reason)
        if report.decision.version is not None:
            folder = places.published / "versions" / report.decision.version
            create_link_artifact(folder.as_uri(), report.decision.version, key="published-version")
    except Exception as error:  # noqa: BLE001 - the night is done; its record is in ops
        log.warning("the artifacts could not be left: %s", error)
    return report


def markdown(report: NightReport, places: Places) -> str:
    """Sources as a table, then the summary as the terminal shows it, fenced so that nothing in it is markup."""
    rows = "".join(
        f"| {c.source_code} | {c.new} | {c.known} | {len(c.refusals)} | {sum(c.answers.values())} | "
        f"{'not collected' if c.failure else 'collected'} |\n"
        for c in report.collections
    )
    table = f"| source | new | known | refused | requests | state |\n|---|---:|---:|---:|---:|---|\n{rows}"
    text = night_as_text(report, places).replace("```", "'''")
    return f"## {report.outcome}: {report.decision.version}\n\n{table}\n```text\n{text}\n```\n"
