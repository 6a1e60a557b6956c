"""The plots of the page as files for slides: PNG and SVG, in Korean and in English, readable on any machine.

Letters in the SVG files are outlines, so they look the same where no Korean typeface is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.charts.bars import draw_bars, draw_ordinals
from report.charts.curve import draw_way
from report.charts.style import Say, as_png, as_svg, drawing
from report.published import Published, read_published
from report.sections import ProgrammePart, programme_part
from report.wording import PAGE
from report.words import Both, labelled, say

FORMATS = ("png", "svg")
LANGUAGES = ("ko", "en")
WIDE, TALL = 9.6, 5.4
"""A slide, in hundreds of pixels."""
INVENTED = Both("가상 예시, 지어낸 수", "Invented example, made-up figures")


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot: a name for its files, whose it is, its title, and how it is drawn."""

    name: str
    programme: Both
    title: Both
    draw: Callable[[Any, Say], Any]


def write_plots(database: Path, version: str, folder: Path, *, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write every plot of a version into a folder; returns the files in order of name."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for plot in plots(read_published(database, version)):
        for language in LANGUAGES:
            for ending in formats:
                path = folder / f"{plot.name}-{language}.{ending}"
                path.write_bytes(_file(plot, language, ending))
                written.append(path)
    return sorted(written)


def plots(published: Published) -> Iterator[Plot]:
    """What there is to draw, by programme: where no figures are, there is no plot."""
    for programme in published.programmes:
        yield from _of(programme_part(published, programme))


def _of(part: ProgrammePart) -> Iterator[Plot]:
    whose = labelled([part.name, INVENTED]) if part.is_example else part.name

    def plot(name: str, title: Both, draw: Callable[[Any, Say], Any]) -> Plot:
        return Plot(f"{part.code}-{name}", whose, title, draw)

    for goal in part.goals:
        if not goal.way.is_empty:
            title = labelled([goal.name, say(PAGE["of_target"], target=goal.way.target[1], due=goal.way.target[0])])
            yield plot(goal.headline.goal["goal_code"], title, _way(goal.way))
    for name, title, bars, as_of in _breakdowns(part):
        yield plot(name, labelled([title, say(PAGE["as_of"], day=as_of)]), _bars(bars))
    if part.coverage and part.coverage.newest["stated_total"]:
        yield plot("coverage", PAGE["coverage"], _ordinals(part.coverage))


def _breakdowns(part: ProgrammePart) -> Iterator[tuple[str, Both, Any, Any]]:
    if part.funnel:
        yield "funnel", PAGE["funnel"], part.funnel.bars, part.funnel.as_of
    if part.sectors:
        yield "sectors", PAGE["sectors"], part.sectors.bars, part.sectors.as_of
    if part.sites:
        yield "sites", PAGE["sites"], part.sites.bars, part.sites.as_of


def _way(way: Any) -> Callable[[Any, Say], Any]:
    return lambda figure_class, say_it: draw_way(figure_class, way, say_it, (WIDE, TALL), has_legend=True)


def _bars(bars: Any) -> Callable[[Any, Say], Any]:
    return lambda figure_class, say_it: draw_bars(figure_class, bars, say_it, (WIDE, TALL))


def _ordinals(coverage: Any) -> Callable[[Any, Say], Any]:
    total, missing = coverage.newest["stated_total"], coverage.missing
    return lambda figure_class, say_it: draw_ordinals(
        figure_class, total, missing, say_it, (WIDE, 2.4), has_legend=True
    )


def _file(plot: Plot, language: str, ending: str) -> bytes:
    """One file. Its letters are drawn, whatever typefaces the reader has."""

    def in_language(words: Both) -> str:
        return str(getattr(words, language))

    with drawing("path") as figure_class:
        figure = plot.draw(figure_class, in_language)
        title = f"{in_language(plot.programme)}\n{in_language(plot.title)}"
        figure.suptitle(title, x=0.01, ha="left", fontsize=12, linespacing=1.5)
        return as_png(figure) if ending == "png" else as_svg(figure).encode("utf-8")
