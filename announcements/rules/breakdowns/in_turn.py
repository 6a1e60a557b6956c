"""Parts told in turn, over some sentences and each in its own words, that add up to a number stated before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.breakdowns.bare import NO_FIELD
from announcements.rules.breakdowns.listed import UNIT, Predicate
from announcements.rules.registry import rule
from announcements.rules.totals.figures import OF_TODAY
from announcements.rules.totals.split_sums import stated_before
from announcements.text import Sentence

# A word that a particle or a connective closes is no part of a name: '뜯어보니 데이터 분석이'.
_WORD = r"(?!이어\s|다음\s)[가-힣A-Za-z·/]{1,12}(?<![니면고며는은을를이가에도와과서데나])"
_NAME = rf"(?<![가-힣A-Za-z·/])(?:{_WORD}\s){{0,2}}?[가-힣A-Za-z·/]{{2,12}}?(?<![니면고며을를])"
_PART = re.compile(
    # '나머지 33곳은 문화·교육 등 기타다', '36곳은 기타로 묶였다'.
    rf"(?:나머지\s)?(?<!\d)(?P<n2>\d{{1,3}})\s?{UNIT}[은는이]\s(?P<last>(?:{_NAME}\s등\s)?[가-힣A-Za-z·/]{{2,12}}?)(?=(?:으?로|이?다|이고|이며)(?:[\s.,]|$))"
    # '가장 두터운 층은 빅데이터다. 58곳이 여기에 속한다'.
    rf"|(?<=\s)(?P<said>[가-힣A-Za-z·/]{{2,12}}?)(?:이)?다\.\s(?P<n3>\d{{1,3}})\s?{UNIT}[이은]\s(?:여기에|이에|이\s분야에)\s"
    # '의료·건강이 36곳', '미래차 22곳', '창업캠프에 41곳'.
    rf"|(?P<member>{_NAME}(?:(?<=[가-힣])\d{{2,3}})?)(?:[이가은는에]|에는)?\s(?P<n>\d{{1,3}})\s?{UNIT}(?=[,.\s으로이가은을]|$)"
)
_COUNTED = re.compile(rf"\d{{1,3}}\s?{UNIT}")
_SECTORS = re.compile(r"분야|업종|부문|산업별|유형별")
_SITES = re.compile(r"사무[실소]|둥지")
_GATE = Gate(_SECTORS, _SITES)
_MOST_SENTENCES = 6
# '동구 금남로의 AI창업캠프': the street before a place is no part of its name.
_STREET = re.compile(r"^(?:[가-힣]{1,3}구\s)?[가-힣]{2,5}(?:로|길|동)(?:\s?\d{1,3}가)?의?\s(?=\S)")
_FEWEST = 4
# No report tells of more; each is tried as the first.
_MOST_PARTS = 60


@rule(
    "breakdown.sector_in_turn",
    positive=(
        "광주시와 AI 협약을 맺은 170곳의 업종은 고르지 않다. 음성이 101곳으로 절반을 넘는다. "
        "의료가 36곳, 보안 22곳이 뒤를 받친다. 11곳은 기타로 묶였다."
    ),
    negative=(
        "광주시와 AI 협약을 맺은 170곳의 업종은 고르지 않다. 음성이 90곳으로 절반을 넘는다. "
        "의료가 36곳, 보안 22곳이 뒤를 받친다. 11곳은 기타로 묶였다."
    ),
    gate=_GATE,
)
def sector_in_turn(doc: Document) -> Iterator[Finding]:
    """Fields told one after the other that add up to the partners counted before them."""
    yield from _in_turn(doc, _SECTORS, "sector_count", "breakdown.sector_in_turn")


@rule(
    "breakdown.site_in_turn",
    positive=(
        "AI 기업 170곳이 사무실을 냈다.\n주소를 찍어 보니 동구 나래로의 나래관에 101곳이 몰렸다. "
        "새터에 36곳, 다온빌딩245에 22곳이 있고 11곳은 기타다."
    ),
    negative="AI 기업 175곳이 사무실을 냈다. 나래관에 101곳이 몰렸다. 새터에 36곳, 역세권에 22곳이 있고 11곳은 기타다.",
    gate=_GATE,
)
def site_in_turn(doc: Document) -> Iterator[Finding]:
    """Places told one after the other that add up to the offices counted before them."""
    yield from _in_turn(doc, _SITES, "site_count", "breakdown.site_in_turn")


def _in_turn(doc: Document, about: re.Pattern[str], predicate: Predicate, rule_id: str) -> Iterator[Finding]:
    for sentence in doc.prose:
        if sentence.role != "body" or not about.search(sentence.text) or OF_TODAY.search(sentence.text):
            continue
        found = _parts(doc, sentence, predicate, rule_id)
        if found:
            yield from found
            return


def _parts(doc: Document, sentence: Sentence, predicate: Predicate, rule_id: str) -> list[Finding]:
    """The parts from that sentence on whose sum is stated before the first of them; each number must be one."""
    end = sentence.end
    found: list[Finding] = []
    lines: set[int] = set()
    for place in doc.sentences[sentence.index : sentence.index + _MOST_SENTENCES]:
        lines.add(place.line)
        # The parts may be a paragraph of their own.
        if place.role != "body" or len(lines) > 2:
            break
        end = place.end
    if len(_COUNTED.findall(doc.text, sentence.start, end)) <= _FEWEST:
        # As many parts, and their sum.
        return []
    matches = list(islice(_PART.finditer(doc.text, sentence.start, end), _MOST_PARTS))
    for first in range(len(matches)):
        total, found = 0, []
        for match in matches[first:]:
            part = _finding(match, predicate, rule_id)
            # A number between two parts that is none of them tells of something else.
            between = doc.text[found[-1].end : part.start] if found else ""
            if NO_FIELD.search(part.member_text or "") or _COUNTED.search(between):
                break
            found.append(part)
            total += part.value_count or 0
            if len(found) >= _FEWEST and stated_before(doc, sentence, found[0].start, total):
                return found
    return []


def _finding(match: re.Match[str], predicate: Predicate, rule_id: str) -> Finding:
    group, number = next((g, n) for g, n in (("member", "n"), ("last", "n2"), ("said", "n3")) if match[g])
    start = min(match.start(group), match.start(number))
    return Finding(
        rule_id,
        predicate,
        start,
        max(match.end(group), match.end(number)),
        member_text=_STREET.sub("", match[group]) if predicate == "site_count" else match[group],
        value_count=int(match[number]),
        value_text=match[number],
        unit_code="organisation",
        qualifier="exact",
    )
