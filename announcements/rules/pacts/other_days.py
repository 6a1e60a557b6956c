"""Months and days of a clause that are not those of a signing that is news."""

from __future__ import annotations

import re
from datetime import date, timedelta

_LAST_IN = re.compile(r"지난\s?(?P<month>1[0-2]|[1-9])월")
# '21일 협약을 맺은 가나다 등 5개사와 간담회를 열었다': the day is that of the meeting.
_MET = re.compile(
    r"[^.]{1,90}?[과와](?:의)?\s(?:[^\s,.]{1,12}\s){0,4}?[가-힣]{0,6}(?:간담회|상담회|좌담회|교류회|설명회|점검회의|보고회|모임)(?:를|을)\s(?:[가-힣]{1,4}\s)?(?:열|가[졌지]|갖|개최|진행|마련)"
)


def is_other(month: str, told_on: date) -> bool:
    """On the first days of a month the one before is of late too."""
    return int(month) not in {told_on.month, (told_on - timedelta(days=7)).month}


def of_another_month(caption: str, told_on: date | None) -> bool:
    """'지난 3월 시청에서 열린 협약식에서' below news of May."""
    shown = _LAST_IN.search(caption) if told_on else None
    return bool(shown and told_on and is_other(shown["month"], told_on))


def is_met(rest: str) -> bool:
    """Are those who signed met on the day that is told?"""
    return bool(_MET.match(rest))
