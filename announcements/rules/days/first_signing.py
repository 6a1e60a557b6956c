"""When the series began, as reports recall it, and the time they say has passed since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate, Scan
from announcements.rules.registry import rule

_MONTH = r"(?P<month>1[0-2]|0?[1-9])월"
_FIRST = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)년|(?P<last>지난해|작년))\s?{_MONTH}[^.\n]{{0,40}}?"
    r"(?:첫\s?(?:번째\s?)?(?:업무\s?)?협약|시작으로)"
    r"|첫\s?(?:번째\s?)?(?:업무\s?)?협약은\s(?:(?P<year2>(?:19|20)\d\d)년|(?P<last2>지난해|작년))\s?"
    r"(?P<month2>1[0-2]|0?[1-9])월"
)
_RECALLED = Scan(_FIRST)
_ELAPSED = re.compile(r"(\d{1,2})년\s?(?:(\d{1,2})개월)?여?\s?만")


@rule(
    "first_signing.recalled",
    positive="시는 2019년 10월 ㈜가나다와 첫 협약을 체결했다.",
    negative="㈜가나다는 2019년 10월 세워졌다.",
    gate=Gate(_FIRST),
)
def first_signing(doc: Document) -> Iterator[Finding]:
    """When the series began, as the text recalls it ('2019년 10월 … 첫 협약')."""
    for match in _RECALLED.finditer(doc.text):
        year = match["year"] or match["year2"]
        value = int(year) if year else doc.told_on.year - 1 if doc.told_on else None
        if value is not None:
            yield Finding(
                "first_signing.recalled",
                "first_signing",
                match.start(),
                match.end(),
                as_of_date=date(value, int(match["month"] or match["month2"]), 1),
                as_of_precision="month",
                value_text=match.group(),
            )


def confirmed(doc: Document, days: list[Finding], first: list[Finding]) -> list[Finding]:
    """The signing day, graded A where the time said to have passed since the first signing leads to its month."""
    if not days or not first or not days[0].as_of_date or not first[0].as_of_date:
        return days
    signed, began = days[0].as_of_date, first[0].as_of_date
    months = (signed.year - began.year) * 12 + signed.month - began.month
    told = {int(m[1]) * 12 + int(m[2] or 0) for m in _ELAPSED.finditer(doc.text)}
    return [days[0]._replace(grade="A")] if months in told else days
