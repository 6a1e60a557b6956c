"""Which reports are signings of the series, and what the others are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.records import Grade, Kind
from announcements.rules.agreement import agreed, clause_of
from announcements.rules.clauses import LARGEST_BATCH, NAMES_PACT, Clause, clauses
from announcements.rules.other_pacts import (
    SETTLING,
    another_city_acts,
    mostly_institutions,
    named_after_another,
    other_leader,
    other_pact,
    titled_so,
    without_partners,
)
from announcements.rules.partners import with_clause
from announcements.rules.registry import Rule, rule
from announcements.text import Sentence

_COUNT = re.compile(
    r"(?<![\d.,~])(\d{1,4})\s?(?:개사|개\s?(?:기업|기관|업체|회사)|곳)(?:·(?:기관|기업|단체|협회))?(?:들)?(?:과|와|이|가|은|는)"
)
_SETTLING = re.compile(r"법인|사무소|사무실|지사|본사|연구소|둥지|유치|입주|이전|생태계|비즈니스(?!\s?룸)|산업\s?육성")
_SUBJECT = re.compile(r"[가-힣A-Za-z)㈜](?:은|(?<!에)(?<!에서)는|이|가)\s")
_RELATIVE = re.compile(r"[을를]\s(?:[가-힣]{1,6}\s)?[가-힣]{1,5}는\s")  # '로봇을 만드는': no subject.
_RUNNING = re.compile(
    r"(?:협력|유치|협약)(?:한|된)?\s?(?:\S{1,12}\s){0,3}?(?:기업|기관|곳)[^.\n]{0,20}?\d{2,4}\s?(?:개사|개|곳|"
    r"사)[^.\n]{0,8}?(?:돌파|늘|이르|달)"
)
# A clause whose grammatical subject is the ceremony, or that describes those who signed.
_OF_ITSELF = re.compile(
    r"(?:협약|식|MOU\)?)['\"]?(?:이|가|은|는)\s[^.]{0,90}?(?:열|체결|진행|마련|치러|이뤄|개최|성사)|"
    r"(?:(?:협약|체결|조인)식|협약\s?체결)(?:에는|에서|은|이)\s|(?:한|은)\s(?:[^\s]{1,8}\s)?(?:기업|기관|곳|업체|회사)|"
    r"(?:맺은|체결[한된])\s(?:[^\s,.]{1,14}\s){0,4}?(?:업무\s?)?협약(?:은|이|에|에는)\s"
)
# '세 기관은': those that the sentence before names, the city among them.
_THOSE = re.compile(
    r"\s*(?:(?:두|세|네|다섯|여섯|일곱)\s(?:기관|회사|기업|곳)|양측|양\s기관|양사|이들(?:\s기관|\s기업)?)[은는이가]\s"
)
# '가나다가 광주시와 손잡고 …. 가나다는 시청에서 협약을 체결했다'.
_WITH_CITY = re.compile(r"손을?\s?(?:맞)?잡|힘을\s모|협력(?:하|한|해)|맞손")
_WITH_SOMEBODY = re.compile(r"[와과]\s|[와과]의\s")
_ABOUT_IT = re.compile(r"(?:맺은|체결[한된])\s")
# '지난달 광주시와 협약을 맺었다' in a report of another's pact recalls it.
_LAST_MONTH = re.compile(r"지난달\s(?!\d|마지막|말일)|지난\s\d{1,2}월(?!\s?\d)")
_PLANS = re.compile(r"오는\s\d|예정이다|예정이며|할 예정|연다고|열 예정|체결할|체결한 후")


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: Kind
    reason: str | None
    """Why it is not read further, with the mend; None for a signing."""
    clauses: tuple[Clause, ...]
    """Clauses about this signing; empty unless it is one."""


def signing_clauses(doc: Document) -> list[Clause]:
    """Clauses that could tell of this signing: done, about a pact, with the city as an actor."""
    return doc.once("signing clauses", _signing_clauses)


def _signing_clauses(doc: Document) -> list[Clause]:
    return [
        clause
        for clause in clauses(doc)
        if clause.tense == "done" and clause.has_pact and not too_many(doc, clause) and city_acts(doc, clause)
    ]


def too_many(doc: Document, clause: Clause) -> bool:
    """A count no ceremony has: the sentence sums up the run ('254개 기업과 협약을 체결했다')."""
    counts = _COUNT.findall(doc.text[clause.start : clause.pact_start])
    return any(int(count) > LARGEST_BATCH for count in counts)


def city_acts(doc: Document, clause: Clause) -> bool:
    words = doc.text[clause.sentence.start : clause.end]
    if another_city_acts(doc, clause) or (_LAST_MONTH.search(words) and _of_others(doc, clause)):
        return False
    if doc.cues.city.search(without_partners(words)):
        return True
    # A pact that bears the series' name is the city's, whoever is said to have signed it, but for its bodies' own.
    if titled_so(doc, clause):
        return not doc.cues.city_side.search(words) and not other_leader(doc, clause)
    before = doc.body_before(clause.sentence)
    if _OF_ITSELF.search(
        doc.text, clause.start if clause.is_ceremony else clause.pact_start, min(clause.end + 12, clause.sentence.end)
    ):
        if (clause.is_ceremony or _ABOUT_IT.match(doc.text, clause.pact_start)) and _of_others(doc, clause):
            return False
        # 'A ceremony was held', 'those that signed on this day': the city was named before or is beside the pact.
        return bool(doc.cues.city_names.search(words)) or any(doc.cues.city.search(s.text) for s in before)
    told = before[-1].text if before else ""
    joined = (_WITH_CITY.search(told) or doc.cues.series.search(told)) and doc.cues.city_with.search(told)
    if joined or (_THOSE.match(words) and doc.cues.city.search(told)):
        return True
    if not clause.has_pact and _goes_on_about_another(doc, before[-1:], words):
        return False
    # '시청 비즈니스룸에서 대표 6명이 차례로 협약서에 서명했다' in a report of the series: the host needs no name.
    in_its_hall = any(f"{name}청" in words for name in doc.programme.city_names) and not _WITH_SOMEBODY.search(words)
    if in_its_hall and doc.naming_series and not other_leader(doc, clause):
        return True
    if clause.sentence.index == 0 or _SUBJECT.search(_RELATIVE.sub("", words)):
        return bool(doc.cues.short_name_acts.search(words))
    return any(doc.cues.city_names.search(s.text) for s in before[-2:])


_TOPIC = re.compile(r"[^\s,.]{2,20}(?:\s[^\s,.]{1,10})?[은는]\s")


def _goes_on_about_another(doc: Document, before: Sequence[Sentence], words: str) -> bool:
    """'가나다는 … 회사다. 병원들과 손잡고 …에 나선다': without a subject the sentence goes on about the one before."""
    topic = _TOPIC.match(before[0].text) if before and not _SUBJECT.search(_RELATIVE.sub("", words)) else None
    return bool(topic and not doc.cues.city.search(topic.group()) and not _THOSE.match(topic.group()))


def _of_others(doc: Document, clause: Clause) -> bool:
    """Was a pact told of before that is not the city's ('전남대와 가나다가 협약을 맺었다. 협약식은 …')?"""
    told = doc.once("pacts told of", lambda d: [c for c in clauses(d) if c.tense == "done" and _is_pact(d, c)])
    before = bisect_left(told, clause.sentence.index, key=lambda c: c.sentence.index)
    return before > 0 and not city_acts(doc, told[before - 1])


