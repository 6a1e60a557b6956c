"""Days and times as Korean sites write them. What cannot be read is None: no library may guess a month.

(2026-11: a well-known feed library reads ``2021.07.20 10:31`` as the first of the current month, and takes a time
without a zone for UTC, which moves the day in Korea.)
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from announcements.days import KOREA

_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d|\d\d)\s?[.\-/년]\s?(\d{1,2})\s?[.\-/월]\s?(\d{1,2})(?!\d)(?:\s?일)?\.?(?:\s?\([^)]{1,3}\))?"
    r"(?:[T\s,]{1,3}(?:(오전|오후|AM|PM)\s?)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_RFC_2822 = re.compile(r"\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d{1,2}:\d{2}")
_NUMERIC_ZONE = re.compile(r"[+-]\d{4}\s*(?:\(.*\))?$|\b(?:GMT|UTC|UT|Z)\s*$")


def moment(written: str | None) -> str | None:
    """An ISO day, or an instant with its zone; a time without a zone is Korean. None where it says neither."""
    if not written:
        return None
    if _RFC_2822.search(written):
        return _from_mail(written)
    match = _DAY.search(written)
    if match is None:
        return None
    year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
    try:
        day = date(year, int(match[2]), int(match[3]))
        return day.isoformat() if match[5] is None else _with_time(day, match).isoformat()
    except ValueError:
        return None


def day_of(moment_: str | None) -> date | None:
    """The day in Korea of what ``moment`` gives."""
    if moment_ is None:
        return None
    if len(moment_) == 10:
        return date.fromisoformat(moment_)
    return datetime.fromisoformat(moment_).astimezone(KOREA).date()


def _with_time(day: date, match: re.Match[str]) -> datetime:
    hour = int(match[5])
    half = (match[4] or "").upper()
    if half in ("오후", "PM") and hour < 12:
        hour += 12
    if half in ("오전", "AM") and hour == 12:
        hour = 0
    zone = match[8]
    stamp = datetime(day.year, day.month, day.day, hour, int(match[6]), int(match[7] or 0), tzinfo=KOREA)
    return stamp if zone is None else stamp.replace(tzinfo=_zone(zone))


def _zone(written: str) -> timezone:
    if written.upper() == "Z":
        return UTC
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _from_mail(written: str) -> str | None:
    """A date as mail writes it; KST and a missing zone are Korean, which the standard library does not know."""
    try:
        parsed = parsedate_to_datetime(written)
    except ValueError:
        return None
    if parsed.tzinfo is None or not _NUMERIC_ZONE.search(written.strip()):
        parsed = parsed.replace(tzinfo=KOREA)
    return parsed.isoformat()
