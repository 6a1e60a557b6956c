"""Who signed with the city, as one clause of signing says it."""

from __future__ import annotations

import re
from itertools import islice

from announcements.document import Document
from announcements.korean.dealings import DEALS_WITH
from announcements.korean.names import Name, introduces
from announcements.korean.particles import agrees
from announcements.rules.pacts.clauses import Clause
from announcements.rules.pacts.words import PACT
from announcements.rules.parties.beside_partners import (
    MOST_SUBJECTS,
    SUBJECT,
    beside_city,
    companions,
    in_group_before,
    joint_subject,
)
from announcements.rules.parties.by_place import visited, whose_ceremony, whose_head
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.list_edges import (
    WITH,
    city_ending_at,
    city_in_list,
    in_bracket,
    left_edge,
    partner_ends,
)
from announcements.rules.parties.lists import PERSONS
from announcements.rules.parties.of_size import is_sure

# '광주시가 추진하는', '해마다 열리는': the particle-like end of a verb.
_OPENS = (
    r"(?:^|\s)(?:열리|이어지|치러지|펼쳐지|벌어지|불리|꼽히|알려지|모이|들어서|나서|"
    r"쏠리|몰리|갖추|이루|기리|앞두|꾸리|다루)$"
)
_VERB_STEM = re.compile(rf"(?:하|되|있|없|받|만들|맺|여는|돕|이끄|펼치)$|{_OPENS}")
# '병원과 협력하는', '시장을 다투는': 는 ends a verb.
_DOES = re.compile(r"(?:[을를]\s[가-힣]{1,5}|[와과]\s[가-힣]{1,4}하)$|" + _OPENS)
# '광주시와 가나다가', '광주시와 가나다 간의', '광주시와 가나다의'.
_WITH_ME = re.compile(r"(?<=[^\s,])(?:(?:은|는|이|가)(?=\s)|\s(?:간|사이)(?=의?\s|에\s)|의(?=\s))")
# '사업이 겹치는 회사끼리', '손발이 맞는 업체들이': what bodies they are, not one that acts.
_SORT_OF_BODIES = re.compile(
    r"(?P<verb>\s[^\s,]{1,6}[는은한된])?\s(?:회사|기업|업체|기관|스타트업)(?:들)?(?:끼리|[와과이가은는]\s|\s(?:둘|셋|넷|다섯|여섯|일곱))"
)
# '반도체, 로봇 업체 등과': kinds of companies, none by name.
_KINDS = re.compile(r"^(?![^가-힣]*㈜)[^㈜]*[가-힣]\s(?:업체|기업|회사|기관)\s등$")
# '라마바 대표가': the head stands for the organisation.
_HEAD = re.compile(r"(?:기업|업체|회사)\s[^\s,]{2,20}(?P<head>\s(?:대표(?:이사|들)?|사장|회장))$")
# '광주시와 가나다, 라마바 3자가'.
_SIDES = re.compile(r"(?P<head>\s(?:[3-9]|세|네|다섯)\s?(?:자|주체))$")
_QUOTED = re.compile(r"'[^'\n]{1,80}'")


def with_clause(doc: Document, clause: Clause) -> tuple[str, tuple[Name, ...]]:
    """The counterparties of one clause of signing, whichever side is the subject, and the rule that found them."""
    # Several rules ask of the same clause.
    return doc.once(f"with {clause.start} {clause.pact_start}", lambda d: _with_clause(d, clause))


