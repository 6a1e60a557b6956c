"""Organisations told in turn: some of them first, the rest after, together as many as the report says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name
from announcements.rules.counterparties import names_between
from announcements.rules.party_beside import beside_signing, sizes_beside
from announcements.rules.party_lists import OTHERS, PERSONS, as_findings
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
