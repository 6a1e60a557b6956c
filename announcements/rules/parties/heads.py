"""Organisations by their heads: 'each with its title' is read in one order for the whole list."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.names import Name
from announcements.korean.persons import PERSON
from announcements.rules.parties.counterparties import names_between

_TITLE = (
    r"(?:\s?(?:공동|각자|수석)?\s?(?:대표이사|부?대표|부?회장|부?사장|이사장?|상무|전무|사무총장|총장|본부장|소장|CEO|CTO)"
    r"|(?<=[원회소단터])장)님?"
)
_SIDE = r"(?:\((?:[^()\n]{0,8}(?:왼쪽|오른쪽|번째|가운데)[^()\n]{0,8})\))?"
_NAME = r"(?P<name>[^,▲\n]{2,30}?)"
# In one list the person comes first in each item, or the organisation does, or the title is last but one.
_ORDERS = (
    re.compile(rf"{PERSON}\s{_NAME}{_TITLE}{_SIDE}"),
    re.compile(rf"{_NAME}의?\s{PERSON}{_TITLE}{_SIDE}"),
    re.compile(rf"{_NAME}{_TITLE}\s{PERSON}(?:·{PERSON})?{_SIDE}"),
)
_PIECE = re.compile(r"[^\s,▲](?:(?!,\s|[와과]\s|\s?▲).)*")
# A list of more heads is none of a signing.
_MOST = 60


def of_heads(doc: Document, start: int, end: int) -> tuple[Name, ...]:
    """Whose heads the list names."""
    pieces = [match.span() for match in _PIECE.finditer(doc.text, start, end)]
    pieces = [(at + 2 if doc.text[at : at + 2] in ("와 ", "과 ") else at, last) for at, last in pieces]
    return of_each_head(doc, pieces)


def of_each_head(doc: Document, pieces: list[tuple[int, int]]) -> tuple[Name, ...]:
    """The organisation beside each person; none unless every piece is a head and the order of one is that of all."""
    if len(pieces) > _MOST:
        return ()
    fitting = [[order.fullmatch(doc.text, *piece) for piece in pieces] for order in _ORDERS]
    whole = [matches for matches in fitting if all(matches)]
    if len(whole) != 1:
        return ()
    # '㈜가나다 연구소장 김하나': where the title begins is read with the name.
    span = (0,) if whole[0][0] and whole[0][0].re is _ORDERS[-1] else ("name",)
    return tuple(name for m in whole[0] if m for name in names_between(doc, *m.span(*span), strict=True))