def _with_clause(doc: Document, clause: Clause) -> tuple[str, tuple[Name, ...]]:
    masked = _QUOTED.sub(
        lambda m: "'" + "\x01" * (len(m.group()) - 2) + "'", doc.text[clause.start : clause.pact_start]
    )
    taken = _taken_in(doc, clause, masked)
    if taken:
        return "party.city_with", taken
    after = _named_after(doc, clause)
    if after:
        return "party.city_with", after
    for mark in partner_ends(doc, masked):
        city = city_ending_at(doc, masked, mark)
        if city is None and DEALS_WITH.match(masked, mark):
            continue
        if city is None:
            left = left_edge(doc, masked, mark)
            if _KINDS.search(masked[left:mark]):
                continue
            listed = city_in_list(doc, masked, left, mark)
            if listed is not None:
                # '가나다는 광주시, 라마바와': the subject and the others sign with the city.
                names = _subject_before(doc, clause, masked, listed)
                others = names_between(doc, clause.start + (listed if names else left), clause.start + mark)
                return "party.with_city", names + others
            names = names_between(doc, clause.start + left, clause.start + mark)
            middle = doc.cues.city.match(masked, mark + 2)
            if names and middle and masked[middle.end() : middle.end() + 1] in (",", "·"):
                # '전남대와 광주시, 가나다가': the city stands among those who sign.
                return "party.with_city", names + _subject_after(doc, clause, masked, middle.end() + 1)
            opposite = _OPPOSITE_CITY.match(masked, mark)
            if names and opposite and doc.cues.city_names.fullmatch(opposite["city"]):
                # '가나다는 라마바와 함께 광주시를 상대로': the subject and the others, opposite the city.
                return "party.with_city", _subject_before(doc, clause, masked, left) + names
            beside = beside_city(doc, clause, masked, mark + 2) if names else ()
            if beside:
                return "party.with_city", names + beside
            joint = joint_subject(doc, clause, masked, mark) if names else ()
            if joint:
                return "party.with_city", names + joint
            beside = _subject_beside(doc, clause, masked, left, mark) if names else ()
            if beside:
                return "party.with_city", beside + names
            if names:
                before = in_group_before(doc, clause, masked, mark)
                return "party.city_with", before + names + _brought_with(doc, clause, masked, mark)
            continue
        names = _subject_before(doc, clause, masked, city)
        names = (
            names + companions(doc, clause, masked, city, names[-1].end - clause.start)
            if names
            else _subject_after(doc, clause, masked, mark + 1)
        )
        if names:
            return "party.with_city", names
    names = (
        whose_ceremony(doc, clause, masked)
        or _acting_alone(doc, clause, masked)
        or visited(doc, clause, masked)
        or whose_head(doc, clause)
    )
    return "party.with_city", names


_SIDE_BY_SIDE = re.compile(r"[와과]\s(?:함께|나란히|더불어)\s")


def _subject_beside(doc: Document, clause: Clause, masked: str, left: int, mark: int) -> tuple[Name, ...]:
    """'가나다가 라마바와 나란히 광주시의 80번째 협약에 서명했다': the subject, of a pact that is the city's."""
    together = _SIDE_BY_SIDE.match(masked, mark)
    if not together or WITH.search(masked, together.end()):
        return ()
    words = doc.text[clause.start + together.end() : clause.pact_start]
    its = doc.cues.series.search(words) or any(f"{name}의 " in words for name in doc.programme.city_names)
    names = _subject_before(doc, clause, masked, left + 1) if its else ()
    # '행사가 끝난 뒤 라마바와 함께': what happened before is no signer.
    sure = all(is_sure(doc, n) or introduces(doc.text[clause.start : n.end]) for n in names)
    return names if sure and not any(PERSONS.search(name.text) for name in names) else ()


# '광주시는 협약을 ㈜가나다, 라마바와 맺었다'.
_NAMED_AFTER = re.compile(
    rf"(?:{PACT})['\"]?[을를]\s(?P<list>[^.\n]{{2,60}}?)[와과]\s(?:[^\s]{{1,6}}\s){{0,2}}(?:체결|맺)"
)


def other_signs(doc: Document, clause: Clause) -> bool:
    """'광주시와 협약한 가나다가 협약을 병원과 맺었다': neither who signs nor with whom is the city."""
    match = _NAMED_AFTER.match(doc.text, clause.pact_start, clause.end)
    if not match or doc.cues.city_names.search(match["list"]):
        return False
    before = doc.text[clause.start : clause.pact_start]
    subject = next(iter(list(SUBJECT.finditer(before))[-1:]), None)
    cities = (*doc.cues.city.finditer(before), *doc.cues.city_names.finditer(before))
    return bool(subject and not any(city.end() == subject.start() for city in cities))


