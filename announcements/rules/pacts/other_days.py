"""Months and days of a clause that, by the day of the report, are another month's or still to come."""

from __future__ import annotations

import re
from datetime import date, timedelta

from announcements.rules.pacts.going_on import PRESENT

_LAST_IN = re.compile(r"지난\s?(?P<month>1[0-2]|[1-9])월")
_DAY = re.compile(r"(\d{1,2})일\s")
_MONTH_GIVEN = re.compile(r"\d월|지난달")
# Days ahead that are nearer than the same day of the month before.
_SOON = 10


def is_other(month: str, told_on: date) -> bool:
    """On the first days of a month the one before is of late too."""
    return int(month) not in {told_on.month, (told_on - timedelta(days=7)).month}


def of_another_month(caption: str, told_on: date | None) -> bool:
    """'지난 3월 시청에서 열린 협약식에서' below news of May."""
    shown = _LAST_IN.search(caption) if told_on else None
    return bool(shown and told_on and is_other(shown["month"], told_on))


def is_ahead(before: str, rest: str, told_on: date | None) -> bool:
    """'17일 …와 협약을 체결하고 …을 시작한다' in a report of the 10th: nearer ahead than back."""
    told = [] if _MONTH_GIVEN.search(before) else [int(day) for day in _DAY.findall(before)]
    if not told or not told_on or min(told) <= told_on.day or not PRESENT.search(rest.rstrip()):
        return False
    return max(told) - told_on.day <= _SOON


# '21일 협약을 맺은 가나다 등 5개사와 간담회를 열었다': the day is that of the meeting.
_MET = re.compile(
    r"[^.]{1,90}?[과와](?:의)?\s(?:[^\s,.]{1,12}\s){0,4}?[가-힣]{0,6}(?:간담회|상담회|좌담회|교류회|설명회|점검회의|보고회|모임)(?:를|을)\s(?:[가-힣]{1,4}\s)?(?:열|가[졌지]|갖|개최|진행|마련)"
)


def is_met(rest: str) -> bool:
    """Are those who signed met on the day that is told?"""
    return bool(_MET.match(rest))
