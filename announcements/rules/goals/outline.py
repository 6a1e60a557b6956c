"""Goals as an outline gives them: the year in a heading, each number on a line of its own below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import MARK
from announcements.rules.goals.stated import goal_found, patterns_of
from announcements.rules.registry import rule

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
