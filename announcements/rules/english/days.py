"""English reports: the day of signing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from announcements.document import Document, Finding
from announcements.korean.dates import Day, resolve
from announcements.rules.english.signing import SIGNED_GATE, signing_sentences
from announcements.rules.registry import rule
from announcements.text import Sentence

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS = f"{'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)}|Sept"
_MONTH = rf"(?P<month>{MONTHS})\.?"
_DAY = re.compile(
    rf"\b[Oo]n (?:the )?(?:(?:morning|afternoon) of (?:the )?)?"
    rf"(?:[A-Z][a-z]+day,? (?:the )?)?(?:{_MONTH} )?(?P<day>[0-3]?\d)(?:st|nd|rd|"
    rf"th)?\b(?:,? (?P<year>20\d\d)\b)?"
    rf"|\bon (?P<day2>[0-3]?\d)(?:st|nd|rd|th)? {_MONTH.replace('month', 'month2')}(?:,? (?P<year2>20\d\d)\b)?"
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(
    rf"\b(?:on |(?<=said )|(?<=announced ))(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    rf"(?!,? (?:{'|'.join(m[:3] for m in _MONTHS)}|the \d))"
)
_CEREMONY = re.compile(
    r"\b(?:ceremony|signing)\b[^.]{0,60}?\b(?:was held|took place|held)\b|\b(?:was|were) signed\b[^.]{0,60}?\bon "
)
# 'October 22, 2024 -- …', 'GWANGJU, Oct. 22, 2024 (Bada Press) - …'.
_DATELINE = re.compile(
    rf"^(?:[A-Za-z]+,? )?(?:{_MONTH} (?P<day>[0-3]?\d),? |(?P<day2>[0-3]?\d) {_MONTH.replace('month', 'month2')},? )"
    r"(?P<year>20\d\d)\b(?: ?\([^)\n]{1,30}\))? ?(?:--?|:) ",
    re.MULTILINE,
)
_DAY_BEFORE = re.compile(r"\bthe (?:previous day|day before)\b|\b(?:a|one) day earlier\b|\byesterday\b")
_SAME_DAY = re.compile(r"\b(?:the same|that|this) day\b")
_TOLD = re.compile(r"\b(?:announced|said|reported|revealed|stated|disclosed)(?: that)?\s?$")


@rule(
    "signed_date.english",
    positive="Gwangju City signed an AI agreement with the company Gana Tech on the 3rd.",
    negative="Gwangju City signed an AI agreement with the company Gana Tech.",
    published=date(2021, 7, 4),
    gate=SIGNED_GATE,
)
def signed_date(doc: Document) -> Iterator[Finding]:
    """The English sentence of the signing gives its day ('on the 20th'), or that of the ceremony does."""
    ceremonies = [sentence for sentence in doc.prose if _CEREMONY.search(sentence.text)]
    for sentence, _ in signing_sentences(doc):
        told, acts = _days(doc, sentence)
        if not acts and len(ceremonies) == 1:
            acts = _days(doc, ceremonies[0])[1]
        if not told and _SAME_DAY.search(sentence.text):
            told = [day for s in doc.body_before(sentence)[-1:] for day in _days(doc, s)[0]]
        before = _DAY_BEFORE.search(doc.text, sentence.start, sentence.end) if not acts else None
        found = [(match, resolve(_as_day(match), _told_on(doc))) for match in acts or told]
        if before and found:
            # 'announced on Sept. 2 that it had signed … on the previous day'.
            found = [(before, day - timedelta(1) if day else None) for _, day in found]
        for match, resolved in found or _by_the_week(doc, sentence):
            if resolved:
                yield Finding(
                    "signed_date.english", "signed_date", *match.span(), as_of_date=resolved, as_of_precision="day"
                )


def _told_on(doc: Document) -> date | None:
    """The day of publication, or the one that the report's own dateline gives."""
    dateline = _DATELINE.search(doc.text) if doc.told_on is None else None
    return resolve(_full_day(dateline), None) if dateline else doc.told_on


def _days(doc: Document, sentence: Sentence) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Days that a sentence gives, and those of them that are not only when something was told."""
    told = list(_DAY.finditer(doc.text, sentence.start, sentence.end))
    return told, [
        match for match in told if not _TOLD.search(doc.text, max(sentence.start, match.start() - 24), match.start())
    ]


def _by_the_week(doc: Document, sentence: Sentence) -> list[tuple[re.Match[str], date | None]]:
    """'on Wednesday'; 'said Friday it had signed … the previous day' counts from the day it was said."""
    if not doc.told_on:
        return []
    named = [
        (match, doc.told_on - timedelta((doc.told_on.weekday() - WEEKDAYS.index(match["weekday"])) % 7))
        for match in _WEEKDAY.finditer(doc.text, sentence.start, sentence.end)
    ]
    said = [
        day for match, day in named if _TOLD.search(doc.text, max(sentence.start, match.start() - 24), match.start())
    ]
    before = _DAY_BEFORE.search(doc.text, sentence.start, sentence.end)
    if before:
        return [(before, (said[0] if said else doc.told_on) - timedelta(1))]
    acts = [(match, day) for match, day in named if day not in said]
    return list(acts or named)


def _month(match: re.Match[str]) -> int | None:
    written = match["month"] or match["month2"]
    return next((n for n, name in enumerate(_MONTHS, 1) if written and name.startswith(written[:3])), None)


def _full_day(match: re.Match[str]) -> Day:
    return Day(*match.span(), "full", int(match["year"]), _month(match), int(match["day"] or match["day2"]))


def _as_day(match: re.Match[str]) -> Day:
    month = _month(match)
    year = match["year"] or match["year2"]
    return Day(
        *match.span(),
        "full" if month and year else "month_day" if month else "day",
        year=int(year) if month and year else None,
        month=month,
        day=int(match["day"] or match["day2"]),
    )
