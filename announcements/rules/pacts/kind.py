"""Which reports are signings of the series, and what the others are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import MARK
from announcements.records import Grade, Kind
from announcements.rules.agreement import agreed, clause_of
from announcements.rules.ordinals.in_digits import series_ordinals
from announcements.rules.pacts.city_signs import COUNT, city_acts, signing_clauses, too_many
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.other_pacts import (
    SETTLING,
    another_city_acts,
    mostly_institutions,
    named_after_another,
    other_leader,
    other_pact,
)
from announcements.rules.pacts.tenses import OLD_PHOTO
from announcements.rules.pacts.whose_report import is_anothers
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.parties.before import said_of
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.registry import Rule, rule

# '업무협약에 이름을 올린 곳은 가나다, 라마바 등 2개사다'.
_SO_MANY_SIGNED = re.compile(
    r"협약[^.\n\d]{1,30}[은는]\s[^.\n\d]{2,80}\s등\s[1-4]?\d\s?(?:개사|곳|개\s?(?:기업|기관|업체))(?:이?다|로)"
)
_SETTLING = re.compile(r"법인|사무소|사무실|지사|본사|연구소|둥지|유치|입주|이전|생태계|비즈니스(?!\s?룸)|산업\s?육성")
_RUNNING = re.compile(
    r"(?:협력|유치|협약)(?:한|된)?\s?(?:\S{1,12}\s){0,3}?(?:기업|기관|곳)[^.\n]{0,20}?\d{2,4}\s?(?:개사|개|곳|"
    r"사)[^.\n]{0,8}?(?:돌파|늘|이르|달)"
)
_PLANS = re.compile(r"오는\s\d|예정이다|예정이며|할 예정|연다고|열 예정|체결할|체결한 후")


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: Kind
    reason: str | None
    """Why it is not read further, with the mend; None for a signing."""
    clauses: tuple[Clause, ...]
    """Clauses about this signing; empty unless it is one."""


def finding(rule_id: str, clause: Clause, grade: Grade = "B") -> Finding:
    words = clause.sentence.text[clause.start - clause.sentence.start :]
    start = clause.start + len(words) - len(words.lstrip())
    return Finding(rule_id, "signing", start, clause.end, grade=grade)


@rule(
    "signing.series_named",
    positive="광주시는 3일 시청에서 ㈜가나다와 광주형 인공지능 비즈니스 업무협약을 체결했다.",
    negative="광주시는 3일 시청에서 ㈜가나다와 광주형 인공지능 비즈니스 업무협약을 체결할 예정이다.",
)
def series_named(doc: Document) -> Iterator[Finding]:
    """The city signed, and the series is named in that sentence, beside it or in a headline."""
    told = signing_clauses(doc)
    named = {s.index for s in doc.naming_series} if told else set()
    heads = any(s.role == "headline" for s in doc.naming_series) if named else False
    for clause in told:
        near = {clause.sentence.index + step for step in (-2, -1, 0, 1, 2)}
        # A pact with a name of its own is not of a series that the sentence beside only recalls.
        if (
            clause.sentence.index in named
            or (near & named and (not named_after_another(doc, clause) or _is_in_the_picture(doc, clause)))
            or (named and not other_leader(doc, clause) and (heads or not other_pact(doc, clause)))
        ):
            yield finding("signing.series_named", clause)


def _is_in_the_picture(doc: Document, clause: Clause) -> bool:
    """Does a caption show those who signed at the pact of the series, whatever the text says of what it is about?"""
    shown = [
        s.text
        for s in doc.naming_series
        if s.role == "caption" and NAMES_PACT.search(s.text) and not OLD_PHOTO.search(s.text)
    ]
    names = (with_clause(doc, clause)[1] or said_of(doc, clause)) if shown else ()
    plain = [MARK.sub("", name.text).strip() for name in names]
    return bool(names) and any(doc.cues.city.search(text) and all(n in text for n in plain) for text in shown)


@rule(
    "signing.numbered",
    positive="시는 3일 광주에서 ㈜가나다와 협약을 체결했다. 인공지능 기업과의 12번째 업무협약이다.",
    negative="시장(왼쪽 네번째)은 3일 광주에서 ㈜가나다와 수소 협약을 체결했다.",
)
def numbered(doc: Document) -> Iterator[Finding]:
    """The city signed, and an ordinal of the series is stated."""
    if series_ordinals(doc) and (doc.cues.topic.search(doc.text) or doc.cues.series.search(doc.text)):
        for clause in signing_clauses(doc):
            yield finding("signing.numbered", clause)


@rule(
    "signing.running_count",
    positive="광주시는 3일 ㈜가나다와 업무협약을 체결했다. 이로써 협력 기업 수는 120개를 돌파했다.",
    negative="광주시는 3일 ㈜가나다와 투자협약을 체결했다. 이로써 협력 기업 수는 120개를 돌파했다.",
    gate=Gate(_RUNNING),
)
def running_count(doc: Document) -> Iterator[Finding]:
    """The city signed, and the running count of partners is given with it."""
    if _RUNNING.search(doc.text):
        for clause in signing_clauses(doc):
            if not clause.is_ceremony and not other_pact(doc, clause):
                yield finding("signing.running_count", clause)


@rule(
    "signing.hands",
    positive=(
        "광주시가 24일 AI 기업 7곳과 손을 맞잡았다. 협약식에는 ㈜가나다, 라마바 등이 참여했다. 51~57번째 협약이다."
    ),
    negative="광주시가 24일 AI 기업 7곳과 손을 맞잡았다. 이들은 수소차를 함께 알린다.",
)
def hands(doc: Document) -> Iterator[Finding]:
    """The city joined hands with organisations, and the sentences beside it tell of the series' pact."""
    joined = [c for c in clauses(doc) if not c.has_pact and c.tense == "done" and c.sentence.role == "body"]
    if not joined:
        return
    numbered = {sentence.index for sentence, _, _ in series_ordinals(doc) if NAMES_PACT.search(sentence.text)}
    named = {s.index for s in doc.naming_series if NAMES_PACT.search(s.text)}
    heads = [s for s in doc.prose if s.role == "headline" and s.index in numbered | named]
    counted = any(COUNT.search(s.text) for s in heads)
    body = [s.index for s in doc.prose if s.role == "body"]
    for clause in joined:
        at = bisect_left(body, clause.sentence.index)
        near = set(body[max(0, at - 2) : at + 4])
        beside = near & (numbered | named)
        several = (
            counted
            or COUNT.search(doc.text, clause.start, clause.end)
            or len(with_clause(doc, clause)[1]) > 1
            or any(_SO_MANY_SIGNED.search(doc.sentences[index].text) for index in beside)
        )
        if (
            (heads or beside)
            and several
            and not too_many(doc, clause)
            and city_acts(doc, clause)
            and not other_pact(doc, clause)
        ):
            yield finding("signing.hands", clause, "C")


