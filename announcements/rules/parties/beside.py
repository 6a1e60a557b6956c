"""Organisations as a sentence beside the signing gives them: '…가 그 주인공이다', '…도 함께 서명했다'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import MARK, Name, introduces
from announcements.korean.numbers import NATIVE, to_int
from announcements.korean.ordinals import GATE as ORDINALS
from announcements.korean.ordinals import ordinals
from announcements.korean.particles import OVER, has_final_consonant
from announcements.rules.pacts.clauses import clauses
from announcements.rules.pacts.words import NAMES_PACT, PACT
from announcements.rules.parties.count import COUNT, sums_of_sorts
from announcements.rules.parties.counterparties import attested_in, names_between
from announcements.rules.parties.heads import of_heads
from announcements.rules.parties.lists import (
    NOT_LISTED_WITHOUT,
    OTHERS,
    PERSONS,
    as_findings,
    asked_of_others,
    before_copula,
)
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.parties.of_size import is_sure
from announcements.rules.registry import rule
from announcements.text import Sentence

_ADVERBS = (
    r"(?:(?:바로|그|이번|이날|모두|각각|나란히|함께|새로|새롭게|차례로|잇달아|잇따라|공식|먼저|최종|이번에|시와)\s)"
    r"{0,3}"
)
_ONE_OF = r"(?:주인공|상대|상대방|당사자|동반자|파트너|식구|손님|얼굴|대상)"
_ARE = re.compile(
    rf"[이가]\s{_ADVERBS}(?:(?:이번\s|이날\s)?(?:협약|협력|인연|약속|서명|새)(?:의|을\s맺은|에\s참여한)?\s?)?"
    rf"{_ONE_OF}(?:들)?(?:이?다|입니다|이었다|였다|이며|으?로,|[이가]\s?[됐되])"
)
_THEY_ARE = re.compile(
    rf"(?:^|(?<=\s))(?:(?:이번|이날)\s)?(?:협약|협력|서명|인연)?(?:의|을\s맺은)?\s?(?:그\s)?{_ONE_OF}(?:들)?[은는]\s(?:바로\s)?(?=\S)"
    r"|(?:이번에|이날|새로)\s(?:손을\s?(?:맞)?잡은|손잡은|협약을\s(?:맺은|체결한)|협약한|서명한|합류한|함께한|동참한)\s(?:곳|기업|회사|업체)[은는]\s"
    # '58번째 인공지능 협약 기업은 ㈜가나다다'.
    r"|번째\s(?:[^\s,.]{1,10}\s){0,3}?협약\s(?:기업|기관|업체)[은는]\s(?:바로\s)?(?=\S)"
)
_CLOSES = re.compile(
    r"(?:\s등)?(?:\s\d{1,2}\s?(?:개사|곳|개\s?기업))?(?:이다|다|입니다|이었다|였다|(?:이에|예)요|이?랍니다)[.!]?$"
    # '상대는 가나다와 라마바 두 회사.': the noun ends the sentence.
    rf"|\s(?:\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?기업|회사|기업|업체)\.$"
)
_COUNT_AT_END = re.compile(rf"\s(\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?기업|회사|기업|업체)\.?$")
_SIGNED_UP = re.compile(
    rf"[이가도은는]\s{_ADVERBS}(?:[^\s,]{{2,8}}와의\s)?(?:(?:이번\s|이날\s)?(?:{PACT})['\"]?에\s)?{_ADVERBS}"
    r"(?:서명(?:했|하며)|이름을\s(?:올렸|적었|새겼)|도장을\s찍었|합류했|동참했|참여했|함께(?:했|다\.|였다)|뜻을\s(?:모았|함께했|같이했)|"
    r"손을\s?(?:맞\s?)?잡았|한배를\s탔|새\s식구가\s됐|(?:대열에\s)?가세했)"
)
_LEAD = re.compile(
    r"(?:(?:이날|이번에|이번|여기에|우선|먼저)(?:는|도)?,?\s)?(?:(?:협약|협약식|체결식|서명식|자리)에(?:는|서는)\s)?"
)
# '실증 사업에는 가나다가 참여했다': what they took part in stands before them.
_ELSEWHERE = re.compile(r"(?:에는|에서는|에서도|에도|으로는|로는)\s|[에]\s?$")
_ALSO = re.compile(r"(?:같은\s(?:자리|날|시각)(?:에서|에)?(?:는|도)?|여기에|또한|또)\s")
_BRACKET = re.compile(r"\([^()\n]{1,30}\)")
_GATE = Gate(_ARE, _THEY_ARE, _SIGNED_UP)
_VERB = re.compile(rf"(?:[{OVER}는한된른있없]다|(?<!입)니다)\.?$|[이가은는]\s[^,\s]{{1,6}}(?:\s[^,\s]{{1,8}})?다\.?$")
_RELATIVE = re.compile(r"[을를]\s(?:[가-힣]{1,6}\s)?[가-힣]{1,5}는\s")
SO_MANY = {"둘": 2, "셋": 3, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7}
_SO_MANY_BODIES = re.compile(rf"(?:기업|업체|회사|기관)\s({'|'.join(SO_MANY)})(?=[이을과이의])")
# Sentences after the signing that may still say who signed.
_NEAR = 3


def beside_signing(doc: Document, sentence: Sentence) -> bool:
    places = doc.once("signed in", lambda d: {c.sentence.index for c in clauses(d) if c.tense == "done"})
    return sentence.role == "body" and any(sentence.index - away in places for away in range(-1, _NEAR + 1))


def sizes_beside(doc: Document) -> set[int]:
    """Every number of organisations that the headlines and the sentences beside the signing give."""
    return doc.once(
        "sizes beside",
        lambda d: (
            {
                to_int(match[1])
                for s in d.prose
                if s.role == "headline" or s in d.prose[:2] or beside_signing(d, s)
                for match in COUNT.finditer(s.text)
            }
            | {n for s in d.prose if s.role == "headline" or beside_signing(d, s) for n in sums_of_sorts(s.text)}
            | {SO_MANY[match[1]] for s in d.prose[:3] for match in _SO_MANY_BODIES.finditer(s.text)}
        ),
    )


def sizes_of_ranges(doc: Document) -> set[int]:
    """How many agreements each range of ordinals in the text spans."""
    return doc.once(
        "sizes of ranges", lambda d: {o.last - o.first + 1 for s in d.holding(ORDINALS) for o in ordinals(s.text)} - {1}
    )


def _sure(doc: Document, names: tuple[Name, ...]) -> bool:
    """As many as the report says there are, or names by their form or by their use elsewhere."""
    if len(names) in sizes_beside(doc) or _complete(doc, names):
        return True
    return bool(names) and all(MARK.search(name.text) or attested_in(doc, name.text) for name in names)


def _complete(doc: Document, names: tuple[Name, ...]) -> bool:
    """With those that the signing's own sentence names, are they as many as the report says?"""
    named = {name.text for c in clauses(doc) if c.tense == "done" and c.has_pact for name in with_clause(doc, c)[1]}
    other = {name.text for name in names}
    return bool(named and other) and not named & other and len(named) + len(other) in sizes_beside(doc)


