"""Organisations that the sentence before the signing names, where the signing itself says 'the two companies'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import FIELD_WORDS, MARK, Name, introduces
from announcements.korean.numbers import NATIVE, to_int
from announcements.korean.particles import ending_in
from announcements.organisations import INSTITUTIONS
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.heads import of_heads
from announcements.rules.parties.list_edges import after_day, left_edge
from announcements.rules.parties.lists import as_findings
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.parties.of_size import is_public, is_sure
from announcements.rules.registry import rule
from announcements.text import Sentence

_AS_SAID = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?:(?P<n>{NATIVE}|\d{{1,2}})\s?(?:(?:회사|기업|업체)[·과]\s?기관|기관[·과]\s?(?:회사|기업|업체)|회사|기업|업체|기관|개사|곳)|"
    rf"(?P<one>(?:(?:이|해당)\s?(?:회사|기업|업체|기관)|(?:시와\s)?(?:회사|업체)))|"
    r"(?P<pair>양사|양측|양\s(?:기관|회사))|(?P<they>이들(?:\s?(?P<of_these>\d{1,3})\s?개)?(?:\s?(?:기업·기관|기업|"
    rf"업체|기관|회사|개사|사|곳))?)|(?P<sort>[가-힣]{{0,6}}{INSTITUTIONS}))(?:와|과|은|는|이|가)\s"
)
_COMING = re.compile(r"(?<=[^\s,])(?:이|가|은|는)\s")
# '21일 시청 비즈니스룸에는 가나다와 라마바 관계자가 모였다'.
_HALL = re.compile(r"(?:\d{1,2}일\s)?(?:[^\s,]{1,10}\s){0,3}?[가-힣]{1,10}(?:에는|에서는)\s")
_ATTENDING = re.compile(r"의?\s(?:관계자|대표|임원|임직원|담당자)(?:들)?$")
# '㈜가나다·라마바, 광주에 연구소 세운다'.
_HEADING = re.compile(
    r"(?P<list>[^,…\n]{2,60}),\s(?:AI\s|인공지능\s)?(?P<city>[가-힣]{2,5})(?:에|로|시와|와|과|행|서)\s"
)
_TOGETHER_WITH = re.compile(
    r"(?<=[^\s,])(?:와|과)\s(?:[가-힣]{1,6}\s)?(?:손을?\s?(?:맞)?잡|손잡|협력|힘을|동행|인연|함께|짝을)"
)
_TAKEN_IN = re.compile(
    r"(?:을|를)\s(?:[^\s,.]{1,12}(?<![을를])\s){0,6}?(?:품|유치|맞|불러|불렀|끌어|데려|잡|얻|추가|선택|낙점|들[였여이])"
)


@rule(
    "party.said_before",
    positive="보안 기업 가나다와 라마바가 광주에 온다. 시는 3일 두 회사와 광주형 인공지능 비즈니스 협약을 체결했다.",
    negative="보안 기업 가나다가 광주에 온다. 시는 3일 두 회사와 광주형 인공지능 비즈니스 협약을 체결했다.",
    gate=Gate(_AS_SAID),
)
def said_before(doc: Document) -> Iterator[Finding]:
    """The signing names 'the two companies', and the subject of the sentence before is that many."""
    for clause in clauses(doc):
        if clause.tense in ("done", "going_on", "named"):
            yield from as_findings("party.said_before", said_of(doc, clause), "C")


def said_of(doc: Document, clause: Clause) -> tuple[Name, ...]:
    """Whom the clause means by 'the two companies'."""
    said = list(_AS_SAID.finditer(doc.text, clause.start, clause.pact_start))
    match = next((m for m in said if not m["sort"]), said[0] if said else None)
    if not match:
        return ()
    names = _told_before(doc, clause, match)
    present = _present(doc, clause, match.start()) if not names and not match["sort"] and not match["one"] else ()
    # Of public bodies the heads are guests.
    present = () if sum(map(is_public, present)) * 2 > len(present) else present
    return present if len(present) > 1 and _size(match) in (None, len(present)) else names


def _told_before(doc: Document, clause: Clause, match: re.Match[str]) -> tuple[Name, ...]:
    """Whom the sentences before, or the headlines, name."""
    told = doc.body_before(clause.sentence)[-2:] or [s for s in doc.prose if s.role == "headline"][:2]
    for before in reversed(told):
        names, beside_city = _coming(doc, before)
        names = names or _described(doc, before, _size(match))
        names = names or _put_on_list(doc, before) or _called(doc, before)
        # At the head of a headline the city is never one of them.
        headed = () if names else _heading(doc, before)
        names = headed if len(headed) == _size(match) else names
        if names and _fit(doc, before, match, names, beside_city):
            return names
        # '성격이 맞는 회사끼리': a word of prose is nobody, and those meant may stand before it.
        if any(is_sure(doc, name) or " " in name.text for name in names):
            return ()
    return ()


# '가나다, 라마바 대표가 참석한 가운데 이들 2개사와'.
_PRESENT = re.compile(
    r"(?P<title>\s대표(?:이사)?(?:들)?)(?:\s등)?[이가]\s(?:모두\s|함께\s)?(?:참석|자리|함께|배석|참여|지켜)[가-힣]{0,3}(?:\s보는)?\s가운데\s"
)


def _present(doc: Document, clause: Clause, end: int) -> tuple[Name, ...]:
    """Those in whose heads' presence the clause says that it was signed with 'these'."""
    present = _PRESENT.search(doc.text, clause.start, end)
    # 'AI 기업 2개사와': others than those present.
    if not present or present.end() != end:
        return ()
    left = clause.start + left_edge(doc, doc.text[clause.start : clause.pact_start], present.start() - clause.start)
    return of_heads(doc, left, present.end("title")) or names_between(doc, left, present.start(), strict=True)


