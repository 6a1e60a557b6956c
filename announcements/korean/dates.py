"""Days as announcements write them, and the calendar day they mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from announcements.gates import Scan

DayForm = Literal["full", "month_day", "day", "last_month", "this_day", "day_before", "today"]

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)|['’](?P<short>\d\d)|(?P<relative>지난해|작년|올해|올|내년))\s?년?\s?"
_DAY = re.compile(
    rf"(?<![\d,~\ufffd㈜])(?<!\d월)(?<!\d\.)(?:(?:{_YEAR})?(?P<month>1[0-2]|0?[1-9])월\s?(?P<monthday>3[01]|[12]\d|0?[1-9])일(?!\s?(?:동안|부터|까지|[~])|간|\d)"
    r"|(?P<fullyear>(?:19|20)\d\d|'\d\d(?=\s?\.))\s?[.\-/]\s?(?P<fullmonth>1[0-2]|0?[1-9])\s?[.\-/]\s?(?P<fullday>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?:(?P<lastmonth>지난달|지난 달)\s?|(?P<thismonth>이달|이번 달)\s?|지난\s)?(?P<day>3[01]|[12]\d|0?[1-9])일"
    r"(?!\s?(?:동안|부터|까지|만에|만이|[~])|(?:[간정여차째\d]|자(?!로))|[가-힣]{0,2}\s?이내|(?![에은는도과와의이을로자부께밤새오하저까만날인였입씩])[가-힣]{2})"
    r"|(?P<word>이날|전날|(?<![가-힣㈜)])오늘(?!의[가-힣])|어제))"
)
_DAYS = Scan(_DAY)
_RANGE_BEFORE = re.compile(r"(?:부터|~|-)\s?$|\d\s?[,·]\s?$")


class Day(NamedTuple):
    """One mention of a day; ``year`` and ``month`` are what the words themselves give."""

    start: int
    end: int
    form: DayForm
    year: int | None = None
    month: int | None = None
    day: int | None = None


def days(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """Every mention of one day between ``start`` and ``end``; periods ('6일부터 11일까지') are left out."""
    for match in _DAYS.finditer(text, start, len(text) if end is None else end):
        if _RANGE_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            continue
        yield _as_day(match)


def _as_day(match: re.Match[str]) -> Day:
    span = match.span()
    if match["word"]:
        forms: dict[str, DayForm] = {"이날": "this_day", "전날": "day_before", "어제": "day_before", "오늘": "today"}
        return Day(*span, forms[match["word"]])
    if match["fullyear"]:
        year = match["fullyear"]
        return Day(*span, "full", int(year.replace("'", "20")), int(match["fullmonth"]), int(match["fullday"]))
    if match["monthday"]:
        year = int(match["year"]) if match["year"] else 2000 + int(match["short"]) if match["short"] else None
        if match["relative"]:
            # The year is only known once the day of publication is; -1 and +1 are years from it.
            year = {"지난해": -1, "작년": -1, "내년": 1}.get(match["relative"], 0)
        return Day(
            *span, "full" if year is not None else "month_day", year, int(match["month"]), int(match["monthday"])
        )
    return Day(*span, "last_month" if match["lastmonth"] else "day", day=int(match["day"]))


def real_date(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def resolve(mention: Day, told_on: date | None) -> date | None:
    """The calendar day meant, seen from the day it was told on; None where the words and that day do not fix it.

    A day or month still to come on ``told_on`` is the latest one past: reports of what happened look back.
    """
    year, month, day = mention.year, mention.month, mention.day
    if mention.form == "full" and year is not None and year > 1 and month and day:
        return real_date(year, month, day)
    if told_on is None:
        return None
    if mention.form == "full" and year is not None and month and day:
        return real_date(told_on.year + year, month, day)
    if mention.form == "month_day" and month and day:
        this_year = real_date(told_on.year, month, day)
        return this_year if this_year and this_year <= told_on else real_date(told_on.year - 1, month, day)
    if mention.form in ("day", "last_month") and day:
        return _in_month(told_on, day, back=mention.form == "last_month")
    if mention.form == "day_before":
        return told_on - timedelta(days=1)
    return told_on if mention.form == "today" else None


def _in_month(told_on: date, day: int, back: bool) -> date | None:
    this_month = real_date(told_on.year, told_on.month, day)
    if not back and this_month and this_month <= told_on:
        return this_month
    before = told_on.replace(day=1) - timedelta(days=1)
    return real_date(before.year, before.month, day)
