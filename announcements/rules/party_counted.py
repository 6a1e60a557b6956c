"""Organisations known by their number: a list beside the signing that is as long as the report says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.korean.names import Name, name_at
from announcements.korean.numbers import NATIVE, to_int
from announcements.korean.particles import agrees
from announcements.rules.kind import signing_clauses
from announcements.rules.partners import names_between
from announcements.rules.party_lists import OTHERS, as_findings
from announcements.rules.registry import rule
from announcements.text import Sentence

_COUNTED = re.compile(
    rf"\s(?P<n>\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?(?:기업|기관|업체|회사)|기업|회사|업체|"
    rf"기관)(?=(?:이|가|은|는|도)\s)"
)
# Where a list may begin inside its sentence: after a topic, a place or an introduction that ends in a comma.
_BEGINS = re.compile(r"(?:은|는|이|가|에서|에는)\s|다\.\s|:\s")
_PERSONS = re.compile(r"시장|대표|원장|총장|의원|관계자|국장|단장|교수|이사|본부장")
# Sentences after the signing that may still say who signed.
_NEAR = 3


def _beside_signing(doc: Document, reach: int) -> Iterator[Sentence]:
    """Sentences of the body at or soon after a signing, each once."""
    places = {clause.sentence.index for clause in signing_clauses(doc)}
    for sentence in doc.prose:
        if sentence.role == "body" and any(0 <= sentence.index - place <= reach for place in places):
            yield sentence


@rule(
    "party.counted",
    positive="광주시는 8일 시청에서 3개사와 AI 업무협약을 체결했다. 가나다, 라마바, 사아자 3개사가 주인공이다.",
    negative="광주시는 8일 시청에서 3개사와 AI 업무협약을 체결했다. 가나다, 라마바 등 9개사가 주주다.",
)
def counted(doc: Document) -> Iterator[Finding]:
    """A list closed by its own number in a sentence beside the signing ('가나다, 라마바, 사아자 3개사가 …')."""
    for sentence in _beside_signing(doc, _NEAR):
        match = _COUNTED.search(doc.text, sentence.start, sentence.end)
        if not match or _PERSONS.search(doc.text, sentence.start, match.start()) or OTHERS.search(sentence.text):
            continue
        starts = [sentence.start, *(m.end() for m in _BEGINS.finditer(doc.text, sentence.start, match.start()))]
        for start in starts:
            names = names_between(doc, start, match.end(), strict=True)
            if len(names) == to_int(match["n"]) > 1:
                yield from as_findings("party.counted", names, "C")
                break


_TOPIC = re.compile(
    r"(?:(?:먼저|우선|이어|또|또한|다음으로|끝으로|"
    r"마지막으로),?\s)?(?P<name>[^\s,.'\"()]{2,16}(?:\s[^\s,.'\"()]{2,10})?)(?:\([^)\n]{1,30}\))?(?P<particle>은|는)\s"
)
_NO_PARTY = re.compile(
    r"(?:^|\s)(?:시|이들|이날|이번|이를|양측|양사|[두세네]|다섯|협약|업무협약|참여|협약식|기업|시장|"
    r"시민|정부|우리|그|이|당시|현재|지금|회사|업체|기관|앞으로)(?:들)?$|"
    r"(?:시|시장|협약|협약식|기업|기업들|회사|관계자|대표|대표들|업체|기관|사업|분야|내용|행사|이용자|"
    r"직원|매출|제품|기술|서비스|솔루션|목표|센터장|국장)$"
)


@rule(
    "party.introduced",
    positive=(
        "광주시가 8일 AI 기업 2곳과 업무협약을 체결했다.\n가나다는 로봇을 만든다.\n라마바는 음성을 합성한다.\n"
        "시는 기업을 돕는다."
    ),
    negative="광주시가 8일 AI 기업 3곳과 업무협약을 체결했다.\n협약은 로봇을 다룬다.\n이들은 광주에 사무소를 둔다.",
)
def introduced(doc: Document) -> Iterator[Finding]:
    """Each organisation opens a line of its own after the signing, and they are as many as the report says."""
    lines: dict[int, Sentence] = {}
    for sentence in doc.prose:
        lines.setdefault(sentence.line, sentence)
    first = min((clause.sentence.index for clause in signing_clauses(doc)), default=len(doc.sentences))
    opened = [_topic(doc, s) for s in lines.values() if s.role == "body" and s.index > first]
    names = tuple({name.text: name for name in opened if name}.values())
    if len(names) > 1:
        yield from as_findings("party.introduced", names, "C")


def _topic(doc: Document, sentence: Sentence) -> Name | None:
    match = _TOPIC.match(doc.text, sentence.start, sentence.end)
    if not match or not agrees(match["name"], match["particle"]) or _NO_PARTY.search(match["name"]):
        return None
    if doc.cues.city_names.search(match["name"]) or doc.cues.city_side.search(match["name"]):
        return None
    return name_at(doc.text, *match.span("name"))
