"""The parts of the page for one programme: what each shows, in words, plots and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from report.charts import bars as barplots
from report.charts.bars import Bar
from report.charts.curve import Way, way_of
from report.differences import Difference, differences
from report.headline import Headline, headline
from report.published import Published, Row, is_example
from report.words import Both, Names, named

STAGES = {
    "signed": Both("협약", "Signed"),
    "office_opened": Both("사무실 개소", "Office opened"),
    "corporation_established": Both("법인 설립", "Corporation established"),
    "hq_relocated": Both("본사 이전", "Headquarters moved"),
}


@dataclass(frozen=True, slots=True)
class GoalPart:
    """One goal: its headline, its way over time, its rows newest first."""

    name: Both
    headline: Headline
    way: Way
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class MixPart:
    """One breakdown on its newest day, the largest member first."""

    table: str
    as_of: date
    rows: Sequence[Row]
    bars: Sequence[Bar]
    is_consistent: bool


@dataclass(frozen=True, slots=True)
class FunnelPart:
    """The stages on the newest of the days that have most of them, and every day as rows."""

    as_of: date
    bars: Sequence[Bar]
    days: Sequence[tuple[date, Mapping[str, Row]]]
    later: Sequence[tuple[Both, Row]]
    """Stages that have a newer value than that day's: the newest of each."""


@dataclass(frozen=True, slots=True)
class CoveragePart:
    """Which ordinals up to the newest stated total were found."""

    newest: Row
    rows: Sequence[Row]
    missing: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ProgrammePart:
    """One programme on the page."""

    code: str
    name: Both
    city: Both
    is_example: bool
    newest: date | None
    measures: Mapping[str, Both]
    goals: Sequence[GoalPart]
    sectors: MixPart | None
    sites: MixPart | None
    funnel: FunnelPart | None
    coverage: CoveragePart | None
    months: Sequence[Row]
    differences: Sequence[Difference]
    agreeing: int
    """Rows of the reconciliation that agree."""

    @property
    def has_figures(self) -> bool:
        return bool(any(goal.rows for goal in self.goals) or self.months or self.sectors or self.funnel)


def programme_part(published: Published, programme: Row) -> ProgrammePart:
    """Everything the page shows of one programme."""
    code = programme["programme_code"]
    measures = Names({measure: named(row) for (of, measure), row in published.measures.items() if of == code})
    compared = published.rows("reconciliation", code)
    return ProgrammePart(
        code,
        named(programme),
        Both(programme["city_name_ko"], programme["city_name_en"]),
        is_example(programme),
        published.newest.get(code),
        measures,
        [_goal(goal, published, measures) for goal in published.goals if goal["programme_code"] == code],
        _mix("sector_mix", published.rows("sector_mix", code), published.buckets),
        _mix("office_sites", published.rows("office_sites", code), published.buckets),
        _funnel(published.rows("settlement_funnel", code)),
        _coverage(published.rows("coverage", code)),
        published.rows("agreements_by_month", code)[::-1],
        differences(compared, measures),
        sum(row["explanation_code"] == "none" for row in compared),
    )


def _goal(goal: Row, published: Published, measures: Names) -> GoalPart:
    progress = published.rows("goal_progress", goal["programme_code"])
    rows = [row for row in progress if row["goal_code"] == goal["goal_code"]]
    rows.sort(key=lambda row: (row["as_of_date"], row["is_primary"], row["measure_code"], row["actual_basis"]))
    return GoalPart(named(goal), headline(goal, rows), way_of(goal, rows, measures), rows[::-1])


def _mix(table: str, rows: Sequence[Row], buckets: Set[tuple[str, str]]) -> MixPart | None:
    if not rows:
        return None
    as_of = max(row["as_of_date"] for row in rows)
    member = "sector_code" if table == "sector_mix" else "site_code"
    newest = [row for row in rows if row["as_of_date"] == as_of]
    rest = {row[member] for row in newest if (row["programme_code"], row[member]) in buckets}
    newest.sort(key=lambda row: (row[member] in rest, -row["organisations_count"], row[member]))
    bars = [Bar(named(row), row["organisations_count"], row[member] in rest) for row in newest]
    return MixPart(table, as_of, newest, bars, all(row["is_consistent"] for row in newest))


def _funnel(rows: Sequence[Row]) -> FunnelPart | None:
    days: dict[date, dict[str, Row]] = {}
    for row in rows:
        days.setdefault(row["as_of_date"], {})[row["stage_code"]] = row
    fullest = [day for day, stages in days.items() if len(stages) == max(map(len, days.values()))]
    if not fullest:
        return None
    as_of = max(fullest)
    bars = [
        Bar(words, row["organisations_count"])
        for code, words in STAGES.items()
        for row in [days[as_of].get(code)]
        if row is not None
    ]
    newest = {row["stage_code"]: row for row in rows if row["as_of_date"] > as_of}
    later = [(words, newest[code]) for code, words in STAGES.items() if code in newest]
    return FunnelPart(as_of, bars, sorted(days.items(), reverse=True), later)


def _coverage(rows: Sequence[Row]) -> CoveragePart | None:
    if not rows:
        return None
    return CoveragePart(rows[-1], rows[::-1], barplots.ranges(rows[-1]["missing_ordinals"] or ""))