def _is_pact(doc: Document, clause: Clause) -> bool:
    """A pact told of for itself, not one that points back to another."""
    last_month = _LAST_MONTH.search(doc.text, clause.sentence.start, clause.end)
    back = clause.is_ceremony or last_month or _ABOUT_IT.match(doc.text, clause.pact_start)
    return clause.has_pact and not back and clause.sentence.role == "body"


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
            or (near & named and not named_after_another(doc, clause))
            or (named and not other_leader(doc, clause) and (heads or not other_pact(doc, clause)))
        ):
            yield finding("signing.series_named", clause)


@rule(
    "signing.numbered",
    positive="시는 3일 광주에서 ㈜가나다와 협약을 체결했다. 인공지능 기업과의 12번째 업무협약이다.",
    negative="시장(왼쪽 네번째)은 3일 광주에서 ㈜가나다와 수소 협약을 체결했다.",
)
def numbered(doc: Document) -> Iterator[Finding]:
    """The city signed, and an ordinal of the series is stated."""
    from announcements.rules.ordinals import series_ordinals

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
    from announcements.rules.ordinals import series_ordinals

    joined = [c for c in clauses(doc) if not c.has_pact and c.tense == "done" and c.sentence.role == "body"]
    if not joined:
        return
    numbered = {sentence.index for sentence, _, _ in series_ordinals(doc) if NAMES_PACT.search(sentence.text)}
    named = {s.index for s in doc.naming_series if NAMES_PACT.search(s.text)}
    heads = [s for s in doc.prose if s.role == "headline" and s.index in numbered | named]
    counted = any(_COUNT.search(s.text) for s in heads)
    for clause in joined:
        near = {clause.sentence.index + step for step in (-2, -1, 0, 1, 2, 3)}
        several = counted or _COUNT.search(doc.text, clause.start, clause.end) or len(with_clause(doc, clause)[1]) > 1
        if (
            (heads or near & (numbered | named))
            and several
            and not too_many(doc, clause)
            and city_acts(doc, clause)
            and not other_pact(doc, clause)
        ):
            yield finding("signing.hands", clause, "C")


