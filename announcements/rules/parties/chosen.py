"""Who signed with the city: lists from every place that gives one, and the choice among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name
from announcements.organisations import name_key
from announcements.records import Grade
from announcements.rules.pacts.city_signs import city_acts
from announcements.rules.pacts.clauses import Clause
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import as_findings
from announcements.rules.parties.no_person import of_bodies
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.parties.too import WITH_TOO, signed
from announcements.rules.registry import Rule, rule
from announcements.text import Sentence

_JOINED = re.compile(
    r"\s등(?:이|도|은|과)?\s(?:새로\s|함께\s|이번에\s)?(?:손을\s?잡았|손잡았|함께했|동참했|참여했|참여한다|"
    r"합류했|이름을 올렸|협약에 참여|뜻을 모았)"
)
_JOINED_GATE = Gate(_JOINED)
_HEADLINE_PAIR = re.compile(
    r"(?<![^\s'\"])(?P<city>\S{1,6}?)\s?[-·]\s?(?P<names>[^\s,…][^,…\n]{1,60}?)"
    r"(?=,|…|\s(?:협약|업무협약|맞손|MOU|손잡)|$)"
)
# '가나다, 광주시와 …', '가나다-광주시, …'.
_NAME_FIRST = re.compile(
    r"(?:\[[^\]\n]{1,20}\]\s?)?(?P<names>[^,…'\"\n]{2,40}?)(?:,\s|\s?-\s?)(?P<city>[가-힣]{1,6}?|市)(?:[와과]\s|,\s)"
)


@rule(
    "party.city_with",
    positive="광주시는 3일 시청에서 보안 기업 ㈜가나다, 라마바 등 2개사와 광주형 인공지능 비즈니스 협약을 체결했다.",
    negative=(
        "광주시는 그동안 ㈜가나다, 라마바 등 20개사와 협약을 체결했다. "
        "협약은 ▲본사 이전 ▲라마바병원과의 공동연구 ▲행정 지원으로 이뤄졌다."
    ),
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
    for clause in signed(doc):
        # '병원들과 손잡고': of one that signed, who goes on.
        if clause.sentence.role == "body" and not clause.has_pact and not city_acts(doc, clause):
            continue
        if clause.sentence.role != "headline":
            rule_id, names = with_clause(doc, clause)
            if rule_id == wanted and not (names and WITH_TOO.match(doc.text, names[-1].end)):
                yield from as_findings(rule_id, names, grade)


@rule(
    "party.joined",
    positive="시는 7곳과 협약을 체결했다. 칩을 만드는 가나다, 보안 기업 라마바 등이 손을 잡았다.",
    negative="시는 7곳과 협약을 체결했다. 행사에는 김가나 가나다 대표, 이라마 라마바 대표 등이 함께했다.",
    gate=_JOINED_GATE,
)
def joined(doc: Document) -> Iterator[Finding]:
    """A sentence beside the signing says who joined ('… 등이 손을 잡았다', '… 등도 함께했다')."""
    for sentence in doc.holding(_JOINED_GATE):
        match = _JOINED.search(doc.text, sentence.start, sentence.end)
        if not match or sentence.role == "caption" or re.search(r"시장|대표|참석|원장|협약식에는", sentence.text):
            continue
        names = names_between(doc, sentence.start, match.start(), strict=True)
        if len(names) > 1:
            yield from as_findings("party.joined", names, "C")


@rule(
    "party.headline",
    positive="광주시-가나다, AI 비즈니스 협약",
    negative="광주시-수소차 보급, 올해 두 배",
)
def headline(doc: Document) -> Iterator[Finding]:
    """A headline joins the city and the organisations ('광주시-가나다 협약', '가나다·라마바와 협약')."""
    for clause in signed(doc):
        if clause.sentence.role != "headline":
            continue
        match = _HEADLINE_PAIR.search(doc.text, clause.start, clause.end)
        city = (*doc.programme.city_names, doc.programme.city_short_name, "市", "시")
        first = _NAME_FIRST.match(doc.text, clause.sentence.start, clause.end)
        if match and match["city"] in city:
            names = _joined_by_dashes(doc, *match.span("names"))
        elif first and first["city"] in city:
            names = names_between(doc, *first.span("names"), strict=True)
        else:
            _, names = with_clause(doc, clause)
        yield from as_findings("party.headline", names, "C")


def _joined_by_dashes(doc: Document, start: int, end: int) -> tuple[Name, ...]:
    """'광주시-가나다-라마바 AI 비즈니스 협약': names between dashes, up to what the pact is about."""
    about = doc.cues.topic.search(doc.text, start, end)
    end = about.start() if about and about.start() > start and doc.text[about.start() - 1] == " " else end
    pieces = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^-]+", doc.text[start:end])]
    return tuple(name for piece in pieces for name in names_between(doc, *piece))


# What agrees in number needs no grammar, and is asked where nothing else names as many.
_LAST_ASKED = ("party.agreed", "party.in_parts")
_IN_CLAUSE = ("party.city_with", "party.with_city", "party.headline", "party.english")


def proposed(doc: Document, rules: Sequence[Rule], told: tuple[Clause, ...], wanted: int | None) -> list[Finding]:
    """What the rules find. Lists beside the signing are asked where its own clauses do not name all that are wanted.

    Args:
        wanted: How many the text says there are; where it does not, lists known by their number alone tell nothing.
    """
    found = _asked(doc, [rule for rule in rules if rule.id in _IN_CLAUSE])
    if wanted and _is_whole(doc, found, {clause.sentence.index for clause in told}, wanted):
        return found
    asked = (*_IN_CLAUSE, *_LAST_ASKED)
    others = [rule for rule in rules if rule.id not in asked and (wanted or rule.id not in _BY_NUMBER)]
    # In the rules' own order: of two that name the same words the first is believed.
    order = {rule.id: number for number, rule in enumerate(rules)}
    found += _asked(doc, others)
    found.sort(key=lambda finding: order[finding.rule_id])
    everywhere = set(range(len(doc.sentences)))
    if found and (not wanted or _is_whole(doc, found, everywhere, wanted) or _has_rows(found, wanted)):
        return found
    agreed = _asked(doc, [rule for rule in rules if rule.id in _LAST_ASKED])
    places = {_sentence_of(doc, finding).index for finding in agreed}
    # As many as are wanted: what else was taken for a name in the same sentence is none.
    return [finding for finding in found if _sentence_of(doc, finding).index not in places] + agreed


def _asked(doc: Document, rules: Sequence[Rule]) -> list[Finding]:
    return list(of_bodies(doc, (finding for rule in rules for finding in rule.read(doc))))


def _is_whole(doc: Document, found: list[Finding], places: set[int], wanted: int) -> bool:
    """Does one sentence of the body, among these, name as many as are wanted?"""
    named: dict[int, set[str | None]] = {}
    for finding in found:
        sentence = _sentence_of(doc, finding)
        if sentence.role == "body" and sentence.index in places:
            named.setdefault(sentence.index, set()).add(finding.organisation_text)
    return any(len(names) == wanted for names in named.values())


def _has_rows(found: list[Finding], wanted: int) -> bool:
    """Do the rows of one table name as many, each row a part of them?"""
    return len({f.organisation_text for f in found if f.rule_id == "party.rows"}) == wanted


def choose(
    doc: Document, findings: list[Finding], told: tuple[Clause, ...], count: int | None, batch: int | None
) -> list[Finding]:
    """One list of parties: the fullest from the signing's own sentences, joined with others only to reach the count.

    Args:
        count: How many parties the text says there are.
        batch: Length of the range of ordinals.
    """
    places = {clause.sentence.index for clause in told}
    groups = _grouped(doc, findings, places, {n for n in (count, batch) if n})
    also = [finding for finding in findings if finding.rule_id in _ADDED]
    groups = [group for group in groups if group[0].rule_id != "party.together"]
    groups = [group for group in groups if group[0].rule_id not in _ADDED] or groups
    if not groups:
        return []
    groups = _without_deeds(doc, groups, count or batch)
    best = max(groups, key=lambda found: (_rank(doc, found, count or batch), len(found)))
    best = _merged(best, also) if also else best
    wanted = count or batch
    if wanted and len(best) < wanted:
        for other in groups:
            merged = _merged(best, other)
            if len(best) < len(merged) <= wanted and all(f.rule_id != "party.headline" for f in other):
                best = merged
    # '팹리스 2곳과 손잡아' over five who sign the 173rd to 177th: some of them.
    if count and len(best) > count and len(best) != batch:
        return []
    grade: Grade = "A" if len(best) in (count, batch) else best[0].grade
    return [finding._replace(grade=grade) for finding in sorted(best, key=lambda f: f.start)]


_BESIDE = (
    "party.counted",
    "party.spaced",
    "party.listed",
    "party.joined",
    "party.said_before",
    "party.took_part",
    "party.took_part_too",
    "party.heads_of_some",
    "party.in_clauses",
    "party.together",
    "party.the_ones",
    "party.signed_up",
    "party.also_signed",
    "party.nth_signer",
    "party.list_only",
    "party.nth_signer",
    "party.answered",
    "party.unsaid",
    "party.by_field",
    "party.in_fields",
    "party.photographed",
    "party.in_the_row",
    "party.beside_mayor",
)
_WHOLE = (
    "party.itemised", "party.table", "party.attending", "party.introduced", "party.alone", "party.lines",
    "party.in_turn", "party.in_parts", "party.bulleted", "party.told_of", "party.spoke", "party.agreed", "party.rest",
    "party.rows", "party.asked_about", "party.numbered",
)  # fmt: skip
# Named apart from the others, whom they do not stand for.
_ADDED = (
    "party.together", "party.also_signed", "party.took_part_too", "party.with_city_too", "party.city_with_too",
    "party.nth_signer", "party.we",
)  # fmt: skip
_ANYWHERE = ("party.english", "party.english_attended", "party.labelled", "party.we")
# Only where they are as many as the report says there are.
_BY_NUMBER = (
    "party.attending", "party.introduced", "party.counted", "party.alone", "party.lines", "party.spaced",
    "party.in_turn", "party.in_parts", "party.bulleted", "party.told_of", "party.spoke",
    "party.rows", "party.in_the_row",
)  # fmt: skip


# Sentences before the signing that may name those who sign.
_BACK = {"party.answered": 3, "party.said_before": 2, "party.agreed": 2}


def _grouped(doc: Document, findings: list[Finding], places: set[int], sizes: set[int]) -> list[list[Finding]]:
    """Findings by sentence, those of lines under one heading together; only what stands at the signing or beside it."""
    groups: dict[int | str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: f.start):
        index = _sentence_of(doc, finding).index
        back = _BACK.get(finding.rule_id, 1)
        close = any(-back <= index - place <= 5 for place in places)
        if finding.rule_id in _WHOLE:
            if close or finding.rule_id in groups:
                groups.setdefault(finding.rule_id, []).append(finding)
        elif index in places or finding.rule_id in _ANYWHERE or (finding.rule_id in _BESIDE and close):
            groups.setdefault(index, []).append(finding)
    merged = [_merged([], group) for group in groups.values()]
    return [g for g in merged if g[0].rule_id not in _BY_NUMBER or len(g) in sizes]


# '가나다와 광주형 인공지능 비즈니스 14번째 업무협약을'.
_NTH_WITH = re.compile(r"(?<!등)[와과]\s[^.,]{0,40}?(?<![\d~\-])\d{1,3}번째\s")


def _without_deeds(doc: Document, groups: list[list[Finding]], wanted: int | None) -> list[list[Finding]]:
    """Where one signs the Nth agreement, signs before the items of another sentence head what is agreed on."""
    nth = [g for g in groups if g[0].rule_id in _IN_CLAUSE and _NTH_WITH.match(doc.text, g[-1].end)]
    if wanted or not nth:
        return groups
    named = {name_key(finding.organisation_text or "") for group in nth for finding in group}
    return [
        group
        for group in groups
        if "▲" not in _sentence_of(doc, group[0]).text
        or named & {name_key(finding.organisation_text or "") for finding in group}
    ]


def _sentence_of(doc: Document, finding: Finding) -> Sentence:
    return doc.sentence_at(finding.start)


def _rank(doc: Document, found: list[Finding], count: int | None) -> int:
    """Body before caption before headline; a list of exactly the stated length before all."""
    role = {"body": 2, "caption": 1}.get(_sentence_of(doc, found[0]).role, 0)
    return role + (3 if count and len(found) == count else 0)


def _merged(first: list[Finding], second: list[Finding]) -> list[Finding]:
    if len(first) + len(second) < 2:
        return first + second
    seen: dict[str, Finding] = {}
    for finding in [*first, *second]:
        seen.setdefault(name_key(finding.organisation_text or ""), finding)
    return list(seen.values())
