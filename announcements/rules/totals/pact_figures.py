"""Figures of the pacts: numbers in sentences that speak of the series' agreements."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from announcements.document import Document
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, to_int
from announcements.rules.pacts.other_pacts import of_another_sort
from announcements.rules.pacts.words import NAMES_PACT
from announcements.text import Sentence

COUNTER = rf"(?:{ORGANISATION_COUNTER}|\s?건(?!물|강|의\s실)|\s?군데)"
_FIGURE = re.compile(rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>{COUNTER})")
# No report tells of its figures later, nor has a sentence more of them.
MOST_SENTENCES, MOST_FIGURES = 120, 24
_SUMS = re.compile(r"누계|누적|총계|합계|통산|전체|모두|통틀어|이로써|이제|이날|더하면|합하면|합치면|포함해")


class _Figure(NamedTuple):
    sentence: Sentence
    match: re.Match[str]
    value: int


def figures_of_pacts(doc: Document) -> list[_Figure]:
    """Figures in sentences that speak of the pacts, or that sum up what the sentence before tells of them."""
    return doc.once("figures of pacts", _all_figures)


def _all_figures(doc: Document) -> list[_Figure]:
    found: list[_Figure] = []
    spoke = False
    for sentence in doc.prose[:MOST_SENTENCES]:
        if sentence.role not in ("body", "headline"):
            continue
        speaks = _speaks(doc, sentence)
        if speaks or (spoke and _SUMS.search(sentence.text)):
            matches = islice(_FIGURE.finditer(doc.text, sentence.start, sentence.end), MOST_FIGURES)
            found += [_Figure(sentence, match, to_int(match["n"])) for match in matches]
        spoke = speaks
    return found


# '헬스케어 분야 협약은 51건', '협약을 맺으려는 곳이 70곳': of a part, or of those who have not signed.
_OF_A_FIELD = re.compile(r"(?P<field>[^\s]{2,10})\s?(?:분야|부문|업종)(?:의|과|와)?\s(?:[가-힣]{1,4}\s)?협약")
_NOT_YET = re.compile(r"려는|려고|의향|희망|협약(?:을|에)\s?(?:신청|문의|제안|검토)|앞둔")


def _speaks(doc: Document, sentence: Sentence) -> bool:
    """Of pacts, and of none that are of another sort, of one field only, or still to come."""
    words = sentence.text
    if not NAMES_PACT.search(words) and not doc.cues.series.search(words):
        return False
    return not (_NOT_YET.search(words) or of_a_field(doc, words) or of_another_sort(doc, words))


def of_the_series(doc: Document, words: str) -> bool:
    """Do the words speak of the series' pacts, and of no others?"""
    about = NAMES_PACT.search(words) and (doc.cues.topic.search(words) or doc.cues.series.search(words))
    others = of_a_field(doc, words) or of_another_sort(doc, words) or doc.cues.other_pact.search(words)
    return bool(about) and not others


def of_a_field(doc: Document, words: str) -> bool:
    field = _OF_A_FIELD.search(words)
    return bool(field and not doc.cues.topic.search(field["field"]))
