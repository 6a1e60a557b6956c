"""The way to a goal over time: values as stated and as derived, target, pace, doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from report.charts.style import ACCENT, FAINT, INK, MUTED, PAPER, WARN, Say
from report.published import Row
from report.words import Both, same, say

STATED = Both("{measure}, 발표된 값", "{measure}, as stated")
DERIVED = Both("{measure}, 서명에서 센 값(하한)", "{measure}, counted from signings (at least)")
SUSPECT = Both("전체 기관 수로 보이는 값", "seems to count all partners")
BOUNDS = Both("기한 당일의 가능 범위", "possible range on the day due")
PACE = Both("목표까지 고른 속도", "even pace to the target")
TARGET = Both("목표 {target}", "target {target}")


@dataclass(frozen=True, slots=True)
class Way:
    """What the plot of one goal shows. Days are Korean calendar days; values are counts."""

    measure: Both
    baseline: tuple[date, int]
    target: tuple[date, int]
    stated: Sequence[tuple[date, int]]
    suspect: Sequence[tuple[date, int]]
    others: Sequence[tuple[Both, str, Sequence[tuple[date, int]]]]
    """Another measure toward the goal: its name, stated or derived, its points."""
    bounds: tuple[date, int, int] | None

    @property
    def is_empty(self) -> bool:
        return not (self.stated or self.suspect or self.others)


def way_of(goal: Row, rows: Sequence[Row], measures: dict[str, Both]) -> Way:
    """From the rows of ``kpi.goal_progress`` of one goal."""
    primary = [row for row in rows if row["is_primary"] and row["actual_basis"] == "stated"]
    # A goal in one measure may be told in another as well; only what is counted from signings has a line of its own.
    counted = sorted({row["measure_code"] for row in rows if row["actual_basis"] == "derived"})
    others = [
        (measures[code], basis, points)
        for code in counted
        for basis in ("derived", "stated")
        if (points := _points(row for row in rows if (row["measure_code"], row["actual_basis"]) == (code, basis)))
    ]
    bound = next((row for row in primary if row["bound_low"] is not None and row["bound_high"] is not None), None)
    return Way(
        measures[goal["measure_code"]],
        (goal["baseline_date"], goal["baseline_value"]),
        (goal["target_date"], goal["target_value"]),
        _points(row for row in primary if row["observation_status"] != "definition_suspect"),
        _points(row for row in primary if row["observation_status"] == "definition_suspect"),
        others,
        (bound["as_of_date"], bound["bound_low"], bound["bound_high"]) if bound else None,
    )


def _points(rows: Any) -> list[tuple[date, int]]:
    return [(row["as_of_date"], row["actual_value"]) for row in rows if row["actual_value"] is not None]


def legend(way: Way) -> list[tuple[str, Both]]:
    """What the marks mean, in the order of the plot's own legend, for the page to write."""
    found = [("pace", PACE), ("target", say(TARGET, target=way.target[1]))]
    found += [(basis, _other_words(name, basis)) for name, basis, _ in way.others]
    if way.bounds is not None:
        found.append(("bounds", BOUNDS))
    if way.stated:
        found.append(("primary", say(STATED, measure=way.measure)))
    if way.suspect:
        found.append(("suspect", SUSPECT))
    return found


def _other_words(name: Both, basis: str) -> Both:
    return say(DERIVED if basis == "derived" else STATED, measure=name)


def draw_way(figure_class: Any, way: Way, say_it: Say, size: tuple[float, float], *, has_legend: bool) -> Any:
    """The plot as a figure; ``size`` is in hundreds of pixels of the page."""
    figure = figure_class(figsize=size, layout="constrained")
    axes = figure.subplots()
    _goal(axes, way, say_it)
    for name, basis, points in way.others:
        _other(axes, say_it(_other_words(name, basis)), basis, points)
    _primary(axes, way, say_it)
    _frame(axes, way)
    if has_legend:
        handles, labels = axes.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower left", ncols=2, labelcolor=MUTED)
    return figure


