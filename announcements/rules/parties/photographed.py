"""Organisations whose heads stand beside the mayor in the photograph of the pact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.persons import PERSON
from announcements.rules.agreement import ranges_told
from announcements.rules.pacts.tenses import OLD_PHOTO
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.parties.beside import sizes_beside
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.heads import of_heads
from announcements.rules.parties.lists import as_findings
from announcements.rules.parties.of_size import is_sure
from announcements.rules.registry import rule

_PERSON = re.compile(PERSON)
_HANGUL = re.compile(r"[가-힣]+")
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


_IN_A_ROW = re.compile(
    r"(?:왼쪽|오른쪽)(?:에서)?\s?(?:[^\s,]{1,6}\s)?(?:[가-힣]{1,4}\s번째)?(?:부터|에서부터)?,?\s(?:시계\s방향으로\s|차례로\s|순서대로\s)?"
    r"(?P<list>[^.\n]{4,300}?)\s(?:대표|관계자|임원)(?:들)?(?=[.)]|\s?$|,\s)"
)


@rule(
    "party.in_the_row",
    positive=(
        "AI기업 3곳과 광주형 AI 비즈니스 협약\n협약식 참석자들이 기념촬영을 하고 있다. "
        "앞줄 왼쪽 세 번째부터 가나다, ㈜라마바, 다온AI 대표."
    ),
    negative=(
        "AI기업 3곳과 광주형 AI 비즈니스 협약\n협약식 참석자들이 기념촬영을 하고 있다. "
        "앞줄 왼쪽 세 번째부터 김하나, 이두리, 박세나 대표."
    ),
    gate=Gate(_IN_A_ROW),
)
def in_the_row(doc: Document) -> Iterator[Finding]:
    """The caption names whose heads stand in the row, as many as signed; persons' names are none."""
    ranges = {ordinal.last - ordinal.first + 1 for _, ordinal in ranges_told(doc)}
    for sentence in doc.prose:
        match = _IN_A_ROW.search(doc.text, sentence.start, sentence.end) if sentence.role == "caption" else None
        names = names_between(doc, *match.span("list"), strict=True) if match else ()
        persons = sum(bool(_PERSON.fullmatch(name.text)) for name in names)
        known = any(is_sure(doc, name) or not _HANGUL.fullmatch(name.text) for name in names)
        if known and persons * 2 < len(names) and len(names) in {*ranges, *sizes_beside(doc)}:
            yield from as_findings("party.in_the_row", names, "C")


# After what a list of heads may begin, and what is done with those in it.
_AFTER = re.compile(r"(?:에\s참석해|에서|에\s참석한\s뒤|[친한은]\s뒤)\s")
_WITH_HEADS = re.compile(
    r"(?P<list>[^.\n]{4,300}?)(?:\s등)?[와과]\s(?:함께\s|나란히\s)?(?:기념|사진|악수|포즈|손을|손가락|파이팅|협약서)"
)


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
                yield from as_findings("party.beside_mayor", of_heads(doc, *match.span("list")), "C")