@rule(
    "signing.topic",
    positive="인공지능 기업이 광주에 둥지를 튼다. 광주시는 3일 시청에서 ㈜가나다와 업무협약을 체결했다.",
    negative=(
        "광주시는 3일 시청에서 ㈜가나다 등 인공지능 기업과 메타버스 업무협약을 체결했다. 시는 지난달에도 6개 기업과 "
        "협약을 체결했다. 광주는 협약을 먼저 맺고 정착을 돕는 방식으로 인공지능 기업을 끌어들인다."
    ),
)
def topic(doc: Document) -> Iterator[Finding]:
    """The city itself signed with companies, the report is about the series' topic, and no other pact is named."""
    opening = " ".join(s.text for s in doc.prose[:4])
    for clause in signing_clauses(doc):
        if clause.is_ceremony:
            continue
        about = doc.cues.topic.search(opening) or doc.cues.topic.search(clause.sentence.text)
        if about and not other_pact(doc, clause) and not other_leader(doc, clause) and _settles(doc, clause):
            yield finding("signing.topic", clause, "C")


def _settles(doc: Document, clause: Clause) -> bool:
    """Several partners, or words of coming to the city: one company alone may sign about anything."""
    if mostly_institutions(doc, clause) and not SETTLING.search(doc.text):
        return False
    _, names = with_clause(doc, clause)
    counted = COUNT.search(doc.text, clause.start, clause.pact_start)
    return len(names) > 1 or bool(counted) or bool(_SETTLING.search(doc.text))


