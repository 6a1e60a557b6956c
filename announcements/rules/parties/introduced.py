"""Organisations introduced one after another once the signing is told, as many as the report says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from announcements.document import Document, Finding
from announcements.korean.names import FIELD_WORDS, Name, introduces, name_at
from announcements.korean.particles import agrees
from announcements.rules.pacts.city_signs import signing_clauses
from announcements.rules.parties.before import describes
from announcements.rules.parties.beside import sizes_beside
from announcements.rules.parties.counterparties import attested_in, names_between
from announcements.rules.parties.lists import OTHERS, PERSONS, as_findings, before_copula
from announcements.rules.parties.of_size import OF_A_COMPANY, is_public, is_sure
from announcements.rules.registry import rule
from announcements.text import Sentence

_TOPIC = re.compile(
    r"(?:(?:먼저|우선|이어|또|또한|다음으로|끝으로|"
    r"마지막으로),?\s)?(?P<name>[^\s,.'\"()]{2,16}(?:\s[^\s,.'\"()]{2,10})?)(?:\([^)\n]{1,30}\))?(?P<particle>은|는)\s"
)
NO_PARTY = re.compile(
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
    if not match or not agrees(match["name"], match["particle"]) or NO_PARTY.search(match["name"]):
        return None
    if doc.cues.city_names.search(match["name"]) or doc.cues.city_side.search(match["name"]):
        return None
    return name_at(doc.text, *match.span("name"))


_ANY_TOPIC = re.compile(r"(?<=[^\s,])(?:은|는)\s")
_MOST_TOPICS = 4
# What it has or makes, in a sentence that goes on about it.
_ITS_OWN = re.compile(
    r"(?:(?:이|그)\s)?(?:(?:지난해|올해|현재|연간|이들|주력)\s)?(?:연?매출|직원|임직원|인력|본사|회사|업체|기업|제품|기술|서비스|"
    r"대표|고객|주력|특허|장점|강점|설립|창업|연구진)(?:\s[^\s]{1,6})?(?:은|는)\s"
)
_LEAD = re.compile(r"(?:먼저|우선|이어|또한?|다음으로|끝으로|마지막으로|그리고|반면),?\s")
# Sentences between the signing and the first introduced.
_SOON = 2


@rule(
    "party.told_of",
    positive=(
        "광주시가 8일 AI 기업 3곳과 업무협약을 체결했다. 가나다는 로봇을 만든다. 라마바는 음성 합성을 연구한다. "
        "사진을 읽는 사아자는 병원용 프로그램을 판다. 시는 기업을 돕는다."
    ),
    negative="광주시가 8일 AI 기업 3곳과 업무협약을 체결했다. 가나다는 로봇을 만든다. 라마바는 음성을 합성한다.",
)
def told_of(doc: Document) -> Iterator[Finding]:
    """Sentences after the signing each introduce an organisation, as many in a row as the report says."""
    first = min((clause.sentence.index for clause in signing_clauses(doc)), default=None)
    sizes = sizes_beside(doc) if first is not None else set()
    if first is None or max(sizes, default=0) < 2:
        return
    after = [s for s in doc.prose if s.role == "body" and s.index > first]
    for begin in range(min(_SOON, len(after))):
        names, fitting = _row(doc, after[begin:])
        if len(names) in sizes and len(names) > 1 and 3 * fitting >= 2 * len(names):
            yield from as_findings("party.told_of", tuple(names), "C")
            return


def _row(doc: Document, sentences: list[Sentence]) -> tuple[list[Name], int]:
    """Who opens the sentences, up to one that somebody else does; and of how many it tells what a company does."""
    found: dict[str, Name] = {}
    fitting = 0
    for sentence in sentences:
        named = _introduced_in(doc, sentence, sentence.start)
        if named is None:
            # '연내 광주에 연구소를 연다': nobody is named, so that it goes on about the one before.
            own = _ITS_OWN.match(sentence.text) or not _ANY_TOPIC.search(sentence.text)
            if not (found and own):
                break
        for one in (named, _second_in(doc, sentence, named)) if named else ():
            if one and one.text not in found:
                found[one.text] = one
                told = f"{doc.text[sentence.start : one.start]} {doc.text[one.end : sentence.end]}"
                fitting += bool(OF_A_COMPANY.search(told) or is_sure(doc, one))
    return list(found.values()), fitting


# '가나다는 로봇을 만들고, 보안 기업인 라마바는 …': another after what the first does.
_ANOTHER = re.compile(r"[고며],\s")


def _second_in(doc: Document, sentence: Sentence, first: Name) -> Name | None:
    parted = _ANOTHER.search(doc.text, first.end, sentence.end)
    second = _introduced_in(doc, sentence, parted.end()) if parted else None
    # '가나다는 로봇을 만들고, 매출은 …': what the first one has is introduced by nothing.
    sure = second and (introduces(doc.text[parted.end() : second.end]) or is_sure(doc, second)) if parted else False
    return second if sure else None


def _introduced_in(doc: Document, sentence: Sentence, start: int) -> Name | None:
    lead = _LEAD.match(doc.text, start, sentence.end)
    start = lead.end() if lead else start
    for topic in islice(_ANY_TOPIC.finditer(doc.text, start, sentence.end), _MOST_TOPICS):
        words = doc.text[start : topic.start()]
        if OTHERS.search(words) or PERSONS.search(words) or describes(doc.text, start, topic):
            continue
        if not agrees(words.split(" ")[-1], topic.group()[0]):
            continue
        names = names_between(doc, start, topic.start(), strict=True)
        if len(names) == 1 and _is_one(doc, names[0]):
            return names[0]
    return _at_end(doc, start, sentence)


# '첫 번째는 로봇을 만드는 가나다다', '먼저 보안 기업 라마바다'.
_FIRST = re.compile(r"(?:(?:첫|두|세|네|다섯|여섯)\s?번째는|(?:또\s)?(?:다른\s)?하나는|마지막은)\s")
_IS = re.compile(r"(?:이다|다|입니다)\.?$")


def _at_end(doc: Document, start: int, sentence: Sentence) -> Name | None:
    """Whom the sentence says that the next one is, introduced by what it is or does."""
    first = _FIRST.match(doc.text, start, sentence.end)
    end = _IS.search(doc.text, start, sentence.end)
    if not end or not (first or start > sentence.start):
        return None
    names = names_between(doc, first.end() if first else start, before_copula(doc, end), strict=True)
    if len(names) != 1 or not _is_one(doc, names[0]):
        return None
    sure = introduces(doc.text[start : names[0].end]) or is_sure(doc, names[0])
    return names[0] if sure else None


def _is_one(doc: Document, name: Name) -> bool:
    spaced = " " in name.text and not attested_in(doc, name.text)
    return not (spaced or is_public(name) or NO_PARTY.search(name.text) or name.text in FIELD_WORDS)
