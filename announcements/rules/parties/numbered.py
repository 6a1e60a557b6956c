"""Organisations by the number of each: '가나다가 160번째, 라마바가 161번째다', '160번째는 가나다, 161번째는 …다'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name
from announcements.korean.particles import agrees
from announcements.rules.parties.beside import beside_signing
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import OTHERS, PERSONS, as_findings, before_copula
from announcements.rules.registry import rule
from announcements.text import Sentence

_NUMBER = re.compile(r"(?<![\d.,~\-])(?P<n>\d{1,3})\s?번째")
_GATE = Gate(_NUMBER)
# '가나다가 160번째', '가나다는 시의 160번째', '가나다 160번째'.
_NAME_BEFORE = re.compile(r"(?P<particle>[은는이가])?\s(?:통산\s|시와\s|(?:[가-힣]{1,6})?시의\s)?$")
# '160번째는 가나다', '160번째 협약 기업은 가나다'.
_NAME_AFTER = re.compile(
    r"(?:\s(?:[^\s,.]{2,6}\s)?(?:기업|기관|업체|회사|주인공|상대|파트너))?(?:은|는|이|가|으?로)?\s(?:바로\s)?"
)
_LEAD = re.compile(
    r"(?:[^\s,.]{1,6}\s)?(?:순번|번호|순서|차례|순)(?:은|는|로는|으로는|로|를\s보면|로\s보면|상으로는)?,?\s"
    r"|(?:이로써|이에\s따라|이날|이번에|이번\s협약으로|이들\s(?:가운데|중))\s"
)
_ENDS = re.compile(r"(?:이다|다|입니다|이었다|였다|이고|이며|고|며|[와과]|,)(?=[\s.]|$)")
_PART = re.compile(r"(?:[^,\n]|,(?!\s))+(?:,\s|$)")
_MOST_PARTS = 24


class _Numbered(NamedTuple):
    number: int
    name: Name


@rule(
    "party.numbered",
    positive=(
        "광주시가 8일 AI 기업 3곳과 광주형 AI 비즈니스 협약을 맺었다. "
        "가나다가 160번째, 보안 기업 라마바가 161번째, 사아자가 162번째다."
    ),
    negative=(
        "광주시가 8일 AI 기업 3곳과 광주형 AI 비즈니스 협약을 맺었다. "
        "가나다가 160번째, 보안 기업 라마바가 190번째, 사아자가 162번째다."
    ),
    gate=_GATE,
)
def numbered(doc: Document) -> Iterator[Finding]:
    """Beside the signing each organisation has an ordinal of its own, and these follow each other without a gap."""
    found = [
        one
        for sentence in doc.holding(_GATE)
        if beside_signing(doc, sentence) and not OTHERS.search(sentence.text) and not PERSONS.search(sentence.text)
        for one in _each(doc, sentence)
    ]
    is_run = len(found) > 1 and all(later.number == one.number + 1 for one, later in pairwise(found))
    if is_run and len({one.name.text for one in found}) == len(found):
        yield from as_findings("party.numbered", tuple(one.name for one in found), "B")


def _each(doc: Document, sentence: Sentence) -> Iterator[_Numbered]:
    """The organisation of each ordinal in a sentence, part by part between commas."""
    lead = _LEAD.match(doc.text, sentence.start, sentence.end)
    parts = list(_PART.finditer(doc.text, lead.end() if lead else sentence.start, sentence.end))
    for part in parts if len(parts) <= _MOST_PARTS else ():
        numbers = list(_NUMBER.finditer(doc.text, *part.span()))
        names = _named(doc, part, numbers[0]) if len(numbers) == 1 else ()
        if len(names) == 1:
            yield _Numbered(int(numbers[0]["n"]), names[0])


def _named(doc: Document, part: re.Match[str], number: re.Match[str]) -> tuple[Name, ...]:
    # '협약식을 열고 61번째로 가나다, 62번째로 라마바와': the first opens after a verb.
    if number.start() == part.start() or doc.text.startswith("로 ", number.end()):
        after = _NAME_AFTER.match(doc.text, number.end(), part.end())
        end = _ENDS.search(doc.text, after.end(), part.end()) if after else None
        return names_between(doc, after.end(), before_copula(doc, end), strict=True) if after and end else ()
    before = _NAME_BEFORE.search(doc.text, part.start(), number.start())
    if not before:
        return ()
    # '유진에이아이 162번째': the syllable may be the name's own.
    word = doc.text[part.start() : before.start()].rsplit(" ", 1)[-1]
    own = before["particle"] and not agrees(word, before["particle"])
    return names_between(doc, part.start(), before.start() + (1 if own else 0), strict=True)
