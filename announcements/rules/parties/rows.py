"""Organisations that signed, several in each row of a table that sorts them by field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name
from announcements.rules.parties.beside import sizes_beside
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.line_blocks import NOT_OURS
from announcements.rules.parties.lists import OTHERS, as_findings
from announcements.rules.parties.of_size import is_sure, may_be_names
from announcements.rules.registry import rule

_ROW = re.compile(r"(?m)^(?P<field>[^|\n]{1,40}\||[^|:\n]{1,16}:[ \t])[ \t]*(?P<list>[^|:\n]{2,400})$")
_OF_NAMES = re.compile(r"(?:이름|기업|업체|회사|기관|단체|상호|협약\s?상대)명?(?:·(?:기관|단체))?\s*$")
# '3월 | 가나다': when each signed.
_A_TIME = re.compile(r"\s*(?:(?:20)?\d\d년|\d{1,2}월|\d{1,2}[시일.:]|[상하]반기|\d분기)")
_MOST_ROWS = 30
# A title above the table is short; a sentence says of other things than the table.
_LONGEST_TITLE = 40


@rule(
    "party.rows",
    positive=(
        "광주시가 8일 AI 기업 4곳과 업무협약을 체결했다.\n구분 | 이름\n로봇 | 가나다, 라마바\n음성 | 사아자, 차카타"
    ),
    negative="광주시가 8일 AI 기업 4곳과 업무협약을 체결했다.\n구분 | 내용\n로봇 | 자율, 주행\n음성 | 합성, 인식",
    gate=Gate(_ROW),
)
def rows(doc: Document) -> Iterator[Finding]:
    """Each row of a table, or line with a colon, gives a field and who works in it: as many as the report says."""
    lines, number = doc.lines, 0
    while number < len(lines):
        table: list[re.Match[str]] = []
        for span in lines[number : number + _MOST_ROWS]:
            row = _ROW.fullmatch(doc.text, *span)
            if not row:
                break
            table.append(row)
        names = _of_rows(doc, table, lines[number - 1 : number]) if len(table) > 1 else ()
        if len(names) > 2 and len(names) in sizes_beside(doc):
            yield from as_findings("party.rows", names, "B")
        number += max(1, len(table))


def _of_rows(doc: Document, table: list[re.Match[str]], above: list[tuple[int, int]]) -> tuple[Name, ...]:
    """The names in the rows; none where a row names nobody, or where the heading tells of others."""
    told = [doc.text[start:end] for start, end in above if end - start <= _LONGEST_TITLE]
    headed = bool(_OF_NAMES.search(table[0]["list"]))
    told += [table[0].group()] if headed else []
    if any(OTHERS.search(words) or NOT_OURS.search(words) for words in told):
        return ()
    found: list[Name] = []
    for row in table[1:] if headed else table:
        names = names_between(doc, *row.span("list"), strict=True)
        if not names or _A_TIME.match(row["field"]):
            return ()
        found += names
    titled = any(_OF_NAMES.search(words) for words in told)
    sure = titled or 3 * sum(is_sure(doc, name) for name in found) >= len(found)
    return tuple(found) if sure and may_be_names(doc, tuple(found)) else ()
