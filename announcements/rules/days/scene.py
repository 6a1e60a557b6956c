"""The day of signing, where a report opens with a scene: '2일 저녁 시청 로비. …' and tells of the signing in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.dates import days
from announcements.korean.particles import OVER
from announcements.rules.days.signed_date import Told, day_found
from announcements.rules.pacts.clauses import clauses
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.registry import rule

_OPENS = re.compile(r"(?:오늘[,은]?\s)?(?:지난\s)?(?:(?:19|20)\d\d년\s)?(?:\d{1,2}월\s)?\d{1,2}일[\s.,]")
_GATE = Gate(re.compile("[0-9]일[ .,]"))
# '2일 저녁 시청 로비.': neither a verb nor a speaker; '16일 시청 비즈니스룸 문은 세 번 열렸다': the room it happens in.
_VERB = re.compile(r"[다요죠까]['\"]?[.!?]*$")
_ROOM = re.compile(rf"(?:시청|비즈니스룸|회의실)(?!\s?(?:앞|밖|인근|정문|광장|주변))[^.\n]{{0,30}}?[{OVER}]다\.?$")
_ELSEWHERE = re.compile(
    r"^(?:한편|이와\s별도|이와\s별개|이에\s앞서|앞서)|최근|지난\s?달|지난\s?주|앞선\s|\d{1,2}월(?!\s?\d)|지난해|작년|전날|어제|얼마\s전|지난\s\d{1,2}월|오는\s|예정|계획"
)
_LONGEST = 60
# Headlines stand above it.
_FIRST = 6
# Sentences between the scene and the signing.
_NEAR = 5


@rule(
    "signed_date.scene",
    positive="2일 저녁 전당 로비. 책상에 조명이 켜졌다. 광주시와 ㈜가나다가 광주형 AI 비즈니스 협약을 맺었다.",
    negative="2일 저녁 전당 로비. 책상에 조명이 켜졌다. ㈜가나다는 최근 광주시와 광주형 AI 비즈니스 협약을 맺었다.",
    published=date(2022, 11, 3),
    gate=_GATE,
)
def scene(doc: Document) -> Iterator[Finding]:
    """The report's first sentences set a day and a place, and go on to the signing without another day."""
    first = doc.prose[:_FIRST]
    opening = next((s for s in first if _OPENS.match(s.text)), None)
    if not opening or len(opening.text) > _LONGEST or any(s.role == "body" for s in first[: first.index(opening)]):
        return
    # A line without a verb is a headline by its form, and a day alone in one is no scene.
    if not (_ROOM.search(opening.text) or not _VERB.search(opening.text)) or NAMES_PACT.search(opening.text):
        return
    told = (c for c in clauses(doc) if c.tense == "done" and 0 < c.sentence.index - opening.index <= _NEAR)
    clause = next(told, None)
    found = [day for day in days(doc.text, opening.start, clause.sentence.end) if day.day] if clause else []
    between = doc.sentences[opening.index + 1 : clause.sentence.index + 1] if clause else ()
    if clause and len({day.day for day in found}) == 1 and not any(_ELSEWHERE.search(s.text) for s in between):
        yield from day_found("signed_date.scene", doc, Told(found[0], "act", clause), [])