def _goal(axes: Any, way: Way, say_it: Say) -> None:
    (start, base), (due, target) = way.baseline, way.target
    axes.plot([start, due], [base, target], color=FAINT, linewidth=1, linestyle=(0, (4, 3)), label=say_it(PACE))
    axes.plot([due], [target], marker="D", markersize=6, color=INK, markerfacecolor=PAPER, linestyle="none", zorder=5)
    words = say_it(say(TARGET, target=target))
    axes.annotate(words, (due, target), (-7, 3), textcoords="offset points", ha="right", va="bottom", color=INK)


def _other(axes: Any, label: str, basis: str, points: Sequence[tuple[date, int]]) -> None:
    days, values = zip(*points, strict=True)
    if basis == "derived":
        axes.step(days, values, where="post", color=MUTED, linewidth=1, label=label, marker=".", markersize=5)
    else:
        axes.plot(days, values, linestyle="none", marker="s", markersize=6, color=MUTED, mfc=PAPER, label=label)


def _primary(axes: Any, way: Way, say_it: Say) -> None:
    if way.bounds is not None:
        day, low, high = way.bounds
        middle = (low + high) / 2
        axes.errorbar(
            [day], [middle], yerr=[[middle - low], [high - middle]], fmt="none", ecolor=ACCENT, elinewidth=2,
            capsize=5, capthick=2, label=say_it(BOUNDS), zorder=4,
        )  # fmt: skip
        _number(axes, day, low, f"{low:,}–{high:,}", ACCENT, (0, -13), "center")
    if way.stated:
        days, values = zip(*way.stated, strict=True)
        label = say_it(say(STATED, measure=way.measure))
        axes.plot(days, values, color=ACCENT, linewidth=2, marker="o", markersize=7, label=label, zorder=6)
        _number(axes, days[-1], values[-1], f"{values[-1]:,}", ACCENT, (9, -3), "left")
    if way.suspect:
        days, values = zip(*way.suspect, strict=True)
        axes.plot(days, values, linestyle="none", marker="x", markersize=8, mew=2, color=WARN, label=say_it(SUSPECT))
        _number(axes, days[-1], values[-1], f"{values[-1]:,}", WARN, (-9, 2), "right")


def _number(axes: Any, day: date, value: float, text: str, colour: str, offset: tuple[float, float], side: str) -> None:
    axes.annotate(
        text, (day, value), offset, textcoords="offset points", ha=side, va="center", color=colour, fontsize=10,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1}, zorder=7,
    )  # fmt: skip


def _frame(axes: Any, way: Way) -> None:
    """Years below, round numbers on the left, room for what was said after the day due."""
    from matplotlib.dates import DateFormatter, YearLocator

    others = [point for _, _, points in way.others for point in points]
    days = [day for day, _ in (way.baseline, way.target, *way.stated, *way.suspect, *others)]
    margin = timedelta(days=max((max(days) - min(days)).days // 25, 30))
    axes.set_xlim(min(days), max(days) + margin)
    axes.set_ylim(bottom=0)
    axes.margins(y=0.12)
    axes.xaxis.set_major_locator(YearLocator())
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    axes.grid(axis="y")
    axes.set_axisbelow(True)


def told(way: Way) -> Both:
    """The plot in a sentence, for those who do not see it."""
    last = way.stated[-1] if way.stated else None
    return say(
        Both(
            "{measure}: 발표된 값 {n}개, 마지막은 {value} ({day}). 목표는 {due}까지 {target}.",
            "{measure}: {n} stated values, the last is {value} ({day}). The target is {target} by {due}.",
        ),
        measure=way.measure,
        n=len(way.stated),
        value=last[1] if last else None,
        day=last[0] if last else same("–"),
        due=way.target[0],
        target=way.target[1],
    )
