"""Words for a day, a month or a year for which something holds ('지난달 말', '2020년 말'), and what they mean."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from announcements.korean.dates import Day, real_date, resolve
from announcements.records import Precision

_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)년|['’](?P<short>\d\d)년"
    r"|(?P<back>지난해|작년|전년|지난\s(?=연말))|(?P<this>올해|금년|올(?=\s)))"
)
TIME = (
    r"(?<![\d가-힣.])(?:"
    r"(?P<dotted>(?:20|['’])\d\d\s?[.\-/]\s?\d{1,2}\s?[.\-/]\s?\d{1,2}\.?(?!\d))"
    rf"|(?P<past>지난\s)?(?=[\d'’지작전올금상하이어])(?:{_YEAR}\s?)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])월(?:\s?(?P<day>3[01]|[12]\d|0?[1-9])일)?"
    r"|(?P<quarter>[1-4])(?:/4)?\s?분기|(?P<half>[상하])반기"
    r"|(?P<vague>지난주|전날|어제)|(?P<ago>지난\s?달|전달|전월)(?:\s?(?P<dayago>3[01]|[12]\d|0?[1-9])일)?"
    r"|(?P<thismonth>이달|이번\s?달)(?:\s?(?P<daythis>3[01]|[12]\d|0?[1-9])일)?"
    r"|(?P<only>3[01]|[12]\d|0?[1-9])일|(?<=년|해)|(?<=지난\s)(?=연말))"
    r"(?:\s?(?P<end>연?말)|\s?(?P<part>초순?|중순|하순))?)"
)


class AsOf(NamedTuple):
    """The day for which a figure holds; a month by its first day, None where nothing says which month was meant."""

    day: date | None
    precision: Precision | None


_UNKNOWN = AsOf(None, "month")
# Months still to come that the words may mean; a month further ahead is that of the year before.
_AHEAD, _AHEAD_UNTIL = 3, 6


def resolved(said: re.Match[str], told_on: date | None, signed: date | None) -> AsOf | None:
    """The day or month that the words of ``TIME`` mean; None where that is now, or still to come."""
    found = _meant(said, told_on, signed)
    if not found or not found.day:
        return found
    if told_on and found.day > told_on:
        return None
    now = [day for day in (told_on, signed) if day]
    if found.precision == "day":
        is_fresh = not told_on or not signed or (told_on - signed).days <= 1
        return None if found.day in now and is_fresh else found
    months = 12 if found.precision == "year" else 1
    return None if _period(found.day, months) in [_period(day, months) for day in now] else found


def _period(day: date, months: int) -> tuple[int, int]:
    return day.year, (day.month - 1) // months


def _meant(said: re.Match[str], told_on: date | None, signed: date | None) -> AsOf | None:
    if said["dotted"]:
        parts = [int(part) for part in re.findall(r"\d+", said["dotted"])]
        return _whole(real_date(parts[0] if parts[0] > 99 else 2000 + parts[0], *parts[1:]))
    if said["year"] or said["short"]:
        return _of_year(int(said["year"] or f"20{said['short']}"), said)
    if told_on and not said["vague"]:
        return _seen_from(told_on, said)
    is_now = signed and _is_part(signed, said)
    return None if is_now else _UNKNOWN


def _is_part(signed: date, said: re.Match[str]) -> bool:
    """'7월 현재', '20일 현재' on 20 July, where nothing says when it was told."""
    if said["only"]:
        return int(said["only"]) == signed.day
    named = said["month"] and not (said["back"] or said["this"] or said["end"] or said["part"])
    return bool(named) and int(said["month"]) == signed.month and int(said["day"] or signed.day) == signed.day


def _seen_from(told_on: date, said: re.Match[str]) -> AsOf | None:
    if said["only"]:
        return _whole(resolve(Day(0, 0, "day", day=int(said["only"])), told_on))
    if said["ago"] or said["thismonth"]:
        year, since_january = divmod(told_on.year * 12 + told_on.month - 1 - bool(said["ago"]), 12)
        return _of_month(year, since_january + 1, said["dayago"] or said["daythis"], said)
    if said["back"] or said["this"]:
        return _of_year(told_on.year - bool(said["back"]), said)
    month = _month(said)
    if not month:
        return None
    to_come = (month, int(said["day"] or 1)) > (told_on.month, told_on.day)
    near = month - told_on.month < (_AHEAD_UNTIL if said["mark"] == "까지" else _AHEAD)
    if to_come and near and not said["past"]:
        return None
    return _of_year(told_on.year - to_come, said)


def _month(said: re.Match[str]) -> int | None:
    """The month named, or the last one of the quarter or half year."""
    if said["quarter"]:
        return 3 * int(said["quarter"])
    if said["half"]:
        return 6 if said["half"] == "상" else 12
    return int(said["month"]) if said["month"] else None


def _of_year(year: int, said: re.Match[str]) -> AsOf | None:
    month = _month(said)
    if month:
        return _of_month(year, month, said["day"], said)
    if said["end"]:
        return AsOf(date(year, 12, 31), "day")
    return AsOf(date(year, 1, 1), "month" if said["part"] else "year")


def _of_month(year: int, month: int, day: str | None, said: re.Match[str]) -> AsOf | None:
    if day:
        return _whole(real_date(year, month, int(day)))
    if said["end"]:
        return AsOf(date(year, month, calendar.monthrange(year, month)[1]), "day")
    return AsOf(date(year, month, 1), "month")


def _whole(day: date | None) -> AsOf | None:
    """None where there is no such day."""
    return AsOf(day, "day") if day else None
