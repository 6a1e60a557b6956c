"""Companies and institutions in English reports: two parts that add up to the partners counted beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import ENGLISH, to_int
from announcements.rules.english.figures import OF_A_PART, OF_OTHERS
from announcements.rules.english.signing import ordinals
from announcements.rules.pacts.words import LARGEST_BATCH
from announcements.rules.registry import rule
from announcements.text import Sentence

_NUMBER = rf"\b(?:\d{{1,3}}(?:,\d{{3}})?|(?i:{ENGLISH}))\b"
_SPLIT = re.compile(
    rf"(?P<n>{_NUMBER})(?: of (?:them|these|those))? (?:are |were )?(?:\w+ )?(?:companies|firms|businesses)\b"
    rf"[^.;\d]{{1,30}}?(?P<m>{_NUMBER}) (?:are |were )?(?:\w+ )?"
    r"(?:institut\w+|organi[sz]ations|groups|associations|agencies|public bodies|universities)"
)
_STATED = re.compile(r"\b(?P<n>\d{2,3})\b(?!,\d|st|nd|rd|th)")
_PARTNERS = re.compile(r"\b(?:sign\w*|agreements?|MOUs?|partners?|pacts?|joined|signator\w+)\b")
_GATE = Gate(_SPLIT)


@rule(
    "total.english_split",
    positive="Gwangju City signs AI agreements. Of the 200 partners, 184 are companies and 16 are institutions.",
    negative="Gwangju City signs AI agreements. Of the 210 partners, 184 are companies and 16 are institutions.",
    gate=_GATE,
)
def split(doc: Document) -> Iterator[Finding]:
    """Companies and institutions that add up to the partners counted beside them, or to the last ordinal."""
    if not (doc.cues.city_en.search(doc.text) and doc.cues.topic_en.search(doc.text)):
        return
    for sentence in doc.holding(_GATE):
        match = _SPLIT.search(doc.text, sentence.start, sentence.end)
        if not match or OF_A_PART.search(sentence.text) or OF_OTHERS.search(sentence.text):
            continue
        total = to_int(match["n"]) + to_int(match["m"])
        # 'A camp houses 160 companies and 17 institutions': as many by chance.
        if not _PARTNERS.search(sentence.text) and not next(_stated(doc, sentence, total), None):
            continue
        if total > LARGEST_BATCH and (_is_of_partners(doc, total) or _is_last_ordinal(doc, total)):
            yield _figure(match, "n", "companies")
            yield _figure(match, "m", "institutions")
            beside = (sentence, *doc.body_before(sentence)[-1:])
            sums = [found for place in beside for found in _stated(doc, place, total) if found.start() < match.start()]
            yield from (_figure(found, "n", "agreements_total") for found in sums[:1])


def _stated(doc: Document, place: Sentence, number: int) -> Iterator[re.Match[str]]:
    return (found for found in _STATED.finditer(doc.text, place.start, place.end) if int(found["n"]) == number)


def _is_last_ordinal(doc: Document, number: int) -> bool:
    return any(found.predicate == "ordinal_last" and found.value_count == number for found in ordinals(doc))


def _is_of_partners(doc: Document, number: int) -> bool:
    """Is it the number of partners or agreements somewhere in the report?"""
    return any(
        _PARTNERS.search(place.text) and not OF_A_PART.search(place.text) and not OF_OTHERS.search(place.text)
        for place in doc.prose
        if next(_stated(doc, place, number), None)
    )


def _figure(match: re.Match[str], group: str, measure: str) -> Finding:
    return Finding(
        "total.english_split",
        "stated_total",
        *match.span(group),
        measure_code=measure,
        value_count=to_int(match[group]),
        value_text=match[group],
        unit_code="organisation",
        qualifier="exact",
        scope="including",
        grade="B",
    )