# They tell of the same clauses as the rules before them, by weaker signs.
_LAST_ASKED = ("signing.running_count", "signing.topic")
# Needs no clause of signing, and is asked where no clause tells of one.
_WITHOUT_CLAUSE = ("signing.agreed",)
# Asked where no sentence says it: a photograph may be of any day.
_SHOWN = ("signing.photograph",)


def proposed(doc: Document, rules: Sequence[Rule]) -> list[Finding]:
    """What the rules find; those asked last only where others leave a clause of signing unexplained."""
    found = _asked(doc, [rule for rule in rules if rule.id not in (*_LAST_ASKED, *_WITHOUT_CLAUSE, *_SHOWN)])
    if not {clause.end for clause in signing_clauses(doc)} <= {finding.end for finding in found}:
        found += _asked(doc, [rule for rule in rules if rule.id in _LAST_ASKED])
    for last in (_WITHOUT_CLAUSE, _SHOWN):
        found = found or _asked(doc, [rule for rule in rules if rule.id in last])
    return found


def _asked(doc: Document, rules: Sequence[Rule]) -> list[Finding]:
    return [finding for rule in rules for finding in rule.read(doc)]


def decide(doc: Document, findings: list[Finding]) -> Verdict:
    """What sort of report this is, from the findings about signing and the cues of other cities and plans."""
    text = doc.text
    if doc.cues.namesake.search(text) or (doc.cues.namesake_hint.search(text) and not doc.cues.home.search(text)):
        return Verdict("other_city", "another city of the same name; add a home cue to the programme if it is not", ())
    here = bool(doc.cues.city_names.search(text) or doc.cues.city_en.search(text) or doc.cues.own_office.search(text))
    if here and findings:
        ends = {finding.end for finding in findings}
        told = [c for c in clauses(doc) if c.end in ends]
        alone = agreed(doc) if findings[0].rule_id in _WITHOUT_CLAUSE else None
        told += [clause_of(doc, alone)] if alone else []
        beside = [c for c in clauses(doc) if c.end not in ends and _beside(doc, c)]
        return Verdict("signing", None, tuple(told + beside))
    if not here:
        return Verdict("other_city", "the city is not named; add its spelling to city_names if it is", ())
    if any(c.tense == "done" and c.has_pact and another_city_acts(doc, c) for c in clauses(doc)):
        return Verdict("other_city", "another city signs; add its name to city_names if it is this one", ())
    if is_anothers(doc):
        return Verdict("other_city", "another city is told of; add its name to city_names if it is this one", ())
    to_come = any(clause.tense == "planned" and clause.has_pact for clause in clauses(doc))
    if (to_come or _PLANS.search(text)) and not signing_clauses(doc):
        return Verdict("planned", "tells of what is to come; the report of the signing itself will be read", ())
    if any(clause.tense == "done" and clause.has_pact for clause in clauses(doc)):
        return Verdict(
            "other_topic", "a pact outside the series; add the series' wording to the programme if it is not", ()
        )
    return Verdict("background", "no signing and no figure of the series; nothing to do unless a person sees one", ())


def _beside(doc: Document, clause: Clause) -> bool:
    """Captions, headlines and 'joined hands' that go with the signing."""
    if clause.tense in ("past", "planned", "cumulative"):
        return False
    if clause.sentence.role in ("caption", "headline"):
        return True
    return not clause.has_pact and city_acts(doc, clause)
