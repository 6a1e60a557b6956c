"""The day of signing, where another sentence gives it: that of an event, or one that the signing refers back to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.dates import Day, days
from announcements.korean.numbers import NATIVE
from announcements.korean.particles import OVER
from announcements.rules.days.signed_date import Told, day_found, mentions
from announcements.rules.ordinals.in_digits import series_ordinals
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.event_items import programme_item
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.registry import rule
from announcements.text import Sentence


@rule(
    "signed_date.dateline",
    positive="1일 광주시청 비즈니스룸. 보안 기업 가나다가 광주시와 업무협약을 체결했다.",
    negative="1일 광주시청 비즈니스룸. 보안 기업 가나다가 사무소를 소개했다.",
    published=date(2021, 6, 1),
)
def dateline(doc: Document) -> Iterator[Finding]:
    """A day and place without a verb stand right before the sentence of the signing."""
    for clause in clauses(doc):
        before = doc.sentences[clause.sentence.index - 1] if clause.sentence.index else None
        if clause.tense == "done" and before and before.line == clause.sentence.line and len(before.text) < 40:
            told = list(days(doc.text, before.start, before.end))
            # '1일 가나다, 2일 라마바': no one day.
            for day in told if len({day.day for day in told if day.day}) <= 1 else ():
                if day.start == before.start and not before.text.endswith("다."):
                    yield from day_found("signed_date.dateline", doc, Told(day, "act", clause), [])


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
        own = list(days(doc.text, sentence.start, item.start))[:1]
        for day in own or _days_of_event(doc, sentence):
            clause = Clause(sentence, sentence.start, item.start, item.end, "done", True)
            yield from day_found("signed_date.event", doc, Told(day, "act", clause), [])
            return


_AT_EVENT = re.compile(
    r"(?:개막식|개회식|개관식|준공식|착공식|출범식|창립식|행사|자리|무대|박람회|전시회|엑스포|포럼|콘퍼런스|컨퍼런스|선포식|기념식|간담회|"
    r"설명회|보고회)(?:에서|장에서)"
    # '시는 중간 순서로 8개사와', '개막식과 공연 사이에'.
    r"|(?:첫|중간|다음|마지막|본|주요|공식)\s?순서로\s|[와과]\s[^\s,]{2,8}\s사이에\s"
)
_EVENT_HELD = re.compile(
    rf"(?:개막|개최|진행|마련|선포|시작|개관|준공|출범)[하되]?[{OVER}]|열[었렸]|가졌|치[렀러]|막을\s올렸|문을\s열었|"
    r"^\d{1,2}일\s[^.\n]{0,16}(?:컨벤션센터|전시장|전당|광장|체육관|공원|극장|경기장)(?:에는|에|엔|은|이|가)\s[^.\n]{2,60}?"
    rf"[{OVER}]다\.?$|"
    r"(?:축제|잔치|행사|전시|공연)(?:의\s)?\s?(?:장|마당|무대)?(?:으?로|이)\s[^.]{0,10}(?:바뀌었|바뀐|변했|변신했|됐|물들|북적)"
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
        if clause.tense != "done" or not clause.has_pact:
            continue
        there = _THERE.match(words)
        if not (there or _AT_EVENT.search(words) or (_NEXT.match(words) and _same_day(doc, clause.sentence))):
            continue
        for day in _days_of_event(doc, clause.sentence, there is not None):
            yield from day_found("signed_date.at_event", doc, Told(day, "act", clause), [])
            return


# '이어 시는 …': what comes next on the same stage, where nothing before it turns to another day.
_NEXT = re.compile(r"(?:이어서?|뒤이어|곧이어|이어진\s순서에서),?\s")
_THIS_DAY = re.compile(r"이날\s(?:[^\s,.]{1,6}\s)?[^\s,.]{0,8}(?:식|행사|무대|자리|포럼|순서)")
_TURNS = re.compile(
    r"(?:둘째|셋째|넷째|다음|마지막)\s?날|이튿날|사흘|전날|(?<![\d월])(?<!월\s)\d{1,2}일(?!까지|부터|간|\s?동안)"
)


def _same_day(doc: Document, sentence: Sentence) -> bool:
    """Does the sentence right before, or the one before it, tell of the event's day, and none between of another?"""
    for before in reversed(doc.body_before(sentence)):
        if _THIS_DAY.match(before.text):
            return True
        if _TURNS.search(before.text):
            return False
    return False


# '시장은 11일 기업인들과 만났다. 이 자리에서', '19일 막이 올랐다. 오전 10시에는': whatever took place there or then.
_THERE = re.compile(r"(?:이|그|같은)\s자리에서\s|(?:오전|오후|낮|저녁)(?:\s\d{1,2}시(?:\s?(?:\d{1,2}분|반))?)?에는\s")
# '26일까지 이어지는 이번 행사에는': the sentence before tells how it began.
_LASTS = re.compile(
    r"(?:오는\s)?(?:\d{1,2}월\s)?\d{1,2}일까지\s(?:[^\s,.]{1,6}\s)?(?:이어지|열리|계속되|진행되|펼쳐지)는\s(?:이번\s)?"
)
_WAS_OVER = re.compile(f"[{OVER}]다\\.?$")