def _names(doc: Document, start: int, end: int) -> tuple[Name, ...]:
    # '가나다(대표 김하나)': whose head it is does not make it a person.
    if PERSONS.search(_BRACKET.sub("", doc.text[start:end])):
        return ()
    names = names_between(doc, start, end, strict=True)
    # '농업 데이터 기업 가나다': introduced as what it is.
    introduced = len(names) == 1 and introduces(doc.text[start : names[0].end])
    return names if introduced or _sure(doc, names) else ()


@rule(
    "party.the_ones",
    positive="광주시가 8일 AI 기업 2곳과 광주형 AI 비즈니스 협약을 체결했다. 가나다, 라마바가 그 주인공이다.",
    negative="광주시가 8일 AI 기업 2곳과 광주형 AI 비즈니스 협약을 체결했다. 시민과 기업이 그 주인공이다.",
    gate=_GATE,
)
def the_ones(doc: Document) -> Iterator[Finding]:
    """A sentence beside the signing says who they are ('가나다, 라마바가 그 주인공이다', '상대는 가나다다')."""
    for sentence in doc.holding(_GATE):
        if not beside_signing(doc, sentence) or OTHERS.search(sentence.text):
            continue
        match = _ARE.search(doc.text, sentence.start, sentence.end)
        if match:
            yield from as_findings("party.the_ones", _names(doc, _after_lead(doc, sentence), match.start()), "C")
        opened = _THEY_ARE.search(doc.text, sentence.start, min(sentence.end, sentence.start + 120))
        closed = _CLOSES.search(doc.text, opened.end(), sentence.end) if opened else None
        if opened and not closed and not sentence.text.endswith(("다.", "다")):
            # '이번에 손을 잡은 곳은 로봇 기업 가나다.'
            names = names_between(doc, opened.end(), sentence.end, strict=True)
            alone = len(names) == 1 and introduces(doc.text[opened.end() : names[0].end])
            if alone or (len(names) > 1 and len(names) in sizes_beside(doc) | sizes_of_ranges(doc)):
                yield from as_findings("party.the_ones", names, "C")
        if opened and closed:
            counted = _COUNT_AT_END.search(closed.group())
            span = (opened.end(), before_copula(doc, closed))
            names = names_between(doc, *span, strict=True) if counted else _names(doc, *span)
            if len(names) == (to_int(counted[1]) if counted else 1) or len(names) in sizes_beside(doc):
                yield from as_findings("party.the_ones", names, "C")


