"""Parts of a whole as bars: sectors, sites, stages; and which ordinals were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from report.charts.style import ACCENT, FAINT, INK, MUTED, PAPER, RULE, Say
from report.words import Both, same

FOUND = Both("회차가 확인됨", "ordinal found")
MISSING = Both("아직 모름", "not accounted for")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is and how many."""

    name: Both
    value: int
    is_rest: bool = False
    """What stands for several members (other, '… and others'): drawn hatched."""


def draw_bars(figure_class: Any, bars: Sequence[Bar], say_it: Say, size: tuple[float, float]) -> Any:
    """One bar below the other, in the order given; ``size`` is in hundreds of pixels of the page."""
    figure = figure_class(figsize=size, layout="constrained")
    axes = figure.subplots()
    for place, bar in enumerate(bars):
        look = {"color": PAPER, "edgecolor": ACCENT, "hatch": "////"} if bar.is_rest else {"color": ACCENT}
        axes.barh(place, bar.value, height=0.62, linewidth=1, **look)
        axes.annotate(
            f"{bar.value:,}", (bar.value, place), (5, 0), textcoords="offset points", va="center_baseline", color=INK
        )
    axes.set_yticks(range(len(bars)), [say_it(bar.name) for bar in bars], color=INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max((bar.value for bar in bars), default=1) * 1.25)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=FAINT, linewidth=1)
    return figure


def draw_ordinals(
    figure_class: Any,
    total: int,
    missing: Sequence[tuple[int, int]],
    say_it: Say,
    size: tuple[float, float],
    *,
    has_legend: bool,
) -> Any:
    """A strip from the first ordinal to the last: solid where found, hatched where not accounted for."""
    figure = figure_class(figsize=size, layout="constrained")
    axes = figure.subplots()
    axes.broken_barh([(0.5, total)], (0, 1), facecolor=ACCENT, label=say_it(FOUND))
    spans = [(first - 0.5, last - first + 1) for first, last in missing]
    if spans:
        axes.broken_barh(
            spans, (0, 1), facecolor=PAPER, edgecolor=FAINT, hatch="////", linewidth=0.6, label=say_it(MISSING)
        )
    axes.set_xlim(0.5, total + 0.5)
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.set_xticks(sorted({1, *range(10 if total > 30 else 5, total, 20 if total > 60 else 10), total}))
    axes.spines["bottom"].set_color(RULE)
    if has_legend:
        handles, labels = axes.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower left", ncols=2, labelcolor=MUTED)
    return figure


def ranges(text: str) -> list[tuple[int, int]]:
    """'12-15, 40' as [(12, 15), (40, 40)]."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, _, last = part.partition("-")
        found.append((int(first), int(last or first)))
    return found


def told(bars: Sequence[Bar]) -> Both:
    """The plot in a sentence, for those who do not see it."""
    if not bars:
        return same("–")
    return Both(
        ", ".join(f"{bar.name.ko} {bar.value:,}" for bar in bars),
        ", ".join(f"{bar.name.en} {bar.value:,}" for bar in bars),
    )