def _size(match: re.Match[str]) -> int | None:
    """How many the words say there are; None for 'these'."""
    number = match["n"] or match["of_these"]
    if number:
        return to_int(number)
    return 2 if match["pair"] else None if match["they"] else 1


def _fit(doc: Document, before: Sentence, match: re.Match[str], names: tuple[Name, ...], beside_city: bool) -> bool:
    # '콜센터 상담은 …': words that are a name nowhere else.
    if len(names) == 1 and " " in names[0].text and not is_sure(doc, names[0]):
        return False
    if match["sort"] and not names[0].text.endswith(match["sort"]):
        return False
    wanted = _size(match) or max(2, len(names))
    # '세 기관은', '양측은': the city may be one of them.
    three = wanted > 2 and doc.cues.city_names.search(before.text)
    with_city = (beside_city or three) and not re.search("기업|업체|회사", match.group())
    return len(names) == wanted or bool(with_city and len(names) == wanted - 1)


def _coming(doc: Document, sentence: Sentence) -> tuple[tuple[Name, ...], bool]:
    """The subject of the sentence, or whom the city took in ('광주시가 … ㈜가나다를 품었다'); is the city beside it?"""
    place = _HALL.match(doc.text, sentence.start, sentence.end)
    first = place.end() if place else sentence.start
    subjects = _COMING.finditer(doc.text, first, sentence.end)
    subject = next((found for found in subjects if not describes(doc.text, first, found)), None)
    if not subject:
        return (), False
    attending = _ATTENDING.search(doc.text, first, subject.start())
    names = names_between(doc, first, attending.start() if attending else subject.start(), strict=True)
    beside = doc.cues.city_with.search(doc.text, sentence.start, subject.start())
    taken = _TAKEN_IN.search(doc.text, subject.end(), sentence.end)
    acts = doc.cues.acting.search(doc.text, sentence.start, subject.end()) if not names else None
    together = _TOGETHER_WITH.search(doc.text, subject.end(), sentence.end) if acts else None
    if together:
        # '광주시가 가나다, 라마바와 협력한다'.
        return names_between(
            doc, after_day(doc.text, subject.end(), together.start()), together.start(), strict=True
        ), True
    if not names and taken:
        # '광주시는 17일 ㈜가나다를 새 파트너로 맞았다'.
        return names_between(doc, after_day(doc.text, subject.end(), taken.start()), taken.start(), strict=True), True
    return names, bool(beside)


# '협약 기업 명단에 가나다와 라마바가 새로 올랐다'.
_ON_LIST = re.compile(r"(?:명단|목록|대열|행렬|생태계|품|울타리|식구)에\s(?P<list>[^.\n]{2,120}?)[이가]\s")


def _put_on_list(doc: Document, sentence: Sentence) -> tuple[Name, ...]:
    """Who is put on a list, or whom a sentence without a verb names at its end."""
    listed = _ON_LIST.search(doc.text, sentence.start, sentence.end)
    if listed:
        return names_between(doc, *listed.span("list"), strict=True)
    if sentence.text.rstrip(". ")[-1:] in "다요":
        return ()
    names = names_between(doc, sentence.start, sentence.end, strict=True)
    # '의료와 문화, 그리고 로봇.': fields are no names.
    return () if FIELD_WORDS.intersection(name.text for name in names) else names