def _days_of_event(doc: Document, after: Sentence, there: bool = False) -> Iterator[Day]:
    """The one day of each sentence shortly before that says that an event was held, the nearest first.

    Args:
        there: The sentence itself says that it happened where the one before took place.
    """
    for sentence in reversed([s for s in doc.sentences[: after.index] if s.role == "body"][-4:]):
        found = list(days(doc.text, sentence.start, sentence.end))
        lasts = _LASTS.match(doc.sentences[sentence.index + 1].text)
        place = (lasts or (there and sentence.index == after.index - 1)) and _WAS_OVER.search(sentence.text)
        if (place or _EVENT_HELD.search(sentence.text)) and len(found) == 1:
            yield found[0]


_THEY = re.compile(
    rf"(?:시와\s)?(?:이들(?:\s?\d{{0,3}}\s?(?:개사|곳|기업|업체|회사))?|양측|양사|(?:{NATIVE}|\d{{1,2}})\s?(?:회사|기업|업체|곳|개사)|"
    r"(?:이\s)?(?:회사|업체))(?:은|는|과|와|이|가)\s"
)
# '13일 시청 비즈니스룸에 박수 소리가 퍼졌다. …협약서에 서명을 마친 순간이었다'.
_SCENE = re.compile(
    r"(?:지난\s)?\d{1,2}일\s[^.\n]{0,24}?(?:시청|비즈니스룸|회의실)(?!\s?(?:앞|밖|인근|정문|광장|주변))"
)
# 'X가 광주시와 협약을 맺는 자리였다': what the sentence before tells of is the signing.
_IS_THE_OCCASION = re.compile(
    r"(?:(?:는|은|하던|맺던)?\s?(?:자리|현장|날|순간|행사)(?:였다|이었다|이다|다)|기\s위해서(?:였|이었)?다)[.\s]*$"
)
# '12일은 저희에게 잊지 못할 하루였다', '지난 12일이었다': the day of what comes next.
_THAT_DAY = re.compile(
    r"(?:지난\s)?(?:\d{1,2}월\s)?\d{1,2}일(?:은\s[^.\n]{0,30}?(?:특별한|잊지\s못할|뜻깊은|뜻\s깊은|기쁜|역사적인|각별한|감격스러운)\s(?:날|하루))?"
    r"(?:이었다|였다|이었습니다|였습니다|이었어요|였어요|이에요|입니다)[.!]?$"
)
_OPENS_WITH_A_DAY = re.compile(r"(?:지난\s)?\d{1,2}일\s")
_ANOTHER_TIME = re.compile(r"최근|지난달|지난해|작년|앞서|전날|어제|얼마\s전|지난\s\d{1,2}월")
_TO_COME = re.compile(r"오는\s|예정|계획|앞두")
TELLS_OF_IT = re.compile(r"협약|시청|손을?\s?(?:맞)?잡|맞았|맞이|추가|유치|인연|힘을")
_TOLD = re.compile(r"\s?(?:밝혔|전했|알렸|발표)")


@rule(
    "signed_date.sentence_before",
    positive="광주시는 9일 가나다, 라마바를 AI 협약 기업으로 맞았다. 두 기업은 시청에서 시와 협약을 체결했다.",
    negative="가나다, 라마바는 9일 로봇을 내놨다. 두 기업은 시청에서 광주시와 AI 협약을 체결했다.",
    published=date(2021, 9, 10),
    gate=Gate(_THEY, _SCENE, _IS_THE_OCCASION, _THAT_DAY),
)
def sentence_before(doc: Document) -> Iterator[Finding]:
    """The signing says 'the two' of those whom the sentence before joined with the city on its one day."""
    for clause in clauses(doc):
        told = doc.text[clause.sentence.start : clause.end]
        before = doc.body_before(clause.sentence)[-1:] if clause.tense == "done" and clause.has_pact else ()
        for sentence in before:
            occasion = _OPENS_WITH_A_DAY.match(sentence.text) and _IS_THE_OCCASION.match(
                doc.text, clause.end, clause.sentence.end
            )
            of_next = _THAT_DAY.match(sentence.text)
            refers = of_next or occasion or _THEY.search(told) or _SCENE.match(sentence.text)
            if not refers or _ANOTHER_TIME.search(told) or _TO_COME.search(sentence.text):
                continue
            found = [day for day in days(doc.text, sentence.start, sentence.end) if not _TOLD.match(doc.text, day.end)]
            if len(found) == 1 and (of_next or occasion or TELLS_OF_IT.search(sentence.text)):
                yield from day_found("signed_date.sentence_before", doc, Told(found[0], "act", clause), [])


# '협약 기록이 27일 200을 찍었다'.
REACHED = re.compile(
    r"\d{1,2}일\s[^.\d]{0,6}['\"]?(?P<n>\d{2,3})['\"]?\s?(?:번|건|곳|호|회|개)?(?:째)?['\"]?[을를에]\s"
    r"(?:찍|채[우웠]|기록|돌파|넘[겼어]|도달|이르|이른|올라|닿)"
)
_REACHES = Gate(REACHED)


