"""Organisations that signed, as the column of a table gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name, name_at
from announcements.rules.parties.beside import sizes_beside
from announcements.rules.parties.lists import OTHERS, as_findings
from announcements.rules.registry import rule

_COLUMN = re.compile(r"(?:협약|참여)?\s?(?:기업|업체|기관|회사)(?:·(?:기관|단체))?\s?(?P<name>명)?")
_CELL = _COLUMN.pattern.replace("?P<name>", "?:")
_HEAD = re.compile(rf"^[^\n]*\|[ \t]*{_CELL}[ \t]*\|[^\n]*$|^[ \t|]*{_CELL}[ \t]*\|[^\n]*$", re.MULTILINE)
_GATE = Gate(_HEAD)


@rule(
    "party.table",
    positive="시는 2개 기업과 협약을 체결했다.\n연번 | 기업명 | 소재지\n1 | ㈜가나다 | 서울\n2 | 라마바 | 대전",
    negative="시는 2개 기업과 협약을 체결했다.\n연번 | 사업명 | 소재지\n1 | 로봇 실증 | 서울\n2 | 음성 합성 | 대전",
    gate=_GATE,
)
def table(doc: Document) -> Iterator[Finding]:
    """Rows below a heading with a column '기업명', each with a name in that column and as many cells."""
    lines = [doc.text[start:end] for start, end in doc.lines]
    for number, line in enumerate(lines):
        if not _HEAD.fullmatch(line) or OTHERS.search(line):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        column, head = next((place, match) for place, cell in enumerate(cells) if (match := _COLUMN.fullmatch(cell)))
        names = _rows(doc, number + 1, len(cells), column)
        # A column of companies that is not said to be one of names must hold as many as signed.
        if len(names) > 1 and (head["name"] or len(names) in sizes_beside(doc)):
            yield from as_findings("party.table", names, "B")


def _rows(doc: Document, first: int, width: int, column: int) -> tuple[Name, ...]:
    found: list[Name] = []
    for start, end in doc.lines[first : first + 40]:
        cells = doc.text[start:end].split("|")
        if len(cells) != width:
            break
        before = start + sum(len(cell) + 1 for cell in cells[:column])
        name = name_at(doc.text, before, before + len(cells[column]))
        if name is None:
            return ()
        found.append(name)
    return tuple(found)
