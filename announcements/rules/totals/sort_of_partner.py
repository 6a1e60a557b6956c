"""Figures of one sort of partner, of a part of them or of a body's members, and of who among these settled."""

from __future__ import annotations

import re

from announcements.document import Document, Finding
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, to_int
from announcements.korean.particles import ADNOMINAL
from announcements.rules.goals.whose import ANY_SORT
from announcements.text import Sentence

_ALL = r"(?:(?:모두|총|현재|지금까지|누적|전체)\s)*$"
# '인공지능 헬스케어 기업은 48개사', '외국 기업은 14곳', '스타트업은 91개사'.
_OF_A_SORT = re.compile(
    rf"(?P<before>(?<![^\s])[가-힣A-Za-z()]{{2,10}}\s)(?P<sort>[가-힣A-Za-z·]{{2,10}})\s(?:기업|업체|회사)(?:은|는|이|가|도)\s{_ALL}"
)
_OF_A_KIND = re.compile(
    r"(?<![가-힣])(?:(?:외국계?|국내|해외|중소|중견|벤처|창업|여성|상장)\s?기업|대기업|스타트업|벤처|팹리스)"
    rf"(?:은|는|이|가|도)\s{_ALL}"
)
_DID = re.compile(rf"[{ADNOMINAL}의]$|협약|협력|이전|개소|설립|유치|입주")
# '협약 기업 가운데 혁신상을 받은 곳은 18개사': some of them; not those that signed or settled.
_OF_A_PART = re.compile(
    rf"(?:가운데|\s중)(?:에서|에는)?,?\s(?P<did>[^.,\d]{{0,30}}?(?:곳|데|기업|업체|회사|팀|토박이|출신))(?:은|는|이|가)\s{_ALL}"
)
_SIGNED_OR_SETTLED = re.compile(
    r"협약|손을?\s?(?:맞)?잡|사무[실소]|지사|법인|본사|둥지|입주|개소|문을\s연|정착|자리|내려|옮겨"
)
# '협의회 회원사가 121곳으로 늘었다. 시와 협약한 기업이 98곳'.
_MEMBERS = re.compile(
    rf"(?:회원사?|회원\s?기업|참가\s?기업|입주\s?기업|응답\s?기업)(?:은|는|이|가|만)?\s[^.\d]{{0,8}}(?P<n>{NUMBER})"
)
_COUNTED = re.compile(rf"(?P<n>{NUMBER}){ORGANISATION_COUNTER}")
_PARTNERS = ("agreements_total", "companies")
_SETTLED = ("offices_opened", "corporations_established", "hq_relocated", "employees")
# Sentences that go on about those just counted bring no word of the whole.
_OF_ALL = re.compile(r"협약|유치|전체|모두\s합|통틀어|누적")


def is_of_some(doc: Document, sentence: Sentence, figure: Finding) -> bool:
    """Is it a sort's or a part's own number, or of those of them who settled?"""
    before = doc.text[sentence.start : figure.start]
    told = [s for s in doc.body_before(sentence)[-1:] if s.line == sentence.line]
    if figure.measure_code in _PARTNERS:
        members = [match for s in told if "협약" not in s.text for match in _MEMBERS.finditer(s.text)]
        among = any((figure.value_count or 0) < to_int(match["n"]) for match in members)
        return among or (figure.measure_code == "agreements_total" and counts_some(doc, before))
    if figure.measure_code not in _SETTLED or _OF_ALL.search(before):
        return False
    counted = [(s, match) for s in told for match in _COUNTED.finditer(doc.text, s.start, s.end)][-1:]
    return any(
        counts_some(doc, doc.text[s.start : match.start()])
        and (figure.measure_code == "employees" or (figure.value_count or 0) <= to_int(match["n"]))
        for s, match in counted
    )


def counts_some(doc: Document, before: str) -> bool:
    """Do the words right before a number say that it counts a sort of partners, or a part of them?"""
    sort = _OF_A_SORT.search(before)
    if _OF_A_KIND.search(before) or (sort and doc.cues.topic.search(sort["before"]) and not _is_any(doc, sort["sort"])):
        return True
    part = _OF_A_PART.search(before)
    return bool(part and not _SIGNED_OR_SETTLED.search(part["did"]))


def _is_any(doc: Document, sort: str) -> bool:
    """Is the word none that tells some companies from others?"""
    return bool(
        ANY_SORT.fullmatch(sort) or _DID.search(sort) or doc.cues.topic.search(sort) or doc.cues.city_names.search(sort)
    )
