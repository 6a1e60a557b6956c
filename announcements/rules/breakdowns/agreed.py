"""Parts that add up: names with numbers whose sum is a total that the report states, whatever the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

from announcements.document import Document, Finding
from announcements.rules.breakdowns.bare import NO_FIELD
from announcements.rules.breakdowns.listed import Predicate, with_next
from announcements.rules.registry import RULES, rule
from announcements.rules.totals.figures import OF_TODAY
from announcements.text import Sentence

# Fewer may add up by chance.
FEWEST = 4
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?![\d.])")
# '전일빌딩245 4곳': a number may belong to the name.
_NUMBER_ALONE = re.compile(r"(?<![\d.가-힣A-Za-z])\d{1,3}(?![\d.])")
# Where the first name may begin; only the first few are tried.
_BEGINS = re.compile(r"(?:면|니|은|는|가운데|중에는|중|[:,])\s|^[\s○◇■□▲*·-]+")
_SEVERAL = re.compile(r"\d(?:\d*[^\d]+\d){3}")
MOST_TRIED = 6
MOST_NUMBERS = 60


def _adding_up(doc: Document, predicate: Predicate, rule_id: str) -> tuple[Finding, ...]:
    # Rules for totals ask as well.
    return doc.once(rule_id, lambda doc: tuple(_lists(doc, predicate, rule_id)))


def _lists(doc: Document, predicate: Predicate, rule_id: str) -> Iterator[Finding]:
    """The longest list of names with numbers in each sentence whose numbers may add up to one of the text."""
    for sentence in doc.once("may add up", _may_add_up):
        found = _longest(doc, sentence, predicate, rule_id)
        if len(found) >= FEWEST and not any(NO_FIELD.search(one.member_text or "") for one in found):
            yield from found


def _may_add_up(doc: Document) -> list[Sentence]:
    stated = {int(number) for number in _NUMBER.findall(doc.text)}
    return [
        sentence
        for sentence in doc.prose
        if sentence.role == "body" and not OF_TODAY.search(sentence.text) and _has_sum(sentence.text, stated)
    ]


def _has_sum(words: str, stated: set[int]) -> bool:
    """Do some of its numbers, in a row, add up to a stated one?"""
    return bool(_SEVERAL.search(words)) and any(
        _adds_up(number.findall(words)[:MOST_NUMBERS], stated) for number in (_NUMBER, _NUMBER_ALONE)
    )


def _adds_up(found: list[str], stated: set[int]) -> bool:
    numbers = [int(number) for number in found]
    sums = [0, *accumulate(numbers)]
    return any(
        sums[last] - sums[first] in stated
        for first in range(len(numbers) - FEWEST + 1)
        for last in range(first + FEWEST, len(sums))
    )


def _longest(doc: Document, sentence: Sentence, predicate: Predicate, rule_id: str) -> list[Finding]:
    starts = [sentence.start, *(sentence.start + match.end() for match in _BEGINS.finditer(sentence.text))]
    # Of two as long the one that begins later: what stands before it is no part of the first name.
    tried = (with_next(doc, sentence, start, predicate, rule_id) for start in reversed(starts[:MOST_TRIED]))
    return max(tried, key=len)


@rule(
    "breakdown.sector_agreed",
    positive="광주시의 협약 상대 114곳, 어느 동네 사람들일까. 음성 50곳, 의료 30곳, 보안 20곳, 물류 14곳이다.",
    negative="광주시의 협약 상대 114곳, 어느 동네 사람들일까. 음성 50곳, 의료 30곳, 보안 20곳이다.",
)
def sector_agreed(doc: Document) -> Iterator[Finding]:
    """Four parts or more that add up to the partners of the run, as the report states them."""
    yield from _adding_up(doc, "sector_count", "breakdown.sector_agreed")


@rule(
    "breakdown.site_agreed",
    positive="사무소를 연 곳은 114곳. 어디인고 하니 나래관 50곳, 다온길 30곳, 새터 20곳, 역세권 14곳이다.",
    negative="사무소를 연 곳은 114곳. 어디인고 하니 나래관 50곳, 다온길 30곳, 새터 20곳이다.",
)
def site_agreed(doc: Document) -> Iterator[Finding]:
    """Four parts or more that add up to the offices opened, as the report states them."""
    yield from _adding_up(doc, "site_count", "breakdown.site_agreed")


def part_lists(doc: Document) -> list[list[Finding]]:
    """Lists of fields that the words make such, and of names with numbers that may add up, as either."""
    if not doc.once("may add up", _may_add_up):
        return []
    by_words = [list(RULES[rule_id].read(doc)) for rule_id in ("breakdown.sector", "breakdown.site")]
    may_be = [*sector_agreed(doc), *site_agreed(doc)]
    by_sum = [list(found) for _, found in groupby(may_be, key=lambda f: (f.predicate, doc.sentence_at(f.start).index))]
    # '분야별로는 …': what the words make fields are no places, whatever they add up to.
    made = {doc.sentence_at(found[0].start).index: found[0].predicate for found in by_words if found}
    by_sum = [f for f in by_sum if made.get(doc.sentence_at(f[0].start).index, f[0].predicate) == f[0].predicate]
    return [found for found in (*by_words, *by_sum) if len(found) >= FEWEST]


AGREED = ("breakdown.sector_agreed", "breakdown.site_agreed", "breakdown.sector_in_turn", "breakdown.site_in_turn")


def told_by_words(members: list[Finding]) -> list[Finding]:
    """Those that the words around them make parts; the others only their sum."""
    return [finding for finding in members if finding.rule_id not in AGREED]


def adding_up(doc: Document, members: list[Finding], total: int | None) -> list[Finding]:
    """The one list, among those known by their sum alone, that adds up to the total."""
    by_sum = [finding for finding in members if finding.rule_id in AGREED]
    for rule_id in AGREED:
        of_one = [finding for finding in by_sum if finding.rule_id == rule_id]
        lists = [list(found) for _, found in groupby(of_one, key=lambda finding: doc.sentence_at(finding.start).line)]
        fitting = [found for found in lists if sum(finding.value_count or 0 for finding in found) == total]
        if fitting:
            return fitting[0] if len(fitting) == 1 else []
    return []