def _named_after(doc: Document, clause: Clause) -> tuple[Name, ...]:
    """Whom the clause names between the pact and its verb, unless that is the city."""
    match = _NAMED_AFTER.match(doc.text, clause.pact_start, clause.end)
    if not match or doc.cues.city_names.search(match["list"]):
        return ()
    left = left_edge(doc, match["list"], len(match["list"]))
    return names_between(doc, match.start("list") + left, match.end("list"))


_TAKEN_IN = re.compile(
    r"(?<=[^\s,])(?:을|를|까지)\s(?:[^\s,]{1,8}(?<![을를])\s){0,3}?(?:초청|초대|초빙|맞이|맞아|맞은|맞고|불러|불렀|만나|영입|데려|모셔|나눠|짝을)"
)


_OPPOSITE_CITY = re.compile(r"[와과]\s(?:함께|나란히)\s(?P<city>[^\s,]{2,8})[을를]\s(?:상대로|상대방으로)\s")
# '㈜가나다와 앱을 만든 ㈜라마바를 광주에 정착시키기 위한': whom the pact is to bring.
_BROUGHT = re.compile(
    r"[을를]\s[가-힣]{2,8}(?:에|로)\s(?:정착시키|안착시키|유치하|끌어들이|불러들이|데려오|뿌리내리게\s하)기\s위(?:한|해)\s"
)


def _brought_with(doc: Document, clause: Clause, masked: str, mark: int) -> tuple[Name, ...]:
    """The last of those whom the pact is to bring to the city, after words that describe it."""
    brought = _BROUGHT.search(masked, mark)
    if not brought or WITH.search(masked, mark + 1, brought.start()):
        return ()
    return names_between(doc, clause.start + mark + 2, clause.start + brought.start(), strict=True)


# '광주시가 ㈜가나다, 라마바를 상대로 업무협약을 체결했다'.
_AGAINST = re.compile(r"(?<=[^\s,])(?:을|를)\s(?:상대로|짝으로)(?=\s)")
# '가나다를 협약 상대로 맞았다', '가나다가 협약의 15번째 파트너가 됐다'.
_AS_PARTNERS = re.compile(
    r"[^\s]{2,12}(?:\s?\([^)\n]{1,8}\))?(?:의?\s\d{1,4}번째)?(?:\s새(?:로운)?)?\s(?:상대|상대방|파트너|동반자|식구|기업|기관|업체)(?:(?P<taken>으로|로)|[이가])\s"
)
_OBJECT = re.compile(r"(?<=[^\s,])[을를]\s")
_NEW_PARTNER = re.compile(r"(?<=[^\s,])(?:이|가|도)\s")


def _taken_in(doc: Document, clause: Clause, masked: str) -> tuple[Name, ...]:
    """'가나다와 ㈜라마바를 시청으로 초청해 협약을': whom the city took in is whom it signed with."""
    as_partners = _AS_PARTNERS.match(doc.text, clause.pact_start, clause.end)
    if as_partners:
        taken = next(iter(list((_OBJECT if as_partners["taken"] else _NEW_PARTNER).finditer(masked))[-1:]), None)
    else:
        taken = _TAKEN_IN.search(masked) or _AGAINST.search(masked)
    if not taken or WITH.search(masked, taken.end()):
        return ()
    # '가나다는 라마바와 함께 광주시를 상대로': the city is the other side.
    if taken.re is _AGAINST and doc.cues.city_names.fullmatch(masked[: taken.start()].split(" ")[-1]):
        return ()
    # '병원을 상대로 영업하는 가나다가': whom the party deals with.
    if taken.re is _AGAINST and SUBJECT.search(masked, taken.end()):
        return ()
    left = left_edge(doc, masked, taken.start())
    return names_between(doc, clause.start + left, clause.start + taken.start(), strict=True)


