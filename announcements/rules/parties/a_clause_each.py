"""Organisations told of in turn: each the subject of a clause or of a speech, as many as the report says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import FIELD_WORDS, Name
from announcements.korean.particles import agrees
from announcements.rules.parties.beside import beside_signing, sizes_beside
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.heads import of_each_head
from announcements.rules.parties.introduced import NO_PARTY
from announcements.rules.parties.lists import OTHERS, PERSONS, as_findings
from announcements.rules.parties.of_size import is_public, is_sure
from announcements.rules.registry import rule

_OF_THEM = re.compile(
    r"(?:(?:이|그)\s?(?:가운데|중)|(?:[두세네]|다섯|여섯|일곱)\s?(?:기업|회사|곳|업체)\s?(?:가운데|중))(?:에서|에)?,?\s"
)
_CLAUSE = re.compile(r"(?:[^,\n]|,(?!\s))+(?:,\s|$)")
_SUBJECT = re.compile(r"(?P<name>[^\s,'\"]{2,16}(?:\s[^\s,'\"]{2,10})?)(?P<particle>은|는|이|가)\s")
_MOST_CLAUSES = 24


@rule(
    "party.in_clauses",
    positive=(
        "광주시가 8일 AI 기업 2곳과 업무협약을 체결했다. 두 기업 가운데 ㈜가나다는 로봇을 만들고, "
        "라마바는 음성을 합성한다."
    ),
    negative="광주시가 8일 AI 기업 2곳과 업무협약을 체결했다. 시는 공간을 내주고, 대학은 인력을 대기로 했다.",
)
def in_clauses(doc: Document) -> Iterator[Finding]:
    """Clauses of one sentence beside the signing, each with an organisation as its subject, as many as signed."""
    for sentence in doc.prose:
        if "," not in sentence.text or not beside_signing(doc, sentence):
            continue
        if OTHERS.search(sentence.text) or PERSONS.search(sentence.text):
            continue
        of_them = _OF_THEM.match(doc.text, sentence.start, sentence.end)
        names = _subjects(doc, of_them.end() if of_them else sentence.start, sentence.end)
        sure = bool(of_them) or sum(is_sure(doc, name) for name in names) * 2 >= len(names)
        if sure and len(names) > 1 and len(names) in sizes_beside(doc):
            yield from as_findings("party.in_clauses", names, "C")


def _subjects(doc: Document, start: int, end: int) -> tuple[Name, ...]:
    """The subject of each clause; none where one of them has none that may be an organisation."""
    found: list[Name] = []
    clauses = list(_CLAUSE.finditer(doc.text, start, end))
    for clause in clauses if len(clauses) <= _MOST_CLAUSES else ():
        subject = _SUBJECT.match(doc.text, clause.start(), clause.end())
        if not subject or not agrees(subject["name"], subject["particle"]) or NO_PARTY.search(subject["name"]):
            return ()
        names = names_between(doc, *subject.span("name"), strict=True)
        if len(names) != 1 or is_public(names[0]) or names[0].text in FIELD_WORDS:
            return ()
        found += names
    return tuple(found) if len({name.text for name in found}) == len(found) else ()


_SPOKE = re.compile(r"(?P<who>[^\s,'\"]{2,20}(?:\s[^\s,'\"]{1,12}){1,3}?\s?(?:공동)?대표(?:이사)?)(?:은|는|도)\s(?=\")")
_SPEECHES = Gate(_SPOKE)
# Fewer may be those who spoke by chance.
_FEWEST = 3


@rule(
    "party.spoke",
    positive=(
        '광주시가 8일 AI 기업 3곳과 업무협약을 체결했다. ㈜가나다 김하나 대표는 "반갑다"고 했다. '
        '라마바 이두리 대표는 "온다"고 했다. 사아자 박세나 대표는 "뽑겠다"고 했다.'
    ),
    negative=(
        '광주시가 8일 AI 기업 4곳과 업무협약을 체결했다. ㈜가나다 김하나 대표는 "반갑다"고 했다. '
        '라마바 이두리 대표는 "온다"고 했다. 사아자 박세나 대표는 "뽑겠다"고 했다.'
    ),
    gate=_SPEECHES,
)
def spoke(doc: Document) -> Iterator[Finding]:
    """Whose heads spoke after the signing, each in a sentence of his own, as many as the report says there are."""
    speeches = (_SPOKE.match(doc.text, sentence.start, sentence.end) for sentence in doc.holding(_SPEECHES))
    spoken = {match["who"]: match.span("who") for match in speeches if match}
    found = {name.text: name for name in of_each_head(doc, list(spoken.values()))}
    if len(found) >= _FEWEST and len(found) in sizes_beside(doc):
        yield from as_findings("party.spoke", tuple(found.values()), "C")
