"""The day of signing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple

from announcements.document import Document, Finding
from announcements.korean.dates import Day, days, resolve
from announcements.korean.particles import OVER
from announcements.rules.days.other_days import before_another, of_something_else
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.tenses import OLD_PHOTO
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.registry import rule

Use = Literal["act", "announcement"]

_TOLD = re.compile(
    r"\s?(?:\S{0,6}\s)?(?:밝혔|전했|말했|발표했|알렸|설명했|소개했|보도|내놨|공개했|[^\s]{1,10}에\s따르면)"
)
# '23일 위원회를 꾸렸고 … 협약을 체결했다': the day belongs to the verb that is over before the pact.
_OTHER_VERB = re.compile(rf"[{OVER}](?:고|으며|으나|지만|는데|다가)[,\s]")
_QUOTE_NEXT = re.compile(r'\s?"')
_NOT_THAT_DAY = re.compile(r"최근|\d{1,2}일부터\s(?:\d{1,2}월\s)?\d{1,2}일까지|\d{1,2}일?\s?~\s?\d{1,2}일")
_PHOTO = re.compile(r"((?:19|20)\d\d)\s?[.]\s?(\d{1,2})\s?[.]\s?(\d{1,2})\.?\s?(?:/|\||$)")
CEREMONY = re.compile(r"협약식|체결식|선포식|개막식|조인식")


class Told(NamedTuple):
    """A day beside a clause of signing, and what happened on it."""

    day: Day
    use: Use
    clause: Clause


def _days_of(doc: Document, clause: Clause, since: int) -> Iterator[Told]:
    """Days in the clause's sentence: of the act before the verb, of the announcement right before '밝혔다'."""
    after_another = doc.text.rfind("에 이어 ", clause.start, clause.pact_start)
    given = list(days(doc.text, clause.sentence.start, clause.sentence.end))
    # '지난 19일 가나다와의 협약에 이어 26일 라마바와': the first day is that of the one before.
    if any(after_another < day.start < clause.pact_start for day in given):
        since = max(since, after_another)
    for day in given:
        if day.form == "today" and doc.in_speech(day.start):
            continue
        after = doc.text[day.end : min(clause.sentence.end, day.end + 24)]
        if _TOLD.match(after) or (
            _QUOTE_NEXT.match(after) and day.end <= clause.pact_start and doc.in_speech(clause.pact_start)
        ):
            yield Told(day, "announcement", clause)
        elif since <= day.start < clause.end and not _of_another(doc, day, given, after, clause):
            yield Told(day, "act", clause)


def _of_another(doc: Document, day: Day, given: list[Day], after: str, clause: Clause) -> bool:
    """Is it the day of something else than the signing?"""
    if _ends_before(doc, day, clause) or of_something_else(doc, day, after):
        return True
    return before_another(doc, day, given, max(day.end, clause.pact_start))


def _ends_before(doc: Document, day: Day, clause: Clause) -> bool:
    return bool(_OTHER_VERB.search(doc.text, day.end, max(day.end, clause.pact_start)))


def _told_on(doc: Document, announced: list[Told]) -> date | None:
    """The day the words were said on: the announcing day where the text gives one, else the publication."""
    for told in announced:
        resolved = resolve(told.day, doc.told_on)
        if resolved:
            return resolved
    return doc.told_on


def _resolve(doc: Document, told: Told, announced: list[Told]) -> date | None:
    day = told.day
    if day.form == "this_day":
        return _this_day(doc, day)
    base = _told_on(doc, announced) if day.form in ("day_before", "last_month", "today") else doc.told_on
    resolved = resolve(day, base)
    if resolved is None and day.day:
        resolved = _from_stamps(doc, day)
    if resolved and doc.told_on and resolved > doc.told_on:
        return None
    return resolved


def _this_day(doc: Document, day: Day) -> date | None:
    """'이날': the day last told of; one that a signing or its announcement happened on before any other."""
    anything, of_acts = doc.once("days named", _days_named)
    for named in (of_acts, anything):
        if before := bisect_right(named, day.start, key=attrgetter("end")):
            return resolve(named[before - 1], doc.told_on)
    # '전날 시청에서 만난 대표들은 …. 이날 시와 협약을': the only day before it opens its sentence or the one before.
    earlier = list(days(doc.text, 0, day.start))
    if len(earlier) != 1 or earlier[0].form != "day_before" or doc.in_speech(earlier[0].start):
        return None
    sentence = doc.sentence_at(earlier[0].start)
    near = doc.sentence_at(day.start).index - sentence.index <= 1 and sentence.role == "body"
    return resolve(earlier[0], doc.told_on) if near and earlier[0].start == sentence.start else None


def _days_named(doc: Document) -> tuple[list[Day], list[Day]]:
    """Days with a number of their own; those that a signing or its announcement happened on."""
    named = [day for day in days(doc.text, 0, len(doc.text)) if day.form in ("day", "month_day", "full")]
    acts = {told.day for told in (*_days_told(doc, hands=True)[0], *mentions(doc)[1])}
    return named, [day for day in named if day in acts]


def _from_stamps(doc: Document, day: Day) -> date | None:
    """Without a publication day: a dated photo credit of the same day, or the month on top of the page."""
    for match in _PHOTO.finditer(doc.text):
        if int(match[3]) == day.day and day.month in (None, int(match[2])):
            return resolve(Day(0, 0, "full", int(match[1]), int(match[2]), int(match[3])), None)
    if doc.stamped_month and doc.published is None and day.form == "day":
        return resolve(Day(0, 0, "full", *doc.stamped_month, day.day), None)
    return None


