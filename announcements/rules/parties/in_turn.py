"""Organisations told in turn: some of them first, the rest after, together as many as the report says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name
from announcements.korean.numbers import NATIVE, to_int
from announcements.rules.parties.beside import SO_MANY, beside_signing, sizes_beside
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import OTHERS, PERSONS, as_findings, before_copula
from announcements.rules.registry import rule
from announcements.text import Sentence

_CAME = re.compile(
    r"(?P<particle>(?:\s등)?(?:이|가|도|은|는))\s(?:(?:가장\s)?먼저\s|나란히\s|함께\s|차례로\s|새로\s|이번에\s)?"
    r"(?:(?:협약|협약서|협약식|명단|대열|행렬|무대|단상)에(?:도)?\s)?(?:가장\s먼저\s|먼저\s|함께\s)?"
    r"(?:(?:앞줄|맨\s?앞|선두|앞장|첫머리|앞자리)(?:에|을)?\s?(?:섰|서고|섰고|나섰|앉)|가세|합류|동참|참여|함께했|서명|이름을\s|도장을\s|뒤를\s(?:이|따)|"
    r"뒤따|힘을\s(?:보|실|합)|줄을\s이|포문을\s|손을\s?(?:맞\s?)?잡|테이프를\s|협약서를\s(?:썼|쓰|주고받|교환|나눠))[가-힣]{0,4}(?:고|으며|며|다|데|는데)(?:,?\s|\.)"
)
_GATE = Gate(_CAME)
_LEAD = re.compile(
    r"(?:(?:이날|이번에|여기에|이어서?|뒤이어|그리고|또한?|다음으로|우선|(?:가장\s)?먼저|오전에?|오후에?|[이그]\s?[밖외]에)(?:는|도)?,?\s)?"
    r"(?:(?:협약|협약식|체결식|서명식|자리)에(?:는|서는)\s)?"
)


@rule(
    "party.in_turn",
    positive=(
        "광주시가 8일 AI 기업 4곳과 광주형 AI 비즈니스 협약을 맺었다. 로봇의 가나다와 라마바가 앞줄에 섰다. "
        "여기에 사아자, 차카타가 가세했다."
    ),
    negative=(
        "광주시가 8일 AI 기업 4곳과 광주형 AI 비즈니스 협약을 맺었다. 가나다와 라마바가 앞줄에 섰다. "
        "여기에 사아자, 차카타, 파하가가 가세했다."
    ),
    gate=_GATE,
)
def in_turn(doc: Document) -> Iterator[Finding]:
    """Two lists told one after the other ('가나다가 앞줄에 섰다. 여기에 라마바 등이 가세했다'), as many as signed."""
    lists = [found for s in doc.holding(_GATE) if beside_signing(doc, s) for found in _lists(doc, s)]
    for (place, first), (after, second) in pairwise(lists):
        names = {name.text: name for name in (*first, *second)}
        if after - place <= 1 and len(first) + len(second) == len(names) and len(names) in sizes_beside(doc):
            yield from as_findings("party.in_turn", tuple(names.values()), "C")
            return


def _lists(doc: Document, sentence: Sentence) -> Iterator[tuple[int, tuple[Name, ...]]]:
    """Who came, clause by clause; a sentence about persons or others tells of nobody."""
    if OTHERS.search(sentence.text) or PERSONS.search(sentence.text):
        return
    start = sentence.start
    for match in _CAME.finditer(doc.text, sentence.start, sentence.end):
        lead = _LEAD.match(doc.text, start, match.start())
        names = names_between(doc, lead.end() if lead else start, match.start(), strict=True)
        if names:
            yield sentence.index, names
        start = match.end()


_AMONG = re.compile(
    r"(?:은|는)\s(?P<list>[^.\n은는]{2,80}?)[을를]\s(?:비롯해|포함해|더해)\s(?:모두\s|총\s)?"
    rf"(?:(?P<n>\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?(?:기업|기관|업체))?|(?P<word>{'|'.join(SO_MANY)}))(?:이?다|로|이며)"
)
_THE_REST = re.compile(
    rf"나머지(?:\s(?:\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?(?:기업|기관|업체)|기업|회사|업체))?(?:은|는)\s"
)
_REST_GATE = Gate(_THE_REST)
_IS_CLOSED = re.compile(r"(?:\s등)?(?:이다|다|입니다|이었다|였다)[.]?$")


@rule(
    "party.rest",
    positive=(
        "광주시와 8일 광주형 AI 비즈니스 협약을 맺은 곳은 ㈜가나다를 비롯해 3개사다. 나머지는 라마바, ㈜사아자다."
    ),
    negative=(
        "광주시와 8일 광주형 AI 비즈니스 협약을 맺은 곳은 ㈜가나다를 비롯해 5개사다. 나머지는 라마바, ㈜사아자다."
    ),
    gate=_REST_GATE,
)
def rest(doc: Document) -> Iterator[Finding]:
    """One of those that signed, their number, and the rest in the next sentence: as many as the number."""
    for sentence in doc.holding(_REST_GATE):
        before = doc.body_before(sentence)[-1:]
        opened = _THE_REST.match(doc.text, sentence.start, sentence.end)
        among = _AMONG.search(doc.text, before[0].start, before[0].end) if opened and before else None
        closed = _IS_CLOSED.search(doc.text, opened.end(), sentence.end) if opened else None
        if not (opened and among and closed and beside_signing(doc, before[0])):
            continue
        size = SO_MANY[among["word"]] if among["word"] else to_int(among["n"])
        names = names_between(doc, *among.span("list"), strict=True)
        others = names_between(doc, opened.end(), before_copula(doc, closed), strict=True)
        if names and others and len(names) + len(others) == len({name.text for name in names + others}) == size:
            yield from as_findings("party.rest", names + others, "B")
