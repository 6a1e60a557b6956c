"""Those who settled, in wider and wider circles: '본사를 옮긴 곳은 33곳, 법인까지 넓히면 80곳, 사무실까지 139곳'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED, finding, matches
from announcements.rules.totals.whose import elsewhere

_ALL = r"(?:\s(?:모두|다|함께))?\s(?:넓히|넓혀\s?보|합하|합치|더하|더해\s?보|보태|포함하|치)면\s(?:모두\s|총\s)?"
_OFFICES = re.compile(
    r"(?:사무[실소]|지사)(?:[을를만]\s(?:[가-힣]{1,2}\s)?(?:연|둔|낸|차린|마련한|개설한)\s(?:곳|기업|업체|회사)|\s?개소)?"
    rf"(?:까지|[을를도]){_ALL}{COUNTED}"
)
_CORPORATIONS = re.compile(
    r"법인(?:\s?설립|[을만]\s(?:[가-힣]{1,2}\s)?(?:세운|설립한|만든|차린|둔)\s(?:곳|기업|업체|회사))?"
    rf"(?:까지|[을를도]){_ALL}{COUNTED}"
)
_CIRCLES = Gate(_OFFICES, _CORPORATIONS)
# Sums of what came before: offices that corporations are added to are no circle of corporations.
_OFFICE = re.compile(r"사무[실소]|지사|둥지")


@rule(
    "total.widened",
    positive="협약 기업 가운데 본사를 옮긴 곳은 33곳, 법인 설립까지 넓히면 80곳, 사무실을 연 곳까지 더하면 139곳이다.",
    negative="협약 기업 가운데 사무실을 연 곳은 33곳이고 여기에 법인 설립까지 더하면 80곳이다.",
    gate=_CIRCLES,
)
def widened(doc: Document) -> Iterator[Finding]:
    """A circle that holds those told of before it ('법인 설립까지 넓히면 80곳')."""
    for sentence, match in matches(doc, _CIRCLES):
        told = doc.text[doc.sentences[max(0, sentence.index - 1)].start : match.start()]
        if elsewhere(doc, sentence.start, match.end()):
            continue
        if match.re is _OFFICES:
            yield finding(doc, "total.widened", "offices_opened", match)
        elif "본사" in told and not _OFFICE.search(told):
            yield finding(doc, "total.widened", "corporations_established", match)
