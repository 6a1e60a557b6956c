"""Figures told as a list of numbers, each followed by what it counts: '171  그 기업들이 광주에 연 사무실'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER
from announcements.rules.registry import rule
from announcements.rules.totals.figures import finding
from announcements.rules.totals.whose import elsewhere
from announcements.text import Sentence

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


# '133곳.' as a sentence of its own.
_ALONE = re.compile(rf"[\s'\"(\[<○□■●·▲-]*(?P<n>{NUMBER})(?P<counter>{ORGANISATION_COUNTER}|\s?명)['\")\]>]*\.?\s*$")
_IS_COUNTED = re.compile(
    r"(?:(?:수|숫자|개수|규모|합계|누계)|(?:기업|회사|업체|기관|곳|사무[실소]|법인|사람|직원|인원)(?:들)?)(?:이?다|입니다|예요|이에요)\.?$"
)


def numbers_alone(doc: Document) -> Iterator[tuple[re.Match[str], Sentence]]:
    """Numbers that are a sentence of their own, each with the sentence after it, which says what was counted."""
    for sentence in doc.holding(ALONE):
        match = _ALONE.match(doc.text, sentence.start, sentence.end)
        label = next(iter(doc.sentences[sentence.index + 1 : sentence.index + 2]), None) if match else None
        if match and label and label.role == "body" and _IS_COUNTED.search(label.text):
            yield match, label


ALONE = Gate(_ALONE)


@rule(
    "total.number_alone",
    positive=(
        "숫자로 본 광주 AI\n133곳. 2019년부터 광주시와 업무협약을 맺은 인공지능 기업과 기관의 수다.\n"
        "83개사. 광주에 사무실을 낸 기업의 수다."
    ),
    negative=(
        "숫자로 본 광주 AI\n133곳. 올해 광주시와 업무협약을 맺은 인공지능 기업의 수다.\n"
        "83개사. 부산에 사무실을 낸 기업의 수다."
    ),
    gate=ALONE,
)
def number_alone(doc: Document) -> Iterator[Finding]:
    """A number is a sentence of its own, and the next one says that it counts the partners or what they did."""
    known: dict[str, list[re.Match[str]]] = {}
    here = False
    for match, label in numbers_alone(doc):
        measure = _measure(label.text)
        if (
            measure
            and (measure == "employees") == ("명" in match["counter"])
            and not elsewhere(doc, label.start, label.end)
        ):
            known.setdefault(measure, []).append(match)
            here = here or doc.programme.city_short_name in label.text
    if here and doc.cues.topic.search(doc.text):
        for measure, matches in known.items():
            if len(matches) == 1:
                yield finding(doc, "total.number_alone", measure, matches[0])