# "이름도 귀여운 '가나다'다".
_CALLED = re.compile(r"[가-힣]\s'(?P<name>[^'\n]{2,20})'(?:이?다|입니다)\.?$")


def _called(doc: Document, sentence: Sentence) -> tuple[Name, ...]:
    """Whom a sentence names in quotes at its end."""
    called = _CALLED.search(doc.text, sentence.start, sentence.end) if "'" in sentence.text else None
    return names_between(doc, *called.span("name"), strict=True) if called else ()


def _heading(doc: Document, sentence: Sentence) -> tuple[Name, ...]:
    """Who stands at the head of a headline, before the city that they come to."""
    match = _HEADING.match(doc.text, sentence.start, sentence.end)
    if not match or not doc.cues.city_names.match(match["city"]):
        return ()
    return names_between(doc, *match.span("list"), strict=True)


# '요리하는', '물건을 나르는': a verb that describes the next noun.
_VERB_STEM = re.compile(
    # Not '본사를 둔 가나다는': a verb that ends in ㄴ describes a noun itself.
    rf"(?:[을를로]\s(?:[가-힣]{{1,6}}(?<![{ending_in('ㄴ')}])\s)?[가-힣]{{1,5}}|[가-힣](?:하|되|있|없))$"
)
_RELATIVE = re.compile(r"[을를로]\s(?:[가-힣]{1,6}\s)?[가-힣]{1,5}는\s|[가-힣](?:하|되|있|없)는\s")
_MOST_SUBJECTS = 8


def describes(text: str, start: int, subject: re.Match[str]) -> bool:
    """Is the particle a verb's ending before the noun that it describes?"""
    return subject.group()[0] == "는" and bool(
        _VERB_STEM.search(text, max(start, subject.start() - 16), subject.start())
    )


def _described(doc: Document, sentence: Sentence, wanted: int | None) -> tuple[Name, ...]:
    """The subject after words that describe it and hold one of their own ('눈이 오면 길을 여는 가나다와 라마바가')."""
    subjects = islice(_COMING.finditer(doc.text, sentence.start, sentence.end), 1, _MOST_SUBJECTS)
    for subject in subjects:
        described = _RELATIVE.sub("", doc.text[sentence.start : subject.end()])
        # One alone is the subject only where nothing before it could be.
        if wanted == 1 and len(_COMING.findall(described)) > 1:
            return ()
        names = names_between(doc, sentence.start, subject.start(), strict=True)
        if len(names) == wanted or (wanted is None and len(names) > 1):
            return names
    return ()


_ANY_SUBJECT = re.compile(r"[^\s,](?:은|(?<!에)(?<!에서)는|이|가)\s")
_HEADED = re.compile(r"\((?:대표|CEO|원장)")


@rule(
    "party.unsaid",
    positive="보안 기업 가나다가 광주에 온다. 17일 광주시와 광주형 인공지능 비즈니스 협약을 체결했다.",
    negative="로봇 박람회가 광주에 온다. 17일 광주시와 광주형 인공지능 비즈니스 협약을 체결했다.",
)
def unsaid(doc: Document) -> Iterator[Finding]:
    """The signing leaves its subject out: that of the sentence before, where its words say that it is a company."""
    for clause in clauses(doc):
        sentence = clause.sentence
        words = doc.text[sentence.start : clause.pact_start]
        alone = clause.start == sentence.start and sentence.role == "body" and not _ANY_SUBJECT.search(words)
        if clause.tense != "done" or not alone or not clause.has_pact or not doc.cues.city_with.search(words):
            continue
        before = [s for s in doc.body_before(sentence) if s.index == sentence.index - 1]
        names, _ = _coming(doc, before[0]) if before and not with_clause(doc, clause)[1] else ((), False)
        if names and _is_company(doc, before[0], names[0]):
            yield from as_findings("party.unsaid", names, "C")


def _is_company(doc: Document, sentence: Sentence, name: Name) -> bool:
    # '가나다가 후원한 대회가 끝났다': of two subjects the first is not the sentence's own.
    if len(_COMING.findall(_RELATIVE.sub("", sentence.text))) > 1:
        return False
    marked = MARK.search(name.text) or _HEADED.match(doc.text, name.end)
    return bool(marked or introduces(doc.text[sentence.start : name.end]))