def mentions(doc: Document) -> tuple[list[Told], list[Told]]:
    """Days of the act and days of announcing."""
    return doc.once("days told", _days_told)


def _days_told(doc: Document, hands: bool = False) -> tuple[list[Told], list[Told]]:
    acts: list[Told] = []
    announced: list[Told] = []
    since = 0
    for clause in clauses(doc):
        # 'Joined hands' is said of the talks as well; only a pact has a day of signing, which may stand before both.
        if not clause.has_pact and not hands:
            continue
        since = max(since, clause.sentence.start)
        if clause.tense in ("done", "going_on", "named"):
            for told in _days_of(doc, clause, since):
                (acts if told.use == "act" else announced).append(told)
        since = clause.end
    return acts, announced


def day_found(rule_id: str, doc: Document, told: Told, announced: list[Told]) -> Iterator[Finding]:
    resolved = _resolve(doc, told, announced)
    if resolved:
        yield Finding(
            rule_id,
            "signed_date",
            told.day.start,
            told.day.end,
            as_of_date=resolved,
            as_of_precision="day",
            value_text=doc.text[told.day.start : told.day.end],
        )


@rule(
    "signed_date.in_sentence",
    positive="광주시는 20일 시청에서 ㈜가나다와 업무협약을 체결했다.",
    negative="㈜가나다는 2019년 12월 세워졌다. 광주시와 업무협약을 체결했다고 20일 밝혔다.",
    published=date(2021, 7, 21),
)
def in_sentence(doc: Document) -> Iterator[Finding]:
    """The sentence that tells of the signing gives its day."""
    acts, announced = mentions(doc)
    for told in acts:
        if told.clause.sentence.role == "body":
            yield from day_found("signed_date.in_sentence", doc, told, announced)


@rule(
    "signed_date.caption",
    positive="시장이 7일 오후 ㈜가나다 회의실에서 협약을 체결하고 있다.",
    negative="시장이 7일 오후 ㈜가나다 회의실을 둘러보고 있다.",
    published=date(2021, 4, 8),
)
def caption(doc: Document) -> Iterator[Finding]:
    """The caption of the signing's photograph gives its day."""
    acts, announced = mentions(doc)
    for told in acts:
        if told.clause.sentence.role == "caption":
            yield from day_found("signed_date.caption", doc, told, announced)


@rule(
    "signed_date.photographed",
    positive="시장이 17일 시청에서 ㈜가나다 대표와 협약서를 들어 보이고 있다.",
    negative="시장이 지난달 17일 시청에서 ㈜가나다 대표와 협약서를 들어 보이고 있다.",
    published=date(2021, 4, 18),
)
def photographed(doc: Document) -> Iterator[Finding]:
    """A photograph of the pact's ceremony gives its one day, whatever those in it do."""
    for sentence in doc.prose:
        pact = sentence.role == "caption" and NAMES_PACT.search(sentence.text)
        if not pact or OLD_PHOTO.search(sentence.text):
            continue
        found = list(days(doc.text, sentence.start, sentence.end))
        if len(found) == 1:
            clause = Clause(sentence, sentence.start, sentence.start + pact.start(), sentence.end, "going_on", True)
            yield from day_found("signed_date.photographed", doc, Told(found[0], "act", clause), [])


@rule(
    "signed_date.headline",
    positive="17일 ㈜가나다와 협약",
    negative="17일 ㈜가나다 사무소 개소",
    published=date(2020, 2, 18),
)
def headline(doc: Document) -> Iterator[Finding]:
    """A headline gives the day of the signing."""
    acts, announced = mentions(doc)
    for told in acts:
        if told.clause.sentence.role == "headline":
            yield from day_found("signed_date.headline", doc, told, announced)


@rule(
    "signed_date.hands",
    positive="광주시가 24일 AI 기업 7곳과 손을 맞잡았다. 51~57번째 협약이다.",
    negative="광주시가 24일 AI 기업 7곳과 손을 맞잡을 예정이다. 51~57번째 협약이다.",
    published=date(2020, 11, 24),
)
def joined_hands(doc: Document) -> Iterator[Finding]:
    """The city joined hands on that day, and no sentence about the pact itself gives one."""
    if any(told.clause.has_pact for told in mentions(doc)[0]):
        return
    acts, announced = _days_told(doc, hands=True)
    for told in acts:
        if told.clause.tense == "done" and told.clause.sentence.role == "body":
            yield from day_found("signed_date.hands", doc, told, announced)


@rule(
    "signed_date.announced",
    positive="㈜가나다는 광주시와 업무협약을 체결했다고 20일 밝혔다.",
    negative="㈜가나다는 최근 광주시와 업무협약을 체결했다고 20일 밝혔다.",
    published=date(2021, 7, 20),
)
def announced_day(doc: Document) -> Iterator[Finding]:
    """No other day is given: the day of announcing counts, unless the signing was 'recently' or over some days."""
    _, announced = mentions(doc)
    for told in announced:
        if not _NOT_THAT_DAY.search(told.clause.sentence.text):
            yield from day_found("signed_date.announced", doc, told, [])
