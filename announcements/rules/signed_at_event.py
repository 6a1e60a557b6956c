"""The day of signing, where the signing was part of an event that has a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.korean.dates import days
from announcements.rules.clauses import OVER, Clause, clauses
from announcements.rules.kind import programme_item
from announcements.rules.registry import rule
from announcements.rules.signed_date import Told, day_found


@rule(
    "signed_date.event",
    positive="11일 첨단지구에서 열린 선포식은 AI 기업 7개사와의 업무협약(MOU), 결의 순으로 이어졌다.",
    negative="11일부터 열린 전시는 AI 기업 7개사와의 상담 순으로 이어졌다.",
    published=date(2025, 9, 11),
)
def event(doc: Document) -> Iterator[Finding]:
    """The event that the signing was part of gives its day."""
    for item in programme_item(doc):
        sentence = doc.sentence_at(item.start)
        for day in days(doc.text, sentence.start, item.start):
            clause = Clause(sentence, sentence.start, item.start, item.end, "done", True)
            yield from day_found("signed_date.event", doc, Told(day, "act", clause), [])
            return


_AT_EVENT = re.compile(
    r"(?:개막식|개회식|행사|자리|박람회|전시회|엑스포|포럼|콘퍼런스|컨퍼런스|선포식|기념식|간담회|"
    r"설명회|보고회)(?:에서|장에서)"
)
_EVENT_HELD = re.compile(
    rf"(?:개막|개최|진행|마련|선포|시작)[하되]?[{OVER}]|열[었렸]|가졌|치[렀러]|막을\s올렸|문을\s열었"
)


@rule(
    "signed_date.at_event",
    positive="광주시는 7일 박람회를 개막했다. 시는 개막식에서 AI 기업 4개사와 광주형 AI 비즈니스 업무협약도 체결했다.",
    negative="광주시는 7일 AI 박람회를 준비했다. 시는 시청에서 AI 기업 4개사와 광주형 AI 비즈니스 업무협약도 체결했다.",
    published=date(2024, 11, 8),
)
def at_event(doc: Document) -> Iterator[Finding]:
    """The signing was part of an event whose own sentence, shortly before, gives the day."""
    for clause in clauses(doc):
        words = doc.text[clause.sentence.start : clause.pact_start]
        if clause.tense != "done" or not clause.has_pact or not _AT_EVENT.search(words):
            continue
        before = [s for s in doc.sentences[: clause.sentence.index] if s.role == "body"][-4:]
        for sentence in reversed(before):
            found = list(days(doc.text, sentence.start, sentence.end))
            if _EVENT_HELD.search(sentence.text) and len(found) == 1:
                yield from day_found("signed_date.at_event", doc, Told(found[0], "act", clause), [])
                return
