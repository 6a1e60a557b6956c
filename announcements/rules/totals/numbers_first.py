"""Figures told as a list of numbers, each followed by what it counts: '171  그 기업들이 광주에 연 사무실'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER
from announcements.rules.registry import rule
from announcements.rules.totals.figures import finding

_ROW = re.compile(
    rf"[\s|○◦□■●·*▲-]*(?P<n>{NUMBER}(?:\.\d+)?)(?P<counter>{ORGANISATION_COUNTER}|\s?명|)[\s|:]+(?P<label>[^\d\n][^\n]{{3,60}})$"
)
_MEASURES = tuple(
    (measure, re.compile(words))
    for measure, words in (
        ("employees", r"(?:일하는|근무하는|상주하는)\s(?:사람|인원|인력|직원)|(?:근무|상주)\s?(?:인원|인력|자)"),
        ("hq_relocated", r"본사를?\s(?:[^\s]{1,8}\s){0,2}?(?:옮긴|이전한|옮겨\s온)|본사\s이전"),
        ("corporations_established", r"법인(?:을\s(?:[^\s]{1,8}\s)?(?:세운|설립한)|\s설립)"),
        (
            "offices_opened",
            r"(?:연|낸|둔|마련한|개소한)\s사무[실소]|사무[실소](?:를|을)\s(?:연|낸|둔)|사무[실소]\s개소",
        ),
        ("companies", r"유치한\s(?:[^\s]{1,10}\s){0,2}?기업"),
        ("agreements_total", r"협약(?:을)?\s?(?:한|맺은|체결한)\s(?:[^\s]{1,8}\s)?(?:기업|기관|곳)"),
    )
)
_LIMITED = re.compile(
    r"우리|당사|자사|고객|회원|올해|지난해|상반기|하반기|분기|목표|계획|예정|다른|전국|서울|수도권|부산|대구|\d월\s?한\s?달"
)
_FEWEST, _FEWEST_KNOWN = 3, 2


@rule(
    "total.numbers_first",
    positive=(
        "숫자로 보는 광주 AI\n332  광주시가 지금까지 유치한 AI 기업\n171  그 기업들이 광주에 연 사무실\n"
        "28  본사를 광주로 옮긴 기업"
    ),
    negative=(
        "숫자로 보는 광주 AI\n332  광주시가 올해 유치할 AI 기업\n171  박람회에 나온 부스\n28  본사를 광주로 옮긴 기업"
    ),
    gate=Gate(re.compile("사무[실소]|본사|법인|유치|협약")),
)
def numbers_first(doc: Document) -> Iterator[Finding]:
    """Three lines or more that begin with a number, two of which say that they count the partners or what they did."""
    block: list[tuple[str | None, re.Match[str]]] = []
    for start, end in [*doc.lines, (len(doc.text), len(doc.text))]:
        match = _ROW.match(doc.text, start, end) if end - start <= 80 else None
        if match:
            block.append((_measure(match["label"]), match))
            continue
        known = [(measure, match) for measure, match in block if measure]
        each_once = len(dict(known)) == len(known) >= _FEWEST_KNOWN
        here = any(doc.cues.city_names.search(match["label"]) for _, match in known)
        if len(block) >= _FEWEST and each_once and here and doc.cues.topic.search(doc.text):
            yield from (finding(doc, "total.numbers_first", measure, match) for measure, match in known)
        block = []


def _measure(label: str) -> str | None:
    if _LIMITED.search(label):
        return None
    return next((measure for measure, words in _MEASURES if words.search(label)), None)
