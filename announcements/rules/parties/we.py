"""Who 'we' are in a company's own words: the one that introduces itself before it tells of signing with the city."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import MARK, Name
from announcements.korean.persons import has_common_family, is_three
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.parties.counterparties import attested_in, names_between
from announcements.rules.parties.lists import as_findings
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.registry import rule

_WE = re.compile(r"(?<![가-힣])(?:저희(?:\s회사)?|우리\s?회사|당사|폐사)(?:는|은|가|도|[와과])\s")
# '당사(주식회사 가나다)는'.
_WE_NAMED = re.compile(
    r"(?<![가-힣])(?:저희(?:\s회사)?|우리\s?회사|당사|폐사|본사)\s?\((?P<name>(?:[^()\n]|\([주유]\)){2,30})\)(?:는|은|가|이|도|[와과])\s"
)
_INTRODUCES = re.compile(
    r"(?:(?:안녕하세요|안녕하십니까|반갑습니다)[,.!]?\s)?"
    r"(?:[^.,!?\n]{2,40}?(?:팀|회사|기업|업체|스타트업|벤처|연구소|사람들),\s)?"
    r"(?P<words>[^.!?\n]{2,80}?)(?:입니다|이에요|예요)[^가-힣A-Za-z0-9]*(?:$|(?<=[)^;!~] ))"
)
# '가나다 막내 마케터', "가나다 홍보담당 '나래'", '가나다 마케팅팀'.
_JOB = re.compile(
    r"(?:\s(?:막내|신입|새내기))?\s(?:마케터|개발자|디자이너|인턴|(?:홍보|마케팅|기획|인사|운영|콘텐츠|개발)\s?(?:담당자?|팀|실|부)|직원|사원)"
    r"(?:\s'?[가-힣]{1,6}'?)?$"
)
_POLITE = re.compile(r"(?:습니다|[어든데]요|답니다)[^가-힣A-Za-z0-9]*$")
_MAYOR = re.compile(r"시장(?:님)?[과이]\s")
_SUBJECT = re.compile(r"[^\s,](?:은|(?<!에)(?<!에서)는|이|가)\s")
# Sentences at the beginning in which somebody introduces himself.
_FIRST = 4


@rule(
    "party.we",
    positive="로봇을 만드는 ㈜가나다입니다. 저희는 10일 광주시와 광주형 AI 비즈니스 업무협약을 체결했습니다.",
    negative="광주시 정책과입니다. 저희는 10일 ㈜가나다와 광주형 AI 비즈니스 업무협약을 체결했습니다.",
    gate=Gate(_WE, _WE_NAMED, _POLITE),
)
def we(doc: Document) -> Iterator[Finding]:
    """'We signed with the city', or nobody is said to: the one that the text's first sentences introduce as itself."""
    for clause in clauses(doc):
        named = _WE_NAMED.search(doc.text, clause.start, clause.pact_start) if clause.tense == "done" else None
        if named and MARK.search(named["name"]) and doc.cues.city_with.search(doc.text, named.end(), clause.pact_start):
            yield from as_findings("party.we", names_between(doc, *named.span("name"), strict=True), "C")
            return
    told = any(
        clause.tense == "done"
        and _is_ours(doc, clause)
        and (doc.cues.city_with.search(doc.text, clause.start, clause.pact_start) or _in_its_hall(doc, clause))
        for clause in clauses(doc)
    )
    names = _introduced(doc) if told else ()
    if len(names) == 1:
        yield from as_findings("party.we", names, "C")


def _in_its_hall(doc: Document, clause: Clause) -> bool:
    """'광주시청에서 시장님과 마주 앉아': opposite the mayor, in the hall, and nobody else."""
    words = doc.text[clause.start : clause.pact_start]
    mayor = _MAYOR.search(words) and any(f"{name}청" in words for name in doc.programme.city_names)
    return bool(mayor) and not with_clause(doc, clause)[1]


def _is_ours(doc: Document, clause: Clause) -> bool:
    if _WE.search(doc.text, clause.start, clause.pact_start):
        return True
    # '17일 광주시와 협약을 체결했습니다': what the writer tells of without a subject the writer did.
    alone = clause.start == clause.sentence.start and not _SUBJECT.search(doc.text, clause.start, clause.pact_start)
    return alone and clause.has_pact and bool(_POLITE.search(clause.sentence.text))


def _introduced(doc: Document) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for sentence in doc.prose[:_FIRST]:
        match = _INTRODUCES.match(doc.text, sentence.start, sentence.end)
        start, end = match.span("words") if match else (0, 0)
        job = _JOB.search(doc.text, start, end)
        end = _without_person(doc, start, job.start() if job else end)
        for name in names_between(doc, start, end, strict=True) if match else ():
            found.setdefault(name.text, name)
    return tuple(found.values())


_LAST_WORD = re.compile(r"(?:^|\s)(?P<word>\S{3})$")


def _without_person(doc: Document, start: int, end: int) -> int:
    """'가나다 김하나입니다', '김하나입니다': the writer's own name is no body's."""
    last = _LAST_WORD.search(doc.text[start:end])
    word = last["word"] if last else ""
    is_person = bool(word) and is_three(word) and has_common_family(word) and not attested_in(doc, word)
    return end - len(word) if is_person else end
