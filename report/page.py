"""The page: one HTML file that needs nothing else, in both languages, the same bytes for the same version.

It holds its plots, letters and evidence. The one thing it looks for outside is ``standing.js`` beside the versions,
which says whether a version was withdrawn or replaced since; without it the page says that it cannot tell.
"""

from __future__ import annotations

import base64
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from report.cells import Cells, script_json
from report.charts import bars, curve
from report.drawings import Drawings
from report.fonts import subset
from report.published import KEYS, Published, is_example, read_published
from report.sections import STAGES, programme_part
from report.verdicts import MEANINGS, warnings
from report.wording import CAUSES, FACTS, PAGE, PROJECTIONS, STANDINGS
from report.words import Both, as_words, labelled, named, say

TEMPLATES = Path(__file__).parent / "templates"
PAGE_FILE = "index.html"
# Rows of one table on the page; the files beside it have them all.
ROWS = 60
FONT_PLACE = "/*letters*/"


def write_page(database: Path, version: str, folder: Path) -> Path:
    """Write ``folder/index.html`` for a version.

    Args:
        database: The version's ``published.duckdb``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / PAGE_FILE
    target.write_text(render(read_published(database, version), database), encoding="utf-8")
    return target


def render(published: Published, database: Path) -> str:
    """The whole page as HTML."""
    cells = Cells(published)
    environment = _environment()
    environment.globals.update(
        number=cells.number,
        draw=Drawings(),
        without_csv=_without_csv(database.parent),
        evidence=lambda: Markup(cells.evidence(database)),
    )
    page = environment.get_template("page.html").render(
        published=published,
        parts=[programme_part(published, programme) for programme in published.programmes],
        warnings=warnings(published.checks, published.failures, _names(published)),
        passed=sum(check["status"] == "passed" for check in published.checks),
        facts=_facts(published),
    )
    return page.replace(FONT_PLACE, _letters(page))


def _without_csv(folder: Path) -> set[str]:
    """Tables of more rows than a sheet holds (warehouse/exports.py)."""
    return {path.stem for path in folder.glob("*.parquet") if not path.with_suffix(".csv").exists()}


def _names(published: Published) -> dict[tuple[str, str], Both]:
    """Names of measures and goals by programme and code."""
    goals = {(goal["programme_code"], goal["goal_code"]): named(goal) for goal in published.goals}
    return {**goals, **{key: named(row) for key, row in published.measures.items()}}


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(t=in_both, words=as_words, pieces=_pieces, is_web=_is_web)
    environment.globals.update(
        say=say, both=Both, labelled=labelled, named=named, page=PAGE, fact=FACTS, stages=STAGES, standings=STANDINGS,
        projections=PROJECTIONS, causes=CAUSES, tables=sorted([*KEYS, "evidence", "restatement"]),
        meanings=MEANINGS,
        told_way=curve.told, legend=curve.legend, told_bars=bars.told, rows_shown=ROWS, place=_place, ours=_ours,
    )  # fmt: skip
    return environment


def in_both(value: Any, element: str = "span") -> Markup:
    """Words in both languages; the page shows one of them."""
    words = as_words(value)
    if words.ko == words.en:
        return escape(words.ko)
    pattern = Markup(
        f'<{element} class="ko" lang="ko">{{}}</{element}><{element} class="en" lang="en">{{}}</{element}>'
    )
    return pattern.format(words.ko, words.en)


def _pieces(text: str, slots: list[str]) -> list[dict[str, Any]]:
    """A sentence cut at its slots, which the script fills in."""
    parts = re.split("|".join(f"({re.escape('{' + slot + '}')})" for slot in slots), text) if slots else [text]
    return [
        {"is_slot": part.strip("{}") in slots, "text": part.strip("{}") if part.strip("{}") in slots else part}
        for part in parts
        if part
    ]


def _is_web(address: str | None) -> bool:
    """Whether an address may become a link."""
    return (address or "").startswith(("https://", "http://"))


def _place(value: Decimal | int, whole: int) -> Decimal:
    """Where a value lies on a rail, in percent of it; what is beyond the end lies at the end."""
    if whole <= 0:
        return Decimal(0)
    return min(max(Decimal(value) * 100 / whole, Decimal(0)), Decimal(100)).quantize(Decimal("0.01"))


def _ours(name: str) -> Markup:
    """A file of our own that is part of the page: style, script."""
    return Markup((TEMPLATES / name).read_text("utf-8"))


def _facts(published: Published) -> Markup:
    """What the script needs to know about this version."""
    real = {row["programme_code"] for row in published.programmes if not is_example(row)}
    days = [day for code, day in published.newest.items() if code in real]
    facts = {
        "version": published.version,
        "madeAt": published.made_at.isoformat(),
        "newest": str(max(days, default="")),
    }
    return Markup(script_json(facts))


def _letters(page: str) -> str:
    letters = frozenset(letter for letter in page if letter.isprintable()) | {"\u00a0"}
    return base64.b64encode(subset(letters)).decode("ascii")
