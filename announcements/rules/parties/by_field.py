"""Who signed, field by field: '헬스케어에서는 가나와 다라, 로봇에서는 마바와 사아가 …'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name
from announcements.rules.parties.beside import beside_signing, sizes_beside
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import OTHERS, PERSONS, as_findings, before_copula
from announcements.rules.registry import rule

_FIELD = r"[^\s,.]{2,10}(?:\s분야)?(?:에서는|에서|에는|쪽은|로는|분야는)"
_BY_FIELD = re.compile(rf"{_FIELD}\s[^,.\n]{{2,60}}(?:,\s{_FIELD}\s[^,.\n]{{2,60}}){{1,20}}")
_ONE = re.compile(rf"(?:^|(?<=,\s)){_FIELD}\s(?P<list>[^,\n]{{2,60}}?)(?=,\s|$)")
_NOT_SIGNING = re.compile(r"협찬|후원|참석|공연|전시|시상|축하|만찬|식전|[12]부에서|거절|불참|탈락|빠졌|떠났")
_ENDS = re.compile(r"(?<=[^\s])(?:이|가|은|는|이다|다)\s.{0,40}$|\s등.{0,40}$")


@rule(
    "party.by_field",
    positive=("광주시가 8일 AI 기업 4곳과 협약을 체결했다. 로봇에서는 가나다와 라마바, 보안에서는 사아자와 차카타다."),
    negative=("광주시가 8일 AI 기업 4곳과 협약을 체결했다. 로봇에서는 인재와 기술, 보안에서는 시장이 모자란다고 했다."),
    gate=Gate(_BY_FIELD),
)
def by_field(doc: Document) -> Iterator[Finding]:
    """Names after the field each works in, together as many as the report says."""
    for sentence in doc.prose:
        match = _BY_FIELD.search(doc.text, sentence.start, sentence.end) if beside_signing(doc, sentence) else None
        beside = _NOT_SIGNING.search(sentence.text) or OTHERS.search(sentence.text) or PERSONS.search(sentence.text)
        if not match or beside:
            continue
        names: list[Name] = []
        for one in _ONE.finditer(match.group()):
            start, end = (match.start() + at for at in one.span("list"))
            closed = _ENDS.search(doc.text, start, end)
            found = names_between(doc, start, closed.start() if closed else end, strict=True)
            if not found:
                names = []
                break
            names += found
        if len(names) > 1 and len(names) in sizes_beside(doc):
            yield from as_findings("party.by_field", tuple(names), "C")


# '교통 분야의 ▲가나다 ▲라마바, 의료 분야 사아자와 차카타다'.
_IN_FIELD = re.compile(r"(?:^|(?<=\s))▲?[^\s,▲]{1,10}\s(?:분야|부문)(?:의|에|에서|에선|에는|에서는|로는)?\s(?=[^\s])")
_FIELDS = Gate(_IN_FIELD)
_IS_CLOSED = re.compile(
    r"(?:\s등)?(?:이?다|이었다|였다|입니다)\.?$"
    r"|(?:\s등)?[이가]\s(?:[^\s,]{1,6}\s){0,2}(?:참여|함께|합류|동참|이름을|서명|협약)[^,.]{0,10}다\.?$"
)
_MOST_FIELDS = 20


@rule(
    "party.in_fields",
    positive=(
        "광주시가 8일 AI 기업 4곳과 협약을 체결했다. 기업은 로봇 분야의 ▲가나다 ▲라마바, 보안 분야의 ▲사아자 ▲차카타다."
    ),
    negative=(
        "광주시가 8일 AI 기업 5곳과 협약을 체결했다. 기업은 로봇 분야의 ▲가나다 ▲라마바, 보안 분야의 ▲사아자 ▲차카타다."
    ),
    gate=_FIELDS,
)
def in_fields(doc: Document) -> Iterator[Finding]:
    """Lists of names, each behind its field, together as many as the report says."""
    for sentence in doc.holding(_FIELDS):
        fields = list(_IN_FIELD.finditer(doc.text, sentence.start, sentence.end))
        if not 1 < len(fields) <= _MOST_FIELDS or not beside_signing(doc, sentence):
            continue
        closed = _IS_CLOSED.search(doc.text, fields[-1].end(), sentence.end)
        if not closed or OTHERS.search(sentence.text) or PERSONS.search(sentence.text):
            continue
        ends = [field.start() for field in fields[1:]] + [before_copula(doc, closed)]
        lists = [
            names_between(doc, field.end(), _without_comma(doc, end), strict=True)
            for field, end in zip(fields, ends, strict=True)
        ]
        names = {name.text: name for found in lists for name in found}
        if all(lists) and len(names) == sum(map(len, lists)) and len(names) in sizes_beside(doc):
            yield from as_findings("party.in_fields", tuple(names.values()), "C")


def _without_comma(doc: Document, end: int) -> int:
    while doc.text[end - 1] in " ,":
        end -= 1
    return end