@rule(
    "party.signed_up",
    positive=(
        "광주시가 8일 AI 기업 2곳과 광주형 AI 비즈니스 협약식을 열었다. 가나다와 라마바가 협약서에 이름을 올렸다."
    ),
    negative="광주시가 8일 AI 기업 2곳과 광주형 AI 비즈니스 협약식을 열었다. 지역 대학과 연구소도 행사에 동참했다.",
    gate=_GATE,
)
def signed_up(doc: Document) -> Iterator[Finding]:
    """A sentence beside the signing says who signed, without the city ('가나다와 라마바가 협약서에 서명했다')."""
    for particle, names in _signers(doc):
        if particle != "도":
            yield from as_findings("party.signed_up", names, "C")


@rule(
    "party.also_signed",
    positive="광주시가 8일 ㈜가나다와 광주형 AI 비즈니스 협약을 맺었다. 이날 AI 기업 라마바도 협약서에 이름을 올렸다.",
    negative="광주시가 8일 ㈜가나다와 광주형 AI 비즈니스 협약을 맺었다. 이날 로봇 기업 라마바도 행사에 이름을 올렸다.",
    gate=_GATE,
)
def also_signed(doc: Document) -> Iterator[Finding]:
    """Who signed besides those named in the signing's own sentence ('라마바도 협약서에 이름을 올렸다')."""
    for particle, names in _signers(doc):
        if particle == "도":
            yield from as_findings("party.also_signed", names, "C")


def _signers(doc: Document) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """Names beside the signing that signed, with the particle after them."""
    for sentence in doc.holding(_GATE):
        if not beside_signing(doc, sentence) or OTHERS.search(sentence.text):
            continue
        match = _SIGNED_UP.search(doc.text, sentence.start, sentence.end)
        if match and not _ALSO.match(sentence.text) and not doc.cues.other_pact.search(match.group()):
            start = _after_lead(doc, sentence)
            names = _names(doc, start, match.start())
            # '㈜가나다 대표 김하나, 라마바 대표 이두리가 협약서에 서명했다'.
            if not names and NAMES_PACT.search(match.group()) and PERSONS.search(doc.text, start, match.start()):
                names = of_heads(doc, start, match.start())
            # Without a word of the pact they may have joined anything: only as many as signed are those who did.
            theirs = NAMES_PACT.search(sentence.text) or len(names) in sizes_beside(doc) or _complete(doc, names)
            if theirs and names and not _ELSEWHERE.search(doc.text, start, names[0].start):
                yield match.group()[0], names


# '협찬은 가나다, 라마바다', '다루는 것은 의료 영상, 음성 합성이다': the sentence says of what it is a list.
_HEADED = re.compile(
    r"(?:것|분야|기술|제품|무기|품목|서비스|관심사|주력|특징|공통점|고객|협찬|후원|고향|둥지|목적지|보금자리|사무[실소]|본사|주소|행선지)(?:은|는)\s"
)
_SEVERAL = re.compile(r",\s|[와과]\s")