@rule(
    "signed_date.reached",
    positive="AI 협약 기록이 27일 200을 찍었다. 광주시와 ㈜가나다, ㈜라마바는 199~200번째 업무협약을 맺었다.",
    negative="AI 협약 기록이 27일 190을 찍었다. 광주시와 ㈜가나다, ㈜라마바는 199~200번째 업무협약을 맺었다.",
    published=date(2023, 6, 27),
    gate=_REACHES,
)
def reached(doc: Document) -> Iterator[Finding]:
    """The count of pacts reached the ordinal of the signing on that day."""
    told = [clause for clause in clauses(doc) if clause.tense == "done" and clause.has_pact]
    lasts = {ordinal.last for _, ordinal, _ in series_ordinals(doc)} if told else set()
    for sentence in doc.holding(_REACHES) if told else ():
        match = REACHED.search(doc.text, sentence.start, sentence.end)
        if not match or int(match["n"]) not in lasts or not NAMES_PACT.search(sentence.text):
            continue
        if not doc.cues.topic.search(sentence.text):
            continue
        for clause in told:
            another = _ANOTHER_TIME.search(clause.sentence.text)
            if not another and 0 <= clause.sentence.index - sentence.index <= _AFTERWARDS + 1:
                day = next(iter(days(doc.text, match.start(), match.end())), None)
                yield from day_found("signed_date.reached", doc, Told(day, "act", clause), []) if day else ()


_CEREMONY = re.compile(
    r"\s(?:[^\s,.]{1,10}\s){0,3}?(?:업무\s?)?(?:협약식|체결식|서명식|조인식)(?:에서|에는|에|은|"
    r"이)\s"
)
_CEREMONIES = Gate(_CEREMONY)
# Sentences after the signing in which its ceremony may still be told of.
_AFTERWARDS = 3


@rule(
    "signed_date.at_ceremony",
    positive="가나다는 광주시와 AI 업무협약을 체결했다. 24일 협약식에서 가나다는 채용을 약속했다.",
    negative="가나다는 광주시와 AI 업무협약을 체결했다. 24일 간담회에서 가나다는 채용을 약속했다.",
    published=date(2020, 9, 25),
    gate=_CEREMONIES,
)
def at_ceremony(doc: Document) -> Iterator[Finding]:
    """A sentence after the signing names the ceremony's day in passing ('24일 협약식에서 …')."""
    told = [clause for clause in clauses(doc) if clause.tense == "done" and clause.has_pact]
    for sentence in doc.holding(_CEREMONIES) if told else ():
        clause = next((c for c in told if 0 < sentence.index - c.sentence.index <= _AFTERWARDS), None)
        for day in days(doc.text, sentence.start, sentence.end) if clause and sentence.role == "body" else ():
            if _TO_COME.search(sentence.text):
                continue
            if clause and day.start == sentence.start and _CEREMONY.match(doc.text, day.end, sentence.end):
                yield from day_found("signed_date.at_ceremony", doc, Told(day, "act", clause), [])


_THOSE_OF_THE_DAY = re.compile(
    r"(?<!월\s)(?<![\d월])(?:지난\s)?(?P<day>\d{1,2}일)\s(?:[가-힣]{1,4}\s)?(?:협약에\s)?(?:서명|합류|협약|동참|체결|가세|사인)"
    r"(?:을\s(?:맺은|체결한)|한)\s(?P<n>\d{1,2})\s?(?:곳|개사|개\s?기업|개\s?업체)"
)


@rule(
    "signed_date.those_of_the_day",
    positive=(
        "이번에 광주형 AI 비즈니스 협약에 합류한 곳은 ▲가나다 ▲㈜라마바다. "
        "광주시는 274곳에 18일 서명한 2곳을 얹어 276곳으로 집계했다."
    ),
    negative=(
        "이번에 광주형 AI 비즈니스 협약에 합류한 곳은 ▲가나다 ▲㈜라마바다. "
        "광주시는 274곳에 18일 입주한 2곳을 얹어 276곳으로 집계했다."
    ),
    published=date(2025, 3, 18),
    gate=Gate(_THOSE_OF_THE_DAY),
)
def those_of_the_day(doc: Document) -> Iterator[Finding]:
    """So many that signed on a day, told in passing; asked where no clause of signing gives a day."""
    acts, announced = mentions(doc)
    if acts or announced:
        return
    found = [
        (sentence, match)
        for sentence in doc.prose
        if sentence.role == "body" and not _ANOTHER_TIME.search(sentence.text) and not _TO_COME.search(sentence.text)
        for match in _THOSE_OF_THE_DAY.finditer(doc.text, sentence.start, sentence.end)
    ]
    if len({match["day"] for _, match in found}) != 1:
        return
    sentence, match = found[0]
    clause = Clause(sentence, sentence.start, match.start(), match.end(), "done", True)
    for day in list(days(doc.text, *match.span("day")))[:1]:
        yield from day_found("signed_date.those_of_the_day", doc, Told(day, "act", clause), [])
