"""Totals that the pacts of one year after another add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import ORGANISATION_COUNTER, to_int
from announcements.rules.registry import rule
from announcements.rules.totals.figures import finding
from announcements.rules.totals.pact_figures import of_the_series

_YEAR = re.compile(
    rf"(?P<year>20\d\d)년(?:에는|에|은|엔|도)?[\s|:]{{1,6}}(?P<n>\d{{1,4}})(?:{ORGANISATION_COUNTER}|\s?건)?(?![\d월])"
)
_SUM = re.compile(
    rf"(?:[^\d\n가-힣]{{0,30}}\n){{0,3}}[^\d\n가-힣]{{0,30}}(?:[으]?로\s|을\s|를\s|이며\s|이고\s)?(?:모두|총계|합계|총|계|누적|누계|도합|(?:더|합)하면|합치면|합쳐)[^\d\n]{{0,8}}"
    rf"(?P<n>\d{{2,4}})(?P<more>여\s?)?(?P<counter>{ORGANISATION_COUNTER}|\s?건|)"
)
# '협약 기업 지원 건수는', '협약 목표는'.
_OF_SOMETHING_ELSE = re.compile(r"지원|목표|계획|채용|예산|참가|신청|상담|행사|전망|협약\s?기업(?:의)?\s")
_APART = 8
_FEWEST_YEARS = 3
MOST_YEARS = 40
# Lines above the first year among which the heading stands.
_ABOVE = 3


@rule(
    "total.of_years",
    positive="광주시의 인공지능 업무협약은 2019년 2건, 2020년 59건, 2021년 60건으로 모두 121건이다.",
    negative="광주시의 투자협약은 2019년 2건, 2020년 59건, 2021년 60건으로 모두 121건이다.",
    gate=Gate(re.compile("20\\d\\d년")),
)
def of_years(doc: Document) -> Iterator[Finding]:
    """Three years or more, one after another, whose pacts add up to the sum stated after them."""
    row: list[re.Match[str]] = []
    for count, match in enumerate(_YEAR.finditer(doc.text)):
        if count >= MOST_YEARS:
            return
        follows = row and int(match["year"]) == int(row[-1]["year"]) + 1 and match.start() - row[-1].end() <= _APART
        row = [*row, match] if follows else [match]
        total = _SUM.match(doc.text, match.end(), match.end() + 60) if len(row) >= _FEWEST_YEARS else None
        agrees = total and to_int(total["n"]) == sum(int(year["n"]) for year in row)
        own = doc.text[doc.sentence_at(row[0].start()).start : row[0].start()]
        of_them = not _OF_SOMETHING_ELSE.search(own) and of_the_series(doc, _told_above(doc, row[0].start()))
        if total and agrees and of_them:
            yield finding(doc, "total.of_years", "agreements_total", total)


def _told_above(doc: Document, start: int) -> str:
    """The words before the first year, and the lines above it."""
    first = doc.sentence_at(start)
    above = doc.sentences[max(0, first.index - _ABOVE) : first.index]
    return " ".join([*(sentence.text for sentence in above), doc.text[first.start : start]])
