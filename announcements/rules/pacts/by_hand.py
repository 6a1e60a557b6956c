"""A signing told by what hands did ('광주시와 도장을 찍었다'), whose pact a sentence after it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.pacts.city_signs import city_acts, too_many
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.kind import finding
from announcements.rules.pacts.other_pacts import other_leader, other_pact
from announcements.rules.pacts.tenses import BACK, TO_COME
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.registry import rule

_BY_HAND = re.compile(r"(?:(?:도장|펜)을\s(?:[가-힣]{1,3}\s)?[찍들잡]|(?:서명|사인|서명판|서명지)[을를]\s)")
_GATE = Gate(_BY_HAND)
# '공급 계약서에 도장을 찍었다', '청렴 서약에 도장을 찍었다'.
_CONTRACT = re.compile(
    r"계약|임대|매매|거래|투자|공급|납품|대출|동의서|각서|청원|탄원|결의|약정|서약|선언|[가-힣]에\s(?:[가-힣]{1,4}\s)?$"
)
# '나란히 펜을 들었다. 예타 면제를 바라는 청원서다': what was signed.
_PAPER = re.compile(r"(?:계약|청원|탄원|동의|건의|결의|서약|선언|각|입회|신청|약정)(?:서|문)|방명록|현판")
# '203번째 협약이다', '이름은 광주형 … 협약이고': the pact is what is told of, not whose partners somebody is.
_IS_IT = re.compile(
    r"협약['\"]?(?:\s?\([^)\n]{1,20}\))?(?:이?다[.,]|이고|이며|이에요|이?래요|입니다)|번째|순번|번호|이름"
)
# A pen is taken up for much else: the sentence ends with it, and the next says what it was for.
_PEN = re.compile(r"펜을\s")
_IT_WAS = re.compile(r"(?:협약|번째|주인공|자리)(?:이?다|입니다|이?었다|였다)\.?$")
# Sentences after it, in which those who signed may be told of one by one.
_NEAR = 5


@rule(
    "signing.by_hand",
    positive="13일 시청에서 광주시장과 ㈜가나다 대표가 펜을 들었다. '광주형 AI 비즈니스' 203번째 협약이다.",
    negative=(
        "13일 시청에서 광주시장과 ㈜가나다 대표가 펜을 들었다. 청원서다. '광주형 AI 비즈니스' 203번째 협약이다. "
        "㈜가나다가 13일 시청에서 광주시와 임대 계약서에 도장을 찍었다. '광주형 AI 비즈니스' 협약 기업이다."
    ),
    gate=_GATE,
)
def by_hand(doc: Document) -> Iterator[Finding]:
    """The city and another signed by hand, and that sentence or one after it names the series' pact as what it was."""
    for clause in clauses(doc):
        done = clause.tense == "done" and not clause.has_pact and clause.sentence.role == "body"
        if not done or not _BY_HAND.match(doc.text, clause.pact_start, clause.end):
            continue
        words = doc.text[clause.start : clause.pact_start]
        if not doc.cues.city.search(words) or _CONTRACT.search(words) or too_many(doc, clause):
            continue
        if city_acts(doc, clause) and not other_leader(doc, clause) and _names_it(doc, clause):
            yield finding("signing.by_hand", clause, "C")


def _names_it(doc: Document, clause: Clause) -> bool:
    """The first sentence from there on that speaks of a pact is of the series, and neither recalls nor plans it."""
    near = [s for s in doc.prose if s.role == "body" and 0 <= s.index - clause.sentence.index <= _NEAR]
    named = next((s for s in near if NAMES_PACT.search(s.text)), None)
    between = doc.sentences[clause.sentence.index + 1 : named.index] if named else ()
    if (
        not named
        or any(_PAPER.search(s.text) for s in between)
        or not doc.cues.series.search(named.text)
        or not _IS_IT.search(named.text)
        or BACK.search(named.text)
        or TO_COME.search(named.text)
    ):
        return False
    if _PEN.match(doc.text, clause.pact_start):
        ends = not doc.text[clause.end : clause.sentence.end].strip(" .")
        if not ends or named.index != clause.sentence.index + 1 or not _IT_WAS.search(named.text):
            return False
    told = [c for c in clauses(doc) if c.sentence is named]
    pact = Clause(named, named.start, named.end, named.end, "done", True)
    return not other_pact(doc, pact) and not any(c.tense in ("past", "planned", "cumulative") for c in told)
