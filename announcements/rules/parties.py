"""Who signed with the city: lists from every place that gives one, and the choice among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from announcements.document import Document, Finding
from announcements.korean.names import LEGAL_FORM, Name
from announcements.korean.numbers import NATIVE, to_int
from announcements.organisations import name_key
from announcements.records import Grade
from announcements.rules.clauses import Clause, clauses
from announcements.rules.partners import names_between, with_clause
from announcements.rules.registry import rule
from announcements.text import Sentence

_ORGANISATIONS = r"(?:기업|기관|업체|회사|단체|협회|곳|개사|\d사)"
_LISTED = re.compile(
    rf"(?:[-○◇■□*]\s?)?(?!이\s|두\s|양\s|해당\s|[^\s]*(?:회사|협회)(?:는|은))(?:[^,.▲]{{0,40}}?\s)"
    rf"?[^\s,▲]{{0,14}}?{_ORGANISATIONS}(?:들)?(?:으로는|로는|은|는|:|\s:)\s?(?=[^\s])"
)
_LIST_END = re.compile(
    r"(?:\s?등)?\s?(?:[^\s,▲]{0,8}\s)?(?:\d{1,3}\s?(?:개사|곳|개\s?기업|개\s?업체|개\s?기관|개|사))?\s?(?:이다|"
    r"다|입니다|이며|으로|로)?[.]?$"
)
_OTHERS = re.compile(
    r"주주|유망\s?100|100대|계열|참석|고객|경쟁|투자사|제품|자회사|협력사|서비스로|앞서|지난해|모델|솔루션은|"
    r"나머지|선정|포함돼|들어 있"
)
_JOINED = re.compile(
    r"\s등(?:이|도|은|과)?\s(?:새로\s|함께\s|이번에\s)?(?:손을\s?잡았|손잡았|함께했|동참했|참여했|참여한다|"
    r"합류했|이름을 올렸|협약에 참여|뜻을 모았)"
)
_HEADLINE_PAIR = re.compile(
    r"(?<![^\s'\"])(?P<city>\S{1,6}?)\s?[-·]\s?(?P<names>[^\s,…][^,…\n]{1,60}?)"
    r"(?=,|…|\s(?:협약|업무협약|맞손|MOU|손잡)|$)"
)
_COUNT = re.compile(
    rf"(?<![\d.,~])(\d{{1,3}}|{NATIVE})\s?(?:개\s?(?:[A-Za-z가-힣()]{{1,10}}\s?)?(?:기업|업체|"
    rf"회사|기관|단체|협회|곳)|개\s?사|곳|(?:업체|기업|회사|기관)(?=들?[와과가는은의이]))"
)


def _findings(rule_id: str, names: tuple[Name, ...], grade: Grade) -> Iterator[Finding]:
    for name in names:
        yield Finding(rule_id, "party", name.start, name.end, grade=grade, organisation_text=name.text)


def _signed(doc: Document) -> list[Clause]:
    return [clause for clause in clauses(doc) if clause.tense in ("done", "going_on", "named")]


@rule(
    "party.city_with",
    positive="광주시는 3일 시청에서 보안 기업 ㈜가나다, 라마바 등 2개사와 광주형 인공지능 비즈니스 협약을 체결했다.",
    negative="광주시는 그동안 ㈜가나다, 라마바 등 20개사와 협약을 체결했다.",
)
def city_with(doc: Document) -> Iterator[Finding]:
    """The city signs with the organisations listed before 와 or 과."""
    yield from _clause_parties(doc, "party.city_with", "B")


@rule(
    "party.with_city",
    positive="보안 기업 라마바는 광주시와 광주형 인공지능 비즈니스 협약을 체결했다고 3일 밝혔다.",
    negative="라마바는 광주시와 광주형 인공지능 비즈니스 협약을 체결할 예정이다.",
)
def with_city(doc: Document) -> Iterator[Finding]:
    """The organisations are the subject and sign with the city."""
    yield from _clause_parties(doc, "party.with_city", "B")


def _clause_parties(doc: Document, wanted: str, grade: Grade) -> Iterator[Finding]:
    for clause in _signed(doc):
        if clause.sentence.role != "headline":
            rule_id, names = with_clause(doc, clause)
            if rule_id == wanted:
                yield from _findings(rule_id, names, grade)


@rule(
    "party.listed",
    positive="시는 7개 기업과 협약을 체결했다. 기업은 ㈜가나다, 라마바, 사아자 등이다.",
    negative="시는 7개 기업과 협약을 체결했다. 주주 기업은 ㈜가나다, 라마바, 사아자 등이다.",
)
def listed(doc: Document) -> Iterator[Finding]:
    """A sentence of its own lists the organisations ('기업은 …, … 등이다')."""
    for sentence in doc.prose:
        match = _LISTED.match(doc.text, sentence.start, min(sentence.end, sentence.start + 60))
        if not match or _OTHERS.search(match.group()):
            continue
        end = _LIST_END.search(doc.text, match.end(), sentence.end)
        if not end or _OTHERS.search(end.group()):
            continue
        words = doc.text[match.end() : end.start()]
        closed = re.search(r"등|이다|입니다", end.group()) or "▲" in words or re.search(LEGAL_FORM, words)
        if closed and re.search(r"[,▲·]|[와과]\s", words):
            yield from _findings("party.listed", names_between(doc, match.end(), end.start(), strict=True), "B")


@rule(
    "party.joined",
    positive="시는 7곳과 협약을 체결했다. 칩을 만드는 가나다, 보안 기업 라마바 등이 손을 잡았다.",
    negative="시는 7곳과 협약을 체결했다. 행사에는 김가나 가나다 대표, 이라마 라마바 대표 등이 함께했다.",
)
def joined(doc: Document) -> Iterator[Finding]:
    """A sentence beside the signing says who joined ('… 등이 손을 잡았다', '… 등도 함께했다')."""
    for sentence in doc.prose:
        match = _JOINED.search(doc.text, sentence.start, sentence.end)
        if not match or sentence.role == "caption" or re.search(r"시장|대표|참석|원장|협약식에는", sentence.text):
            continue
        names = names_between(doc, sentence.start, match.start(), strict=True)
        if len(names) > 1:
            yield from _findings("party.joined", names, "C")


@rule(
    "party.headline",
    positive="광주시-가나다, AI 비즈니스 협약",
    negative="광주시-수소차 보급, 올해 두 배",
)
def headline(doc: Document) -> Iterator[Finding]:
    """A headline joins the city and the organisations ('광주시-가나다 협약', '가나다·라마바와 협약')."""
    for clause in _signed(doc):
        if clause.sentence.role != "headline":
            continue
        match = _HEADLINE_PAIR.search(doc.text, clause.start, clause.end)
        city = (*doc.programme.city_names, doc.programme.city_short_name, "市", "시")
        if match and match["city"] in city:
            names = _joined_by_dashes(doc, *match.span("names"))
        else:
            _, names = with_clause(doc, clause)
        yield from _findings("party.headline", names, "C")


def _joined_by_dashes(doc: Document, start: int, end: int) -> tuple[Name, ...]:
    """'광주시-가나다-라마바 AI 비즈니스 협약': names between dashes, up to what the pact is about."""
    about = doc.cues.topic.search(doc.text, start, end)
    end = about.start() if about and about.start() > start and doc.text[about.start() - 1] == " " else end
    pieces = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^-]+", doc.text[start:end])]
    return tuple(name for piece in pieces for name in names_between(doc, *piece))


_AS_SAID = re.compile(rf"(?:^|\s)(?P<n>{NATIVE}|\d{{1,2}})\s?(?:회사|기업|업체|기관|개사|곳)(?:와|과)\s")
_COMING = re.compile(r"(?<=[^\s,])(?:이|가|은|는)\s")


@rule(
    "party.said_before",
    positive="보안 기업 가나다와 라마바가 광주에 온다. 시는 3일 두 회사와 광주형 인공지능 비즈니스 협약을 체결했다.",
    negative="보안 기업 가나다가 광주에 온다. 시는 3일 두 회사와 광주형 인공지능 비즈니스 협약을 체결했다.",
)
def said_before(doc: Document) -> Iterator[Finding]:
    """The signing names 'the two companies', and the subject of the sentence before is that many."""
    for clause in _signed(doc):
        match = _AS_SAID.search(doc.text, clause.start, clause.pact_start)
        before = doc.sentences[clause.sentence.index - 1] if clause.sentence.index else None
        subject = _COMING.search(doc.text, before.start, before.end) if before and match else None
        if before and match and subject:
            names = names_between(doc, before.start, subject.start(), strict=True)
            if len(names) == to_int(match["n"]):
                yield from _findings("party.said_before", names, "C")


@rule(
    "party_count.stated",
    positive="시는 3일 ㈜가나다 등 7개사와 협약을 체결했다.",
    negative="시는 3일 ㈜가나다와 12번째 협약을 체결했다.",
)
def count_stated(doc: Document) -> Iterator[Finding]:
    """How many organisations the signing sentence says there are ('등 7개사와')."""
    for clause in _signed(doc):
        if not clause.has_pact:
            continue
        for match in _COUNT.finditer(doc.text, clause.start, clause.pact_start):
            tail = doc.text[match.end() : match.end() + 24]
            if re.match(r"(?:들)?(?:[와과]|가\s|이\s|는\s|\s?(?:대표|등과))", tail):
                value = to_int(match[1])
                yield Finding(
                    "party_count.stated", "party_count", *match.span(), value_count=value, value_text=match.group()
                )


def choose(
    doc: Document, findings: list[Finding], told: tuple[Clause, ...], count: int | None, batch: int | None
) -> list[Finding]:
    """One list of parties: the fullest from the signing's own sentences, joined with others only to reach the count.

    Args:
        count: How many parties the text says there are.
        batch: Length of the range of ordinals.
    """
    places = {clause.sentence.index for clause in told}
    groups = _by_sentence(doc, findings, places)
    if not groups:
        return []
    best = max(groups, key=lambda found: (_rank(doc, found, count), len(found)))
    wanted = count or batch
    if wanted and len(best) < wanted:
        for other in groups:
            merged = _merged(best, other)
            if len(best) < len(merged) <= wanted and all(f.rule_id != "party.headline" for f in other):
                best = merged
    if count and len(best) > count:
        return []
    grade: Grade = "A" if len(best) in (count, batch) else best[0].grade
    return [replace(finding, grade=grade) for finding in sorted(best, key=lambda f: f.start)]


def _by_sentence(doc: Document, findings: list[Finding], places: set[int]) -> list[list[Finding]]:
    groups: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: f.start):
        index = _sentence_of(doc, finding).index
        near = index in places or (
            finding.rule_id == "party.english"
            or (
                finding.rule_id in ("party.listed", "party.joined", "party.said_before")
                and any(-1 <= index - place <= 5 for place in places)
            )
        )
        if near:
            groups.setdefault(index, []).append(finding)
    return [_merged([], group) for group in groups.values()]


def _sentence_of(doc: Document, finding: Finding) -> Sentence:
    return doc.sentence_at(finding.start)


def _rank(doc: Document, found: list[Finding], count: int | None) -> int:
    """Body before caption before headline; a list of exactly the stated length before all."""
    if count and len(found) == count:
        return 3
    role = _sentence_of(doc, found[0]).role
    return {"body": 2, "caption": 1}.get(role, 0)


def _merged(first: list[Finding], second: list[Finding]) -> list[Finding]:
    seen: dict[str, Finding] = {}
    for finding in [*first, *second]:
        seen.setdefault(name_key(finding.organisation_text or ""), finding)
    return list(seen.values())


def stated_count(doc: Document, findings: list[Finding], told: tuple[Clause, ...]) -> list[Finding]:
    """The number of parties: from the signing's sentences, body first; silent where they differ."""
    places = {clause.sentence.index: clause.sentence.role for clause in told}
    found = [f for f in findings if _sentence_of(doc, f).index in places]
    # '이로써 총 254개 기업과': a sum beside the size of the batch.
    batch = [f for f in found if not re.search(r"(?:총|모두|누적|전체)\s?$", doc.text[max(0, f.start - 4) : f.start])]
    found = batch or found
    body = [f for f in found if places[_sentence_of(doc, f).index] == "body"]
    chosen = body or found
    return chosen[:1] if len({f.value_count for f in chosen}) == 1 else []