@rule(
    "signing.topic",
    positive="인공지능 기업이 광주에 둥지를 튼다. 광주시는 3일 시청에서 ㈜가나다와 업무협약을 체결했다.",
    negative="광주시는 3일 시청에서 ㈜가나다 등 인공지능 기업과 메타버스 업무협약을 체결했다.",
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
    counted = _COUNT.search(doc.text, clause.start, clause.pact_start)
    return len(names) > 1 or bool(counted) or bool(_SETTLING.search(doc.text))


# They tell of the same clauses as the rules before them, by weaker signs.
_LAST_ASKED = ("signing.running_count", "signing.topic")
# Needs no clause of signing, and is asked where no clause tells of one.
_WITHOUT_CLAUSE = ("signing.agreed",)


def proposed(doc: Document, rules: Sequence[Rule]) -> list[Finding]:
    """What the rules find; those asked last only where others leave a clause of signing unexplained."""
    found = _asked(doc, [rule for rule in rules if rule.id not in (*_LAST_ASKED, *_WITHOUT_CLAUSE)])
    if not {clause.end for clause in signing_clauses(doc)} <= {finding.end for finding in found}:
        found += _asked(doc, [rule for rule in rules if rule.id in _LAST_ASKED])
    return found or _asked(doc, [rule for rule in rules if rule.id in _WITHOUT_CLAUSE])


def _asked(doc: Document, rules: Sequence[Rule]) -> list[Finding]:
    return [finding for rule in rules for finding in rule.read(doc)]


def decide(doc: Document, findings: list[Finding]) -> Verdict:
    """What sort of report this is, from the findings about signing and the cues of other cities and plans."""
    text = doc.text
    if doc.cues.namesake.search(text) or (doc.cues.namesake_hint.search(text) and not doc.cues.home.search(text)):
        return Verdict("other_city", "another city of the same name; add a home cue to the programme if it is not", ())
    here = bool(doc.cues.city_names.search(text) or doc.cues.city_en.search(text))
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
