"""Organisations whose heads stand beside the mayor in the photograph of the pact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import PERSON, Name
from announcements.rules.counterparties import names_between
from announcements.rules.pacts import NAMES_PACT
from announcements.rules.party_lists import as_findings
from announcements.rules.registry import rule
from announcements.rules.tenses import OLD_PHOTO

_BESIDE_MAYOR = re.compile(
    r"(?<![가-힣])시장(?:\([^)\n]{1,20}\))?(?:[과와]|,)\s(?P<list>[^.\n]{4,300}?)\s(?:등\s)?(?P<n>\d{1,2})\s?(?:개사|곳|개\s?기업)의?\s"
    r"(?:대표|관계자|임직원)"
)


@rule(
    "party.photographed",
    positive="협약 체결 뒤 시장(가운데)과 가나다, ㈜라마바, 사아자 등 3개사 대표들이 기념촬영을 하고 있다.",
    negative="협약 체결 뒤 시장(가운데)과 가나다, ㈜라마바, 사아자 등 9개사 대표들이 기념촬영을 하고 있다.",
    gate=Gate(_BESIDE_MAYOR),
)
def photographed(doc: Document) -> Iterator[Finding]:
    """The caption of the pact's photograph names those beside the mayor, as many as it says."""
    for sentence in doc.prose:
        pact = sentence.role == "caption" and NAMES_PACT.search(sentence.text)
        match = _BESIDE_MAYOR.search(doc.text, sentence.start, sentence.end) if pact else None
        names = names_between(doc, *match.span("list"), strict=True) if match else ()
        if match and len(names) == int(match["n"]) > 1:
            yield from as_findings("party.photographed", names, "C")


# After what a list of heads may begin, and what is done with those in it.
_AFTER = re.compile(r"(?:에\s참석해|에서|에\s참석한\s뒤|[친한은]\s뒤)\s")
_WITH_HEADS = re.compile(
    r"(?P<list>[^.\n]{4,300}?)(?:\s등)?[와과]\s(?:함께\s|나란히\s)?(?:기념|사진|악수|포즈|손을|손가락|파이팅|협약서)"
)
_TITLE = (
    r"(?:\s?(?:공동|각자|수석)?\s?(?:대표이사|부?대표|부?회장|부?사장|이사장?|상무|전무|사무총장|총장|본부장|소장|CEO|CTO)"
    r"|(?<=[원회소단터])장)"
)
_SIDE = r"(?:\((?:[^()\n]{0,8}(?:왼쪽|오른쪽|번째|가운데)[^()\n]{0,8})\))?"
# In one list either the person comes first in each item or the organisation does.
_ORDERS = (
    re.compile(rf"{PERSON}\s(?P<name>[^,\n]{{2,30}}?){_TITLE}{_SIDE}"),
    re.compile(rf"(?P<name>[^,\n]{{2,30}}?)\s{PERSON}{_TITLE}{_SIDE}"),
)
_PIECE = re.compile(r"(?:(?!,\s|[와과]\s).)+")


def _of_heads(doc: Document, start: int, end: int) -> tuple[Name, ...]:
    """Whose heads the list names; none unless every item is a head and the order of one is that of all."""
    pieces = [match.span() for match in _PIECE.finditer(doc.text, start, end)]
    pieces = [(at + len(doc.text[at:last]) - len(doc.text[at:last].lstrip(", 와과")), last) for at, last in pieces]
    fitting = [[order.fullmatch(doc.text, *piece) for piece in pieces] for order in _ORDERS]
    whole = [matches for matches in fitting if all(matches)]
    if len(whole) != 1:
        return ()
    return tuple(name for m in whole[0] if m for name in names_between(doc, *m.span("name"), strict=True))


@rule(
    "party.beside_mayor",
    positive=(
        "시장이 8일 열린 AI 비즈니스 업무협약식에 참석해 김하나 ㈜가나다 대표, 이두리 라마바 대표와 "
        "기념촬영을 하고 있다."
    ),
    negative="시장이 8일 열린 AI 비즈니스 업무협약식에 참석해 시민들과 기념촬영을 하고 있다.",
    gate=Gate(_AFTER),
)
def beside_mayor(doc: Document) -> Iterator[Finding]:
    """The caption of the pact's photograph names the heads of those beside the mayor, each by title."""
    for sentence in doc.prose:
        pact = sentence.role == "caption" and NAMES_PACT.search(sentence.text) and not OLD_PHOTO.search(sentence.text)
        for after in _AFTER.finditer(doc.text, sentence.start, sentence.end) if pact else ():
            match = _WITH_HEADS.match(doc.text, after.end(), sentence.end)
            if match:
                yield from as_findings("party.beside_mayor", _of_heads(doc, *match.span("list")), "C")
