"""How many organisations signed, as the report counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NATIVE, to_int
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.words import LARGEST_BATCH
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.registry import rule

COUNT = re.compile(
    rf"(?<![\d.,~\ufffd])(\d{{1,3}}|{NATIVE})\s?(?:개\s?(?:[A-Za-z가-힣()]{{1,10}}\s?)?(?:기업·(?:기관|단체|협회)|기관·기업|기업|업체|"
    rf"회사|기관|단체|협회|곳)|개\s?사|곳|(?:업체|기업|회사|기관)(?=들?[와과가는은의이]|\s모두\s))"
)
# '협약을 체결한 기업 4곳에'.
_DESCRIBED_COUNT = re.compile(
    rf"\s(?:[^\s,]{{1,8}}\s?)?(?:기업|기관|업체|회사)\s(?P<n>\d{{1,2}}|{NATIVE})\s?(?:개사|곳)(?![가-힣]{{2}})"
)


@rule(
    "party_count.stated",
    positive="시는 3일 ㈜가나다 등 7개사와 협약을 체결했다.",
    negative="시는 3일 ㈜가나다와 12번째 협약을 체결했다.",
)
def count_stated(doc: Document) -> Iterator[Finding]:
    """How many organisations the signing sentence says there are ('등 7개사와')."""
    for clause in (c for c in clauses(doc) if c.tense in ("done", "going_on", "named")):
        if not clause.has_pact and clause.tense != "done":
            continue
        described = _DESCRIBED_COUNT.match(doc.text, clause.end) if clause.tense == "done" else None
        if described:
            yield Finding(
                "party_count.stated",
                "party_count",
                *described.span("n"),
                value_count=to_int(described["n"]),
                value_text=described["n"],
            )
        yield from _with_others(doc, clause)
        for match in COUNT.finditer(doc.text, clause.start, clause.pact_start):
            tail = doc.text[match.end() : match.end() + 330]
            if re.match(r"(?:들)?(?:\([^)\n]{1,300}\))?(?:[와과]|가\s|이\s|는\s|\s?(?:대표|등과))", tail):
                value = to_int(match[1]) + _group_before(doc, clause, match.start())
                if value > LARGEST_BATCH or _ANOTHER_NEXT.match(doc.text, match.end(), clause.pact_start):
                    continue
                yield Finding(
                    "party_count.stated", "party_count", *match.span(), value_count=value, value_text=match.group()
                )


# '가나다 등 기업 2곳, 라마바연구원 등 기관 1곳과', '가나다 등 반도체 기업 3곳, 그리고 라마바 등 AI 기업 5곳과'.
_GROUP = re.compile(rf"\s등\s(?:[^\s,\d]{{1,8}}\s){{0,3}}?{COUNT.pattern}(?=,\s|[과와],?\s)")
_SECOND = re.compile(r"\s등\s(?!모두|총|도합|합쳐)(?:[^\s,\d]{1,8}\s){0,3}$")


# '기업 3곳, 단체 1곳과'.
_OTHER_SORT = re.compile(r"(?:기업|업체|회사)\s(\d{1,2})\s?(?:개사|곳|개)(?:(?:,|과|와|\s및)\s|·)(?:[^\s,\d]{1,8}\s)$")
# 'AI 팹리스 2곳·소프트웨어 3곳과', '서울 2개사, 경기 3개사와'; not '부서 2곳, 모두 3곳과'.
_OF_ALL = r"(?!모두|총|도합|합쳐|전체|누적|이번|이날|이달|올해|오늘|새로)"
_MOST_SORTS = 6
_ANOTHER_NEXT = re.compile(rf"[과와]\s{_OF_ALL}(?:[^\s,\d]{{1,10}}\s){{1,2}}\d{{1,2}}\s?(?:개사|곳)[과와이가는]\s")
_TWO_SORTS = re.compile(
    rf"(?<![\d.,~])(\d{{1,2}})\s?(?:개사|곳)(?:(?:,|과|와|\s및)\s|·|\s·\s){_OF_ALL}(?:[^\s,\d]{{1,10}}\s){{1,2}}$"
)


def _group_before(doc: Document, clause: Clause, position: int) -> int:
    """How many a first group counts, where the number at the position counts a second one only."""
    second = _SECOND.search(doc.text, max(clause.start, position - 30), position)
    first = _GROUP.search(doc.text, clause.start, position) if second else None
    first = first or _OTHER_SORT.search(doc.text, max(clause.start, position - 24), position)
    if first:
        return to_int(first[1])
    value = 0
    for _ in range(_MOST_SORTS):
        first = _TWO_SORTS.search(doc.text, max(clause.start, position - 30), position)
        if not first:
            break
        value, position = value + to_int(first[1]), first.start()
    return value


_AND_MORE = re.compile(
    r"(?<![\d.,~])(?P<n>\d{1,2})\s?(?:개사|곳|개\s?(?:[A-Za-z가-힣]{1,6}\s)?(?:기업|업체))(?:\s및|[과와])\s"
)


def _with_others(doc: Document, clause: Clause) -> Iterator[Finding]:
    """'7개 AI 기업 및 한국가나협회와': those counted and those named after them."""
    match = _AND_MORE.search(doc.text, clause.start, clause.pact_start)
    names = with_clause(doc, clause)[1] if match else ()
    if match and names and all(name.start >= match.end() for name in names):
        value = int(match["n"]) + len(names)
        yield Finding(
            "party_count.stated", "party_count", *match.span("n"), value_count=value, value_text=match.group().strip()
        )


def sums_of_sorts(text: str) -> Iterator[int]:
    """'팹리스 2곳, 소프트웨어 기업 3곳': five."""
    for match in COUNT.finditer(text):
        first = _TWO_SORTS.search(text, max(0, match.start() - 30), match.start())
        if first:
            yield to_int(first[1]) + to_int(match[1])


_ACTS = re.compile(r"(?:들)?[이가]\s")
# '이들 기업과', '이들은 시와'.
_THESE = re.compile(r"(?<![가-힣])이들(?:\s?(?:기업|회사|업체|기관|기업·기관))?(?:과|와|은|는|이|가)\s")


@rule(
    "party_count.said_before",
    positive="인공지능 기업 4개사가 광주로 온다. 시는 3일 이들 기업과 광주형 AI 비즈니스 협약을 체결했다.",
    negative="인공지능 기업 40개사를 시가 불렀다. 시는 3일 ㈜가나다와 광주형 AI 비즈니스 협약을 체결했다.",
    gate=Gate(_THESE),
)
def count_said_before(doc: Document) -> Iterator[Finding]:
    """The signing says 'these', and the subject of the sentence before is so many organisations."""
    for clause in (c for c in clauses(doc) if c.tense == "done" and c.has_pact and c.sentence.role == "body"):
        if not _THESE.search(doc.text, clause.start, clause.pact_start):
            continue
        if COUNT.search(doc.text, clause.start, clause.pact_start):
            continue
        for before in doc.body_before(clause.sentence)[-1:]:
            found = list(COUNT.finditer(doc.text, before.start, before.end))
            if len(found) != 1 or not _ACTS.match(doc.text, found[0].end()):
                continue
            words, value = found[0].group(), to_int(found[0][1])
            if value <= LARGEST_BATCH:
                yield Finding(
                    "party_count.said_before", "party_count", *found[0].span(), value_count=value, value_text=words
                )


def stated_count(doc: Document, findings: list[Finding], told: tuple[Clause, ...]) -> list[Finding]:
    """The number of parties: from the signing's sentences, body first; silent where they differ."""
    places = {clause.sentence.index for clause in told}
    # What the signing refers back to counts like its own words.
    referred = {index - 1 for index in places}
    found = [
        f
        for f in findings
        if doc.sentence_at(f.start).index in (referred if f.rule_id == "party_count.said_before" else places)
    ]
    # '이로써 총 254개 기업과': a sum beside the size of the batch.
    summed = [f for f in found if re.search(r"(?:총|모두|누적|전체)\s?$", doc.text[max(0, f.start - 4) : f.start])]
    # '기업 4곳과 협회 등 총 5곳': the sum of the batch itself.
    whole = [
        f for f in summed if (f.value_count or 0) <= LARGEST_BATCH and doc.text[f.start - 6 : f.start].find("등 ") >= 0
    ]
    found = whole or [f for f in found if f not in summed] or found
    body = [f for f in found if doc.sentence_at(f.start).role == "body"]
    chosen = body or found
    return chosen[:1] if len({f.value_count for f in chosen}) == 1 else []
