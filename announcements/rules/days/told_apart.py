"""The day of signing in a sentence of its own, where the report gives the day it was announced with the signing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.dates import days
from announcements.rules.days.signed_date import Told, day_found, mentions
from announcements.rules.pacts.clauses import Clause
from announcements.rules.registry import rule

_BEFORE = r"(?:앞서\s|이미\s|이보다\s앞선\s)?"
_DAY = r"(?:지난\s)?(?:\d{1,2}월\s)?\d{1,2}일"
_TOLD_APART = re.compile(
    # '서명은 지난 7일 이뤄졌다', '도장은 7일 찍었다'.
    r"(?:(?:실제|공식|정식|다만)\s)?(?:(?:협약|협약서)\s?)?(?:서명|체결|조인|날인|교환|도장|사인)(?:식)?(?:은|이)\s"
    rf"{_BEFORE}(?P<day1>{_DAY})(?:에)?\s[^.\n]{{0,40}}?(?:이뤄졌|이루어졌|진행됐|열렸|치러졌|있었|마쳤|끝났|끝냈|성사됐|마무리됐|찍었|했)다"
    # '양측이 서명한 날은 6일이다', '실제 체결일은 6일이다'.
    r"|(?:[^\s,.]{1,8}[이가]\s)?(?:(?:실제|공식|정식)\s)?(?:협약을\s(?:맺은|체결한)|협약한|서명한|체결한|체결된|협약|서명|체결)\s?(?:날짜|날|일자|일|시점)(?:은|는)\s"
    rf"{_BEFORE}(?P<day2>{_DAY})(?:이?다|이었다|로\s)"
    # '양측은 앞서 7일 협약서에 서명했다'.
    r"|(?:양측|양\s?(?:기관|사|자)|두\s(?:기관|회사)|이들|시와\s[^\s,.]{1,8})(?:은|는|이|가)\s"
    rf"{_BEFORE}(?P<day3>{_DAY})(?:에)?\s[^.\n]{{0,30}}?(?:서명|협약서|도장)(?:에|을|를)?\s?(?:[가-힣]{{1,4}}\s)?(?:했|찍|교환했|주고받았|나눴|마쳤)[가-힣]{{0,2}}다"
)
_GATE = Gate(_TOLD_APART)
# Sentences after the one that tells of the signing.
_NEAR = 3


@rule(
    "signed_date.told_apart",
    positive="광주시는 ㈜가나다와 AI 업무협약을 체결했다고 12일 밝혔다. 서명은 지난 7일 이뤄졌다.",
    negative="광주시는 ㈜가나다와 AI 업무협약을 체결했다고 12일 밝혔다. 가나다와 병원의 서명은 지난 7일 이뤄졌다.",
    published=date(2022, 10, 12),
    gate=_GATE,
)
def told_apart(doc: Document) -> Iterator[Finding]:
    """A sentence after that of the signing says when it was signed, which that one only announces on a day."""
    places = {told.clause.sentence.index for told in mentions(doc)[1]}
    for sentence in doc.holding(_GATE) if places else ():
        match = _TOLD_APART.match(doc.text, sentence.start, sentence.end)
        if not match or not any(0 < sentence.index - place <= _NEAR for place in places):
            continue
        clause = Clause(sentence, sentence.start, match.start(), match.end(), "done", True)
        span = next(match.span(name) for name in ("day1", "day2", "day3") if match[name])
        for day in list(days(doc.text, *span))[:1]:
            yield from day_found("signed_date.told_apart", doc, Told(day, "act", clause), [])
