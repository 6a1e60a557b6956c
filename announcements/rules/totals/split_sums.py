"""The sum of companies and institutions, where a report states it: what the sum counts, its parts count as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from announcements.document import Document, Finding
from announcements.korean.numbers import NUMBER, to_int
from announcements.korean.particles import OVER
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.totals.figures import PLANNED
from announcements.rules.totals.whose import another_body_before
from announcements.text import Sentence

# Rules that read companies and institutions as two parts.
OF_PARTS = ("total.type_split", "total.split_agreed")
_ANY_NUMBER = re.compile(NUMBER)
_IS_OVER = re.compile(f"[{OVER}]")
_BY_THEN = re.compile(r"(?:20\d\d년|내년|연말)(?:\s?말)?까지")
_AIMED_AT = re.compile(r"(?:목표|계획|예상|전망)(?:치)?(?:은|는|이|가|인|:)?\s?(?:모두\s|총\s)?$")
_AT_AN_EVENT = re.compile(r"박람회|전시회|전시관|설문|포럼|행사|대회|공모|회원|고객|(?:참가|참석|출품|응답|가입|신청)")


def sums_of(
    doc: Document, sentence: Sentence, figure: Finding, findings: Sequence[Finding]
) -> list[tuple[Sentence, re.Match[str]]]:
    """Where the sum of a figure and its counterparts stands before it, in its sentence or in the one before."""
    parts = [f for f in findings if f.rule_id == figure.rule_id and sentence.start <= f.start < sentence.end]
    total = sum(f.value_count or 0 for f in {f.measure_code: f for f in parts}.values())
    return stated_before(doc, sentence, figure.start, total)


def stated_before(
    doc: Document, sentence: Sentence, position: int, number: int
) -> list[tuple[Sentence, re.Match[str]]]:
    """Where the number stands before the position, in that sentence or else in the one before."""
    for place in (sentence, *doc.body_before(sentence)[-1:]):
        found = [
            (place, match)
            for match in _ANY_NUMBER.finditer(doc.text, place.start, min(place.end, position))
            if to_int(match.group()) == number and not doc.in_speech(match.start())
        ]
        if found:
            return found
    return []


def is_of_others(doc: Document, place: Sentence, match: re.Match[str]) -> bool:
    """'협약 400건을 목표로 한다', '부산시의 협약은 153건', '박람회에는 153곳이': planned, another's, or of an event."""
    planned = PLANNED.search(doc.text, match.end(), min(place.end, match.end() + 30))
    to_come = planned and not _IS_OVER.search(doc.text, match.end(), planned.start())
    by_then = _BY_THEN.search(doc.text, place.start, match.start()) and not _IS_OVER.search(place.text)
    aimed_at = _AIMED_AT.search(doc.text, place.start, match.start())
    at_event = _AT_AN_EVENT.search(place.text) and not NAMES_PACT.search(place.text)
    return bool(to_come or by_then or aimed_at or at_event) or another_body_before(doc, place, match.start())
