"""How every plot looks: few colours, each with a shape or line of its own, so that it reads in grey too."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from report.fonts import FAMILY, font_file
from report.words import Both

# The page turns these into its own (dark, print); on slides they stand as they are.
INK, MUTED, FAINT, RULE, ACCENT, WARN = "#1a1d21", "#59616b", "#8a929c", "#d9dde2", "#0a58a6", "#a1430a"
PAPER = "#fefefe"
VARIABLES = {
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    FAINT: "var(--faint)",
    RULE: "var(--rule)",
    ACCENT: "var(--accent)",
    WARN: "var(--warn)",
    PAPER: "var(--paper)",
}
DOTS_PER_INCH = 100
SLIDE_DOTS_PER_INCH = 200

Say = Callable[[Both], str]
"""Gives the words of one language, or notes both for the page."""


def settings(font_type: str) -> dict[str, Any]:
    return {
        "font.family": FAMILY,
        "font.size": 9,
        "svg.fonttype": font_type,
        # With it, ids in a drawing are the same each time.
        "svg.hashsalt": "mou",
        "axes.edgecolor": RULE,
        "axes.labelcolor": MUTED,
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "text.color": INK,
        # A dollar sign in a name is a dollar sign.
        "text.parse_math": False,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.major.size": 3,
        "ytick.major.size": 0,
        "grid.color": RULE,
        "grid.linewidth": 0.6,
        "hatch.linewidth": 0.7,
        "legend.frameon": False,
        "legend.fontsize": 8.5,
        "legend.handlelength": 2.2,
        "figure.facecolor": PAPER,
        "axes.facecolor": PAPER,
    }


@contextmanager
def drawing(font_type: str = "none") -> Iterator[Any]:
    """matplotlib in our style: gives the class of figures. Imported here, because it takes about a second."""
    # It tells of its search for typefaces; ours is given by name.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    path = str(font_file())
    if all(entry.fname != path for entry in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(path)
    with matplotlib.rc_context(settings(font_type)):
        yield Figure


def as_svg(figure: Any) -> str:
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, dpi=DOTS_PER_INCH)
    return stream.getvalue()


def as_png(figure: Any) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None}, dpi=SLIDE_DOTS_PER_INCH)
    return stream.getvalue()


def for_page(svg: str, prefix: str, drawn: Sequence[tuple[str, Both]]) -> str:
    """A drawing as part of the page: both languages, the page's colours, ids of its own, hidden from screen readers.

    Args:
        drawn: Each text as it was drawn, and what it says in both languages.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r' id="[a-z0-9]+_\d+"', "", svg)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}-", svg)
    svg = re.sub(r"'?Noto Sans KR'?", "inherit", svg)
    svg = re.sub(r"#[0-9a-f]{6}", lambda found: VARIABLES.get(found.group(), found.group()), svg)
    for text, both in dict.fromkeys(drawn):
        if both.ko != both.en:
            said = [f'<tspan class="{name}">{_escaped(words)}</tspan>' for name, words in both._asdict().items()]
            svg = svg.replace(f">{_escaped(text)}<", f">{''.join(said)}<")
    return re.sub(r"<svg [^>]*?viewBox", '<svg aria-hidden="true" focusable="false" viewBox', svg, count=1)


def wider(words: Both) -> str:
    """The language that needs more room, so that a drawing has room for both."""
    return max(words, key=lambda text: sum(1.8 if ord(letter) > 0x1100 else 1 for letter in text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
