"""Outline reports: the title, the day and the partners each on a line of its own after a label ('일시 : …')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.dates import Day, days, resolve
from announcements.korean.particles import OVER
from announcements.rules.pacts.clauses import clauses
from announcements.rules.pacts.other_pacts import other_pact
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import OTHERS, as_findings
from announcements.rules.registry import rule

_LINE = re.compile(
    r"^[\s○□◦▢◇■●◆▲·*ㅇ\-(\d.)]{0,8}(?P<label>[가-힣][가-힣 /·]{0,11}[가-힣]|때|곳)"
    r"(?:\s?\([^)\n]{1,12}\))?\)? ?(?:: ?(?P<value>\S[^\n]*)|\| ?(?P<cell>[^|\s][^|\n]*))$",
    re.MULTILINE,
)
_DAY_LABEL = re.compile(
    r"(?:(?:협약|체결|행사|협약식|체결식|협약체결)?(?:일시|일자|날짜)|협약일|체결일|협약체결일|때)(?:[/·및]?장소)?"
)
_TITLE_LABEL = re.compile(r"(?:제목|건명|안건|행사명?|협약명|주요내용|내용|개요|사안)")
_PARTNER_LABEL = re.compile(
    r"(?:협약|체결|협약체결|협약참여|협약대상)(?:기업|기관|업체|기업·기관|기업/기관|상대|상대방|당사자|사)(?:명|명단)?"
)
_WITH_DAY = Gate(re.compile("(?:일 ?시|일 ?자|날 ?짜|약 ?일|결 ?일|때)[^\\n:|]{0,10}[:|]"))
_WITH_PARTNERS = Gate(re.compile("(?:협 ?약|체 ?결)[^\\n:|]{0,16}[:|]"))
_MONTH_AND_DAY = re.compile(r"(?P<month>1[0-2]|0?[1-9])\s?\.\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?\.?\s?\(")
_LASTS = re.compile(r"\s?\.?\s?(?:\([^)\n]{1,3}\))?\s?(?:~|-|부터|까지)")
_PLAN = re.compile(r"협약(?:식)?\s?(?:체결|개최|추진)?\s?(?:계획|예정|추진|안내|\(안\))")
_IS_OVER = re.compile(rf"(?:체결|협약)\s?결과|(?:서명|체결|협약)\s?(?:을\s)?완료|[{OVER}](?:다|음|습니다)(?=[.\s]|$)")
_NOT_YET = re.compile(r"예정|계획|추진|준비|안내|초청|오는\s")


class Labelled(NamedTuple):
    label: str
    """Without spaces: '일 시' is 일시."""
    start: int
    """Where the value begins."""
    end: int


def labelled(doc: Document) -> list[Labelled]:
    """Lines of the form 'label : value', and rows of a table with no more than these two."""
    return doc.once("labelled lines", _labelled)


def _labelled(doc: Document) -> list[Labelled]:
    if ":" not in doc.text and "|" not in doc.text:
        return []
    return [
        Labelled(match["label"].replace(" ", ""), *match.span("value" if match["value"] else "cell"))
        for match in _LINE.finditer(doc.text)
    ]


def labelled_days(doc: Document) -> list[tuple[Day, date]]:
    """Days after a label that says when it was; a period ('5. 16. ~ 5. 18.') is none."""
    found = []
    for line in labelled(doc):
        if not _DAY_LABEL.fullmatch(line.label):
            continue
        short = _MONTH_AND_DAY.match(doc.text, line.start, line.end)
        if short:
            day: Day | None = Day(*short.span(), "month_day", month=int(short["month"]), day=int(short["day"]))
        else:
            day = next(days(doc.text, line.start, line.end), None)
        resolved = resolve(day, doc.told_on) if day and not _LASTS.match(doc.text, day.end, line.end) else None
        if day and resolved:
            found.append((day, resolved))
    return found


@rule(
    "signing.outline",
    positive="○ 제목 : 광주형 인공지능 비즈니스 업무협약 체결\n○ 일시 : 2021. 6. 24.(목) 14:00",
    negative="○ 제목 : 광주형 인공지능 비즈니스 업무협약 체결 계획\n○ 일시 : 2021. 6. 24.(목) 14:00",
    published=date(2021, 6, 25),
    gate=_WITH_DAY,
)
def signing(doc: Document) -> Iterator[Finding]:
    """An outline's title or contents name the series' pact, and its day is not still to come."""
    held = {resolved for _, resolved in labelled_days(doc)}
    if len(held) != 1 or (doc.told_on and max(held) > doc.told_on):
        return
    # Where the day of publication is not known, the report must say that it is over.
    heads = " ".join(s.text for s in doc.prose if s.role == "headline")
    if _PLAN.search(heads) or not (doc.told_on or _IS_OVER.search(doc.text)):
        return
    titles = [line for line in labelled(doc) if _TITLE_LABEL.fullmatch(line.label)]
    for clause in clauses(doc):
        sentence = clause.sentence
        named = clause.tense == "named" and doc.cues.series.search(sentence.text)
        titled = any(sentence.start <= line.start < sentence.end for line in titles) or sentence.role == "headline"
        if named and titled and not _NOT_YET.search(sentence.text) and not other_pact(doc, clause):
            yield Finding("signing.outline", "signing", clause.start, clause.end, grade="C")


@rule(
    "signed_date.labelled",
    positive="○ 일시·장소 : ’21. 6. 24.(목) 14:00, 시청\n○ 광주시는 ㈜가나다와 인공지능 업무협약을 체결했다.",
    negative="○ 보도일시 : ’21. 6. 25.(금) 14:00\n○ 광주시는 ㈜가나다와 인공지능 업무협약을 체결했다.",
    published=date(2021, 6, 25),
    gate=_WITH_DAY,
)
def signed_date(doc: Document) -> Iterator[Finding]:
    """The one day that a label gives ('일시 : …'), where the outline tells of a signing."""
    found = labelled_days(doc)
    if len({resolved for _, resolved in found}) == 1:
        day, resolved = found[0]
        if doc.told_on is None or resolved <= doc.told_on:
            yield Finding(
                "signed_date.labelled",
                "signed_date",
                day.start,
                day.end,
                as_of_date=resolved,
                as_of_precision="day",
                value_text=doc.text[day.start : day.end],
            )


@rule(
    "party.labelled",
    positive="○ 광주시는 3일 2개사와 인공지능 업무협약을 체결했다.\n○ 협약 상대 : ㈜가나다, 라마바㈜",
    negative="○ 광주시는 3일 2개사와 인공지능 업무협약을 체결했다.\n○ 협약 내용 : 기술 자문, 사무소 설립",
    gate=_WITH_PARTNERS,
)
def partners(doc: Document) -> Iterator[Finding]:
    """The organisations after a label that says they are the pact's ('협약기업 : …')."""
    for line in labelled(doc):
        if _PARTNER_LABEL.fullmatch(line.label) and not OTHERS.search(doc.text, line.start, line.end):
            yield from as_findings("party.labelled", names_between(doc, line.start, line.end, strict=True), "B")
