"""The checks, in one place to read: what is held against what, how bad a difference is, and who mends it.

Each check judges one audit table (``warehouse/models/audit/<name>.sql``) in one of two shapes:

- ``compare``: keyed rows whose ``count_expected`` and ``count_found`` must be equal;
- ``violations``: one row with ``rows_checked`` (> 0) and ``rows_failing`` (= 0), the failing rows whole in
  ``audit.<name>_rows``.

``critical`` is a fault in what we did, and stops publication. ``warning`` is a fault of the world, published beside
the number; a dated explanation in ``configs/corrections.yml`` turns it into a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from expectations.advice import ADVICE, Advice
from expectations.verdict import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``docs/runbook.md`` has a heading for each, by name."""

    name: str
    shape: Literal["compare", "violations"]
    severity: Severity
    owner: str
    meaning: str
    key: tuple[str, ...] = ("row_key",)
    """Columns that name a failing row."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The audit tables that it looks at."""
        return (self.name,) if self.shape == "compare" else (self.name, f"{self.name}_rows")

    @property
    def advice(self) -> Advice:
        """Why it probably fails, and what to do."""
        return ADVICE[self.name]

    @property
    def runbook(self) -> str:
        return f"docs/runbook.md#{self.name.replace('_', '-')}"


def kept(name: str, meaning: str, key: tuple[str, ...] = ("programme_code", "figure_code")) -> Check:
    """Two roads to one number must meet; where they do not, we lost, doubled or changed something."""
    return Check(name, "compare", "critical", "warehouse", meaning, key)


def promise(name: str, meaning: str) -> Check:
    """Something that every version promises; one row that breaks it is our fault."""
    return Check(name, "violations", "critical", "warehouse", meaning)


def world(name: str, meaning: str) -> Check:
    """What announcements say must agree; where it does not, the world is at fault and a person should know."""
    return Check(name, "violations", "warning", "data-team", meaning)


def source(name: str, meaning: str) -> Check:
    """What a source gives night by night; judged on nights with nothing new as well, and never stops publication."""
    return Check(name, "violations", "warning", "data-team", meaning)


def ours(name: str, severity: Severity, meaning: str) -> Check:
    """How our own nights go; of no candidate, so it never stops publication."""
    return Check(name, "violations", severity, "warehouse", meaning)


CHECKS: tuple[Check, ...] = (
    # What we did: nothing lost, nothing doubled, from the source to the published cell.
    kept(
        "captures_accounted",
        "Fetched = extracted + ignored + unread, for every source.",
        ("programme_code", "source_code"),
    ),
    kept(
        "facts_kept",
        "Every statement that counts stands behind exactly one row of its fact table.",
        ("programme_code", "fact_table"),
    ),
    kept("goal_progress_kept", "Goal progress is what the facts give by another road, percentages worked out again."),
    kept("agreements_by_month_kept", "Months add up to the facts whose day is known."),
    kept("breakdowns_kept", "Published members and their sums are those of the chosen document."),
    kept("settlement_funnel_kept", "The stages of the funnel are the values that stand first alone."),
    kept("coverage_kept", "Found and missing ordinals give the stated total."),
    kept("reconciliation_kept", "Each road of the reconciliation has the rows that the facts give."),
    kept("restatement_kept", "The log of changes has every cell that differs from the version before, and goes on."),
    kept("evidence_kept", "Each cell is backed by as many statements as its facts say stand behind it."),
    promise("evidence_complete", "Every published number has a sentence behind it."),
    promise("evidence_quotes", "Every quote still stands in the archived bytes, decoded again."),
    promise("keys_unique", "No key stands twice or is null."),
    promise("ranges_hold", "Every published value lies within what it can be."),
    promise("links_present", "Every fact finds its dimension rows."),
    # What the world did: reports that do not add up, or contradict each other.
    world("parts_add_up", "The parts of a total add up to it, within one document."),
    world("nested_within", "Headquarters moved ⊂ corporations ⊂ offices ⊂ partners."),
    world("list_length", "A list has as many names as the report says there are."),
    world("batches_add_up", "A total before the batch plus the batch is the total after it."),
    world("totals_never_fall", "A cumulative total never falls."),
    world("measure_jumps", "A total does not leap away from the one before it."),
    world("ordinals_collide", "One ordinal belongs to one signing."),
    world("ordinals_ahead", "No ordinal contradicts the stated totals or the ordinals around it."),
    world("derived_within_stated", "The agreements found are no more than the total stated."),
    world("sources_agree", "Two sources give the same value for one day."),
    world("definitions_hold", "A count of companies does not equal the count of all partners."),
    world("withheld", "No figure is contradicted by its own document."),
    world("days_before_start", "Nothing was signed or counted before the programme began."),
    world("goals_agree", "Announced goals are those of the configuration."),
    world("corrections_apply", "Every declared correction still finds what it corrects."),
)

WATCHES: tuple[Check, ...] = (
    # Judged every night on the record of runs and the archive (flows/watch.py), not on a candidate.
    source("source_collected", "Every source could be collected tonight."),
    source("source_fresh", "Every source published something within its days."),
    source("source_volume", "Every source published as many announcements last month as expected."),
    source("source_read", "No more of a source stays unread than its share."),
    ours("night_completed", "critical", "The night came to its end, and so did the nights before."),
    ours("night_on_time", "warning", "No night was missed since the one before."),
    ours("publication_stands", "critical", "What was published last was not withdrawn since."),
    ours("alerts_delivered", "warning", "Every alert reached its channel."),
)

BY_NAME: dict[str, Check] = {check.name: check for check in (*CHECKS, *WATCHES)}
