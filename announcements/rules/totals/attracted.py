"""How many companies the city attracted so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED, TOTAL, did_settle, finding, matches, of_those_that_did
from announcements.rules.totals.whose import of_another

_BASE = r"(?:유치한|유치된|유치|끌어들인|불러들인|데려온|협력|둥지를 튼)"
_COMPANIES = Gate(
    re.compile(
        rf"{_BASE}\s?(?:[^\d.,]{{0,16}}?\s?)?기업(?:들)?(?:의)?(?:\s?누적)?(?:\s?수)?(?:이|은|는|가|도)"
        rf"?\s?{TOTAL}{COUNTED}(?!\s?(?:사?와|과|등|대표|가\s참|이\s참))"
    ),
    # '시가 협력 기업이라 부르는 인공지능 회사는 이제 331개에 이른다'.
    re.compile(
        rf"협력\s?기업(?:이?라고?|으로)\s(?:부르는|꼽는|치는|셈하는|이름\s붙인|분류[한하]는?)\s[^\d.,]{{0,16}}?(?:회사|기업|업체|곳)(?:은|는|이|가)\s"
        rf"(?:이제\s)?{TOTAL}{COUNTED}(?=에\s(?:이르|이른|달)|[이가]\s[됐되넘]|[을를]\s넘|으?로\s(?:늘|불)|이?다)"
    ),
    re.compile(rf"기업\s{TOTAL}{COUNTED}(?:를|을)?\s유치(?:했|하는 성과|에 성공|한 것으로)"),
    re.compile(
        rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?개?\s?(?:의\s)?"
        rf"(?:[A-Za-z가-힣()]{{1,10}}\s?)?(?:관련\s)?(?:기업|업체))(?:을|를)\s유치(?:했|하는 성과|에 성공|한 것으로)"
    ),
)


# '투자를 유치한 기업', '전시관에 유치한 기업', '창업캠프가 유치한 기업': what was attracted, where to or by whom.
_MONEY = re.compile(
    r"(?:투자|자금|외자|자본|사업비|예산|고객|관광객)(?:를|을)?\s?$|[가-힣](?:관|전시장|센터|캠프|타운|빌딩)(?:에|[이가])\s$"
)


# '센터 유치 기원 합창에 이어 인공지능 기업 15개사': what was attracted is not the companies.
_ATTRACTS_OTHERS = re.compile(r"유치(?![한된])[^\d]{0,12}?[가-힣]['\"]?(?:[에을를와과면한]|에서|에는)\s[^\d]{0,12}기업")


@rule(
    "total.companies",
    positive=(
        "이로써 시가 유치한 인공지능 관련 기업은 모두 120개사로 늘었다. "
        "시가 협력 기업이라 부르는 회사는 이제 120개에 이른다."
    ),
    negative="시는 2024년까지 인공지능 기업 120개를 유치할 계획이다.",
    gate=_COMPANIES,
)
def companies(doc: Document) -> Iterator[Finding]:
    """Companies attracted or cooperating so far ('유치한 기업이 120개사를 돌파')."""
    for sentence, match in matches(doc, _COMPANIES):
        mixed = re.search(r"기관|단체", doc.text[match.start() : match.start("n")])
        goal = re.match(r"[^.]{0,16}?(?:목표|유치할|유치하겠|유치한다|유치해)", doc.text[match.end() : sentence.end])
        some = match.group().startswith("협력") and of_those_that_did(doc, sentence, match.start())
        money = _MONEY.search(doc.text, sentence.start, match.start())
        other = _ATTRACTS_OTHERS.match(match.group())
        if (
            not mixed
            and not other
            and not goal
            and not some
            and not money
            and not did_settle(doc, sentence, match)
            and not of_another(doc, sentence, match.start())
        ):
            yield finding(doc, "total.companies", "companies", match)
