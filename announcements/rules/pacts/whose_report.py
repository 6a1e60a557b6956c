"""Whose report it is: another city's, in which this one is only named beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from announcements.document import Document
from announcements.rules.pacts.other_pacts import other_cities
from announcements.rules.totals.other_cities import PLACES

_PLACE = re.compile(rf"(?<![가-힣])(?P<name>{PLACES})")
# '부산이 유치한', '대구의 사업은', '부산시와 함께', '대구시 협약 현황': not where a company comes from.
_TOLD_OF = re.compile(rf"(?<![가-힣]){PLACES}(?:[시도]?(?:[은는이가의]|와|과)\s|[시도]\s)")


def is_anothers(doc: Document) -> bool:
    """Does another city act in the text and stand there more often than this one, which is never named in full?"""
    if not _told_of(doc) or any(name in doc.text for name in doc.programme.city_names):
        return False
    if doc.cues.home.search(doc.text) or doc.cues.series.search(doc.text):
        return False
    named = Counter(match["name"] for match in _PLACE.finditer(doc.text))
    return bool(named) and named.most_common(1)[0][1] > doc.text.count(doc.programme.city_short_name)


def told_of_another(doc: Document, position: int) -> bool:
    """Was another city told of first, and last before the position? Then '시 관계자는' and '목표는' are of that one."""
    others = _told_of(doc)
    own = doc.cues.city_names.search(doc.text)
    before = bisect_left(others, position)
    if before == 0 or (own and own.start() < others[0]):
        return False
    return not doc.cues.city_names.search(doc.text, others[before - 1], position)


def _told_of(doc: Document) -> list[int]:
    return doc.once("other cities told of", _places_told_of)


def _places_told_of(doc: Document) -> list[int]:
    return sorted({match.start() for match in _TOLD_OF.finditer(doc.text)} | set(other_cities(doc)))
