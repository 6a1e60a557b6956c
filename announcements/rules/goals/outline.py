"""Goals as an outline gives them: the year in a heading, each number on a line of its own below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import MARK
from announcements.rules.goals.stated import goal_found, patterns_of
from announcements.rules.goals.whose import of_another_subject
from announcements.rules.registry import rule
from announcements.rules.totals.numbers_first import ALONE, numbers_alone

_BULLET = r"[\s○□◦▢◇■●◆▲·*ㅇ\-(\d.)]"
_HEADING = re.compile(
    rf"{_BULLET}{{0,6}}(?:(?P<year>20\d\d)년(?:\s?말)?(?:까지)?(?:의)?\s(?:[가-힣]{{1,4}}\s)?목표"
    rf"|(?:[가-힣]{{1,4}}\s)?목표\s?\((?P<year2>20\d\d)년?(?:까지)?\))\s?:?\s*$"
)
_GATE = Gate(re.compile("목표"))
_OF_COMPANIES = re.compile(r"기업|업체|회사")
# Lines below a heading among which its goals stand, and above it that say whose they are.
_BELOW, _ABOVE = 8, 3


@rule(
    "goal.outline",
    positive="광주시 인공지능 계획\n○ 2030년까지의 목표\n - AI 기업 700개 유치\n - 일자리 8천 개 창출",
    negative="광주시와 협약한 ㈜가나다의 계획\n○ 2030년까지의 목표\n - AI 기업 700개 유치\n - 일자리 8천 개 창출",
    gate=_GATE,
)
def outline(doc: Document) -> Iterator[Finding]:
    """Below a heading with the year ('2030년까지의 목표'): companies of the topic, and what stands beside them."""
    lines = doc.lines
    for number, (start, end) in enumerate(lines):
        heading = _HEADING.match(doc.text, start, end) if end - start <= 60 else None
        above = " ".join(doc.text[slice(*line)] for line in lines[max(0, number - _ABOVE) : number])
        if heading is None or MARK.search(above) or not doc.cues.city_names.search(doc.text, 0, start):
            continue
        below = lines[number + 1 : number + 1 + _BELOW]
        sign = doc.text[start:end].lstrip()[:1]
        items = []
        for line in below:
            if doc.text[slice(*line)].lstrip()[:1] == sign:
                break
            items.append(line)
        # Without the topic's companies among them the goals may be of anything.
        if any(doc.cues.topic.search(doc.text, *item) and _OF_COMPANIES.search(doc.text, *item) for item in items):
            yield from _goals(doc, items, int(heading["year"] or heading["year2"]))


def _goals(doc: Document, items: list[tuple[int, int]], year: int) -> Iterator[Finding]:
    for cue in doc.programme.goals:
        for item in items:
            if cue.counts == "organisations" and not _OF_COMPANIES.search(doc.text, *item):
                continue
            found = [p.search(doc.text, *item) for p in patterns_of(cue, doc.cues.topic.pattern)]
            match = next((one for one in found if one), None)
            if match:
                yield goal_found("goal.outline", doc, cue, match, year)
                break


# '시가 2024년까지 유치하겠다는 기업의 수다', '2024년 유치 목표다'.
_AIMED_AT = re.compile(r"(?P<year>20\d\d)년(?:\s?말)?(?:까지)?\s[^.\n]{0,40}?(?:겠다[는던고]|려는|[할올]\s|목표)")


@rule(
    "goal.number_alone",
    positive="광주 인공지능을 숫자로 본다.\n310개. 광주시가 2024년까지 유치하겠다는 기업의 수다.",
    negative="광주 인공지능을 숫자로 본다.\n310개. 광주시가 2024년까지 유치한 기업의 수다.",
    gate=ALONE,
)
def number_alone(doc: Document) -> Iterator[Finding]:
    """A number is a sentence of its own, and the next one says that the city means to attract as many by a year."""
    for match, label in numbers_alone(doc):
        aimed = _AIMED_AT.search(label.text)
        city = doc.cues.city.search(label.text) or doc.cues.short_name_acts.search(label.text)
        if not aimed or of_another_subject(doc, label, label.end) or not (city or _BY_CITY.match(label.text)):
            continue
        for cue in doc.programme.goals:
            counts = "명" not in match["counter"] or cue.counts == "people"
            if counts and any(word in label.text for word in cue.words):
                yield goal_found("goal.number_alone", doc, cue, match, int(aimed["year"]))
                break


_BY_CITY = re.compile(r"시[가는]\s")
