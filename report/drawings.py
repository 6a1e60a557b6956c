"""The plots as parts of the page. The same rows give the same drawing: what was drawn before is not drawn again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from report.charts.bars import Bar, draw_bars, draw_ordinals
from report.charts.curve import Way, draw_way
from report.charts.style import Say, as_svg, drawing, for_page, wider
from report.words import Both

WIDE, NARROW, SMALL = 9.2, 3.6, 4.4
"""Widths, in hundreds of pixels of the page."""
BAR = 0.27
"""Height of one bar with its room."""

Drawn = tuple[str, tuple[tuple[str, Both], ...]]
"""A drawing, and its texts as drawn with what they say in both languages."""


class Drawings:
    """What the template calls for: SVG with ids that no other drawing of the page has."""

    def __init__(self) -> None:
        self._count = 0

    def way(self, way: Way, *, is_narrow: bool) -> Markup:
        return self._placed(_way(_frozen(way), NARROW if is_narrow else WIDE))

    def bars(self, bars: Sequence[Bar]) -> Markup:
        return self._placed(_bars(tuple(bars)))

    def ordinals(self, total: int, missing: Sequence[tuple[int, int]]) -> Markup:
        return self._placed(_ordinals(total, tuple(missing)))

    def _placed(self, drawn: Drawn) -> Markup:
        self._count += 1
        svg, texts = drawn
        return Markup(for_page(svg, f"d{self._count}", texts))


def _drawn(draw: Callable[..., Any]) -> Drawn:
    texts: list[tuple[str, Both]] = []

    def noted(words: Both) -> str:
        texts.append((wider(words), words))
        return texts[-1][0]

    with drawing() as figure_class:
        return as_svg(draw(figure_class, noted)), tuple(texts)


def _frozen(way: Way) -> Way:
    others = tuple((name, basis, tuple(points)) for name, basis, points in way.others)
    return Way(way.measure, way.baseline, way.target, tuple(way.stated), tuple(way.suspect), others, way.bounds)


@lru_cache(maxsize=64)
def _way(way: Way, width: float) -> Drawn:
    # A few points need no tall plot.
    height = 3.7 if len(way.stated) + len(way.others) > 2 else 2.5

    def draw(figure_class: Any, say_it: Say) -> Any:
        return draw_way(figure_class, way, say_it, (width, height), has_legend=False)

    return _drawn(draw)


@lru_cache(maxsize=64)
def _bars(bars: tuple[Bar, ...]) -> Drawn:
    return _drawn(lambda figure_class, say_it: draw_bars(figure_class, bars, say_it, (SMALL, 0.25 + BAR * len(bars))))


@lru_cache(maxsize=64)
def _ordinals(total: int, missing: tuple[tuple[int, int], ...]) -> Drawn:
    def draw(figure_class: Any, say_it: Say) -> Any:
        return draw_ordinals(figure_class, total, missing, say_it, (SMALL, 0.75), has_legend=False)

    return _drawn(draw)