def _within_sort(masked: str, subject: re.Match[str]) -> bool:
    """Is the particle part of the words that say what sort of bodies they are?"""
    sort = _SORT_OF_BODIES.match(masked, subject.end())
    return bool(sort and (subject.group() in "이가" if sort["verb"] else subject.group() == "는"))


def _acting_alone(doc: Document, clause: Clause, masked: str) -> tuple[Name, ...]:
    """'가나다는 시청에서 협약을 체결했다': the subject, where the city is only the place or among those present."""
    subjects = islice(SUBJECT.finditer(masked), MOST_SUBJECTS)
    subject = next((m for m in subjects if not (m.group() == "는" and _DOES.search(masked, 0, m.start()))), None)
    if (
        not subject
        or _within_sort(masked, subject)
        or not agrees(masked[: subject.start()].split(" ")[-1], subject.group())
    ):
        return ()
    return names_between(doc, clause.start + left_edge(doc, masked, subject.start()), clause.start + subject.start())


_INTRODUCES = re.compile(
    r"(?:기업|업체|회사|스타트업|개발사|제조사|(?:만드는|개발하는|제작하는|공급하는|생산하는|연구하는|다루는|운영하는|서비스하는|보유한))\s$"
)


# '데이터센터 냉각 기업 가나다': the words that say what sort of body the name is.
_INTRODUCTION = re.compile(
    r"(?:[^\s,]{1,12}(?<![은는이가서와과])\s){0,4}?[^\s,]{0,8}(?:기업|업체|회사|스타트업|개발사|제조사)\s$"
)


def without_names(doc: Document, clause: Clause) -> str:
    """The clause without its partners' names: what is left says what the pact is about."""
    rule_id, names = with_clause(doc, clause)
    words, end = "", clause.start
    if rule_id == "party.with_city" and names:
        # '의료영상 기업 가나다가 광주시와': what the party does is not what the pact is about.
        first = min(name.start for name in names)
        end = first if _INTRODUCES.search(doc.text, clause.start, first) else end
    # What a pact on the series' topic is about its own title says, not what its partners do.
    last = max((name.end for name in names), default=clause.start)
    titled = rule_id == "party.city_with" and doc.cues.topic.search(doc.text, last, max(last, clause.pact_start))
    for name in sorted(names, key=lambda name: name.start):
        before = doc.text[end : name.start]
        words += _INTRODUCTION.sub("", before) if titled else before
        end = max(end, name.end)
    return words + doc.text[end : clause.end]


# '사회자가 호명할 때마다', '밴드가 연주하는 가운데': what another does meanwhile.
_MEANWHILE = re.compile(r"[을할]\s때마다\s|[는은]\s(?:가운데|동안|사이)\s")


def _subject_before(doc: Document, clause: Clause, masked: str, city: int) -> tuple[Name, ...]:
    """'티맥스는 광주시와': the party is the subject."""
    subjects = [
        match.start()
        for match in SUBJECT.finditer(masked[:city])
        if agrees(masked[: match.start()].split(" ")[-1], match.group())
        and not in_bracket(masked, match.start())
        and not (match.group() == "는" and _VERB_STEM.search(masked, 0, match.start()))
        and not _within_sort(masked, match)
        and not _MEANWHILE.search(masked, match.end(), city)
    ]
    if not subjects:
        return ()
    mark = subjects[-1]
    left = left_edge(doc, masked, mark)
    return names_between(doc, clause.start + left, clause.start + mark)


def _subject_after(doc: Document, clause: Clause, masked: str, after: int) -> tuple[Name, ...]:
    """'광주시와 티맥스가': the party is the rest of the subject."""
    for match in _WITH_ME.finditer(masked, after):
        word = masked[after : match.start()].split(" ")[-1]
        if agrees(word, match.group()[:1]) and not in_bracket(masked, match.start()):
            last = _HEAD.search(masked[: match.start()], after) or _SIDES.search(masked[: match.start()], after)
            end = last.start("head") if last else match.start()
            return names_between(doc, clause.start + after, clause.start + end)
    return ()
