"""Who signed, where the clause has no list: whose house it was in, whose ceremony it was, whose head signed."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.names import Name
from announcements.rules.pacts.clauses import Clause
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.list_edges import left_edge

_VISITED = re.compile(
    r"\s(?:본사|본원|본관|사옥|사무실|사무소|회의실|연구소|공장)(?:를|을)?\s?(?:찾아|방문해|에서)[\s,]"
)


def visited(doc: Document, clause: Clause, masked: str) -> tuple[Name, ...]:
    """'시장은 ㈜가나다 본사를 찾아 협약서에 서명했다': whose house it was, where nobody else is named."""
    house = _VISITED.search(masked)
    if not house:
        return ()
    left = left_edge(doc, masked, house.start())
    return names_between(doc, clause.start + left, clause.start + house.start(), strict=True)


# '가나다, 라마바의 광주형 … 협약식이 열렸다': the pact's name follows those whose it is.
_WHOSE = re.compile(r"(?<=[^\s,])의\s(?=['\"]?[^\s]{2,12}(?:\s[^\s]{1,10}){0,6}\s?$)")


_CEREMONY = re.compile(r"(?:협약|체결|조인|서명)식")


def whose_ceremony(doc: Document, clause: Clause, masked: str) -> tuple[Name, ...]:
    """Those whose pact's ceremony it was, by the words before its name."""
    ceremony = _CEREMONY.search(doc.text, clause.pact_start, clause.end)
    whose = _WHOSE.search(masked) if ceremony else None
    at = clause.start + whose.end() if whose else 0
    if not whose or not doc.cues.series.match(doc.text, at + (doc.text[at] in "'\"")):
        return ()
    left = left_edge(doc, masked, whose.start())
    return names_between(doc, clause.start + left, clause.start + whose.start(), strict=True)


_HEAD_AFTER = re.compile(
    r"\s(?P<who>(?:[^\s,.]{1,16}(?<![는을를])(?<!장[은이과])\s){1,4}(?:대표(?:이사)?|CEO))"
    r"(?=[는은이가를을의와과도]\s)"
)


def whose_head(doc: Document, clause: Clause) -> tuple[Name, ...]:
    """'협약을 막 체결한 김하나 ㈜가나다 대표는': who signed is whose head the next words name."""
    head = _HEAD_AFTER.match(doc.text, clause.end, clause.sentence.end) if clause.has_pact else None
    described = doc.text[clause.end - 1 : clause.end] in "한은친"
    return names_between(doc, *head.span("who"), strict=True) if head and described else ()
