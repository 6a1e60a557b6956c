"""Clauses in which the city itself signs: with whom and what for is for the rules on kinds to tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from announcements.document import Document
from announcements.gates import Gate
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.other_pacts import (
    another_city_acts,
    only_governments,
    other_leader,
    titled_so,
    without_partners,
)
from announcements.rules.pacts.words import LARGEST_BATCH, PACT
from announcements.rules.parties.of_clause import other_signs
from announcements.text import Sentence

COUNT = re.compile(
    r"(?<![\d.,~])(\d{1,4})\s?(?:여\s?)?(?:개사|개\s?(?:기업|기관|업체|회사)|곳)(?:·(?:기관|기업|단체|협회))?(?:들)?(?:과|와|이|가|은|는|\s간)"
)
# '전국 기업의 9%인 212개가 시와 협약을 맺었다'.
_ONLY_COUNTED = re.compile(r"(?<![\d.,~])(\d{2,4})\s?(?:여\s?)?개(?=[가이와과은는]\s)")
# '같은 자리에서': an adjective, no subject.
_SUBJECT = re.compile(r"[가-힣A-Za-z)㈜](?:(?<!\s같)(?<!^같)은|(?<!에)(?<!에서)는|이|가|\s역시)\s")
_RELATIVE = re.compile(r"[을를]\s(?:[가-힣]{1,6}\s)?[가-힣]{1,5}는\s")  # '로봇을 만드는': no subject.
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
# '가나다는 광주시를 상대로'.
_OPPOSITE = re.compile(r"(?<![^\s])(?P<who>[^\s,]{2,8})[을를]\s상대로\s")
_ABOUT_IT = re.compile(r"(?:맺은|체결[한된])\s")
# '지난달 광주시와 협약을 맺었다' in a report of another's pact recalls it.
# '이 가운데 2곳은 광주시와도 협약했다': besides the pact that the report is about.
_ALSO_WITH = re.compile(r"시와도\s")
_LAST_MONTH = re.compile(r"지난달\s(?!\d|마지막|말일)|지난\s\d{1,2}월(?!\s?\d)")


# '협약을 체결한 사실이 없다', '협약식이 무산됐다', '협약은 아직 체결되지 않았다': whatever else the report quotes.
_NEVER = re.compile(
    rf"(?:{PACT})[^.\n]{{0,12}}?\s?(?:체결|맺|진행|서명)(?:한|은|된|하)?\s(?:사실|적|바)(?:이|은|도|조차)?\s(?:전혀\s|한\s번도\s)?"
    r"없(?:다|었다|었습니다|습니다|음|는데|지만)"
    rf"|(?:{PACT})['\"]?(?:이|은|을)\s(?:[^\s.]{{1,10}}\s){{0,4}}?(?:취소|무산|연기|보류|불발|결렬|백지화)(?:됐|했|되었|하였)(?:다|습니다|음)"
    rf"|(?:{PACT})['\"]?(?:이|은|는|을)\s(?:[^\s.]{{1,10}}\s){{0,2}}?(?:체결되|체결하|맺|맺어지|이뤄지)지\s(?:않았|못했)(?:다|습니다|음)"
)
_NO_PACT = Gate(_NEVER)


def signing_clauses(doc: Document) -> list[Clause]:
    """Clauses that could tell of this signing: done, about a pact, with the city as an actor."""
    return doc.once("signing clauses", _signing_clauses)


def _signing_clauses(doc: Document) -> list[Clause]:
    if any(_NEVER.search(doc.text, s.start, s.end) for s in doc.holding(_NO_PACT)):
        return []
    return [
        clause
        for clause in clauses(doc)
        if clause.tense == "done" and clause.has_pact and not too_many(doc, clause) and city_acts(doc, clause)
    ]


def too_many(doc: Document, clause: Clause) -> bool:
    """A count no ceremony has: the sentence sums up the run ('254개 기업과 협약을 체결했다')."""
    words = doc.text[clause.start : clause.pact_start]
    counts = COUNT.findall(words) + _ONLY_COUNTED.findall(words)
    return any(int(count) > LARGEST_BATCH for count in counts)


def city_acts(doc: Document, clause: Clause) -> bool:
    words = doc.text[clause.sentence.start : clause.end]
    if (
        other_signs(doc, clause)
        or another_city_acts(doc, clause)
        or only_governments(doc, clause)
        or (_ALSO_WITH.search(words) and _of_others(doc, clause))
        or (_LAST_MONTH.search(words) and _of_others(doc, clause))
    ):
        return False
    if doc.cues.city.search(without_partners(words)):
        return True
    opposite = _OPPOSITE.search(words)
    if opposite and doc.cues.city_names.fullmatch(opposite["who"]):
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