@rule(
    "party.list_only",
    positive="AI 기업 2곳이 광주에 온다. 로봇의 가나다, 음성의 라마바다. 시는 8일 이들과 AI 협약을 체결했다.",
    negative="AI 기업 2곳이 광주에 온다. 의료와 문화, 로봇의 만남이다. 시는 8일 이들과 AI 협약을 체결했다.",
)
def list_only(doc: Document) -> Iterator[Finding]:
    """A sentence beside the signing is nothing but names, as many as the report says ('로봇의 가나다, …다')."""
    for sentence in doc.prose:
        # Most sentences end in a verb: its 다 follows a consonant.
        ending = sentence.text.rstrip(". ")[-2:]
        is_copula = ending in ("예요", "에요") or (ending[1:] == "다" and not has_final_consonant(ending[:1]))
        if not is_copula or not _SEVERAL.search(sentence.text):
            continue
        closed = _CLOSES.search(doc.text, sentence.start, sentence.end) if beside_signing(doc, sentence) else None
        if (
            closed
            and not NOT_LISTED_WITHOUT.search(sentence.text)
            and not OTHERS.search(sentence.text)
            and not asked_of_others(doc, sentence)
            and not _VERB.search(_RELATIVE.sub(" ", sentence.text))
        ):
            names = _names(doc, sentence.start, before_copula(doc, closed))
            headed = _HEADED.search(sentence.text) or any(re.search(r"[은는]\s", name.text) for name in names)
            # '낙상 감지기와 배회 알림이다': things, unless one of them is a name for certain.
            things = all(" " in name.text and not is_sure(doc, name) for name in names)
            if len(names) > 1 and len(names) in sizes_beside(doc) and not headed and not things:
                yield from as_findings("party.list_only", names, "C")


_WHO = re.compile(
    r"(?:누구|어떤\s(?:기업|회사|업체|곳)|어느\s(?:기업|회사|업체|곳))(?:와|과|들)?[^.?\n]{0,14}?(?:가|나|까|냐|나요|죠|요)[.?]$"
    # '이번에 서명한 곳은?'.
    r"|(?:(?:서명|협약|합류|참여)한|협약을\s(?:맺은|체결한)|손을?\s?잡은|이번|새|협약)\s(?:곳|기업|회사|업체|상대|상대방|주인공|파트너|식구)(?:은|는)\?$"
)
_ASKED = Gate(_WHO)


@rule(
    "party.answered",
    positive="Q. 광주시가 8일 AI 기업 2곳과 AI 비즈니스 협약을 맺었다.\nQ. 어떤 기업인가.\nA. 가나다와 라마바다.",
    negative="Q. 광주시가 8일 AI 기업 2곳과 AI 비즈니스 협약을 맺었다.\nQ. 누가 돕나.\nA. 가나다와 라마바다.",
    gate=_ASKED,
)
def answered(doc: Document) -> Iterator[Finding]:
    """A sentence beside the signing is nothing but names, right after the question who they are."""
    for question in doc.holding(_ASKED):
        answer = next(iter(doc.sentences[question.index + 1 : question.index + 2]), None)
        if not answer or not (beside_signing(doc, answer) or _soon_told(doc, answer)):
            continue
        if not _WHO.search(question.text) or OTHERS.search(question.text):
            continue
        closed = _CLOSES.search(doc.text, answer.start, answer.end)
        if closed and not _VERB.search(_RELATIVE.sub(" ", answer.text)):
            span = (answer.start, before_copula(doc, closed))
            counted = _COUNT_AT_END.search(doc.text[slice(*span)])
            names = names_between(doc, *span, strict=True) if counted else ()
            own = counted and len(names) == to_int(counted[1])
            yield from as_findings("party.answered", names if own else _names(doc, *span), "C")


def _soon_told(doc: Document, answer: Sentence) -> bool:
    """Does one of the next answers tell of the signing?"""
    after = doc.sentences[answer.index + 1 : answer.index + 4]
    return answer.role == "body" and any(beside_signing(doc, s) for s in after)


def _after_lead(doc: Document, sentence: Sentence) -> int:
    lead = _LEAD.match(doc.text, sentence.start, sentence.end)
    return lead.end() if lead else sentence.start
