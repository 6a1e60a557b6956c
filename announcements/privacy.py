"""Words that may be published: persons masked with ○ of the same length, at most 160 characters.

A word that only looks like a name beside a title is masked too: a mask too many costs a reader little, a mask
too few costs a person.
"""

from __future__ import annotations

import re

from announcements.gates import Gate, pairs
from announcements.korean.particles import OTHER_TITLES, TITLE_WORDS
from announcements.korean.persons import PERSON

MAX_PUBLIC = 160

_TITLES = rf"(?:{TITLE_WORDS}|{OTHER_TITLES})"
_LONG = r"(?P<person>(?=[가-힣]{3,4}(?![가-힣]))" + PERSON + rf"(?:·{PERSON})*)"
_ANY = rf"(?P<person>{PERSON}(?:·{PERSON})*)"
_BRACKET = r"(?:\s?\([^)]{0,20}\))?"
_PATTERNS = (
    # '최하늘 대표이사', '허들 대표', '한바다(왼쪽) 시장', '한바다 가람시장', '한바다시장'.
    re.compile(rf"(?<![가-힣]){_ANY}(?={_BRACKET}\s[^\s,.▲]{{0,10}}?{_TITLES}(?![가-힣]{{3,}}))"),
    re.compile(rf"(?<![가-힣]){_ANY}(?=(?:광역|특별)?{_TITLES}(?![가-힣]{{2,}}))"),
    # '최하늘 가나다 부사장', '정구름 가나다 지주부문 대표': words between name and title.
    re.compile(
        rf"(?<![가-힣]){_LONG}(?={_BRACKET}\s(?:[^\s,.▲]{{1,20}}\s)"
        rf"{{1,4}}?[^\s,.▲]{{0,12}}?{_TITLES}(?![가-힣]{{3,}}))"
    ),
    # '(시장 한바다)', '대표 송하늘', '단장: 오구름'.
    re.compile(rf"{_TITLES}(?:\s|\s?[:=]\s?){_LONG}"),
    re.compile(rf"\([^()]{{0,20}}?{_TITLES}\s{_ANY}\)"),
    # '최하늘(가나다 대표)'.
    re.compile(rf"(?<![가-힣]){_LONG}(?=\s?\([^()\n]{{0,20}}?(?<![가-힣]이){_TITLES}\))"),
    re.compile(rf"(?:글|사진|취재|편집|리포터)\s?[=:·]\s?{_LONG}"),
    re.compile(rf"(?<![가-힣]){_LONG}(?=\s?(?:씨|옹|여사|님)(?![가-힣]))|(?<=기자\s=\s)(?P<byline>{PERSON})"),
    re.compile(
        r"(?:Mayor|President|CEO|Chairman|Director|Professor|Dr\.|Mr\.|Ms\.|Reporter)\s"
        r"(?P<person>[A-Z][a-z]+(?:[ -][A-Za-z][a-z]+){0,2})"
    ),
)
_PARTICLE = re.compile(
    rf"(?<![가-힣])(?P<person>{PERSON})(?=(?:와|과|,|·)\s?(?:{PERSON})[^\s]?\s[^\s,]{{0,10}}?{_TITLES})"
)
_NAMING = Gate(*_PATTERNS, _PARTICLE)
# Control characters, and those that hide or reorder what a person reads (bidirectional overrides).
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTACT = re.compile(r"[A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9.-]{1,60}|(?<!\d)0\d{1,2}-\d{3,4}-\d{4}(?!\d)")


def mask_persons(text: str) -> str:
    """Replace every person's name found beside a title, and e-mail addresses and telephone numbers, by ○."""
    spans = [
        match.span(name)
        for pattern, _ in _NAMING.open(pairs(text))
        for match in pattern.finditer(text)
        for name in pattern.groupindex
        if match.start(name) >= 0
    ]
    spans += [match.span() for match in _CONTACT.finditer(text)] if "@" in text or "-" in text else []
    if not spans:
        return text
    masked = list(text)
    for start, end in spans:
        for position in range(start, end):
            if not masked[position].isspace() and masked[position] != "·":
                masked[position] = "○"
    return "".join(masked)


def published(masked: str) -> str:
    """As much of a masked quote as may be published; what hides or reorders words is a space in it."""
    masked = masked if masked.isprintable() else _UNSEEN.sub(" ", masked)
    return masked if len(masked) <= MAX_PUBLIC else masked[: MAX_PUBLIC - 1] + "…"
