"""Whose goal a sentence tells of: the city's, or a company's, a body's, another plan's."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.names import LEGAL_FORM
from announcements.korean.particles import ADNOMINAL
from announcements.rules.parties.counterparties import attested_in
from announcements.rules.totals.whose import subject_is_another
from announcements.text import Sentence

# Not '길게는 2029년까지', '같은 해까지'.
_SUBJECT = re.compile(
    r"(?<![^\s,])(?!(?:길게|짧게|크게|멀리|장기적으로|최종적으로|궁극적으로)는\s|같은\s)[^\s,]{1,30}(?:은|(?<!까지)(?<!에)는|이|가)\s"
)
_PURPOSE = re.compile(r"목표|계획|비전|구상|방침|유치|일자리|기업")
_OFFICIAL = re.compile(
    r"(?:(?P<city>[가-힣]{2,8}|시)\s)(?:[A-Za-z가-힣·]{2,12}\s?)?(?:관계자|담당자|당국|국장|과장|실장|팀장|본부장|시장|부시장|정책관|담당관|기획관|총괄관|대변인)(?:은|는)\s$"
)
_SORT = re.compile(r"(?P<sort>[^\s,]+)\s(?:관련\s)?(?:기업|업체|회사)\s?$")
# '수소 기업 300곳 유치, 일자리 1000개': the jobs are of the same plan.
_SORT_COUNTED = re.compile(r"(?P<sort>[^\s,]+)\s(?:관련\s)?(?:기업|업체|회사)(?:을|를)?\s?\d")
ANY_SORT = re.compile(
    r"관련|유망|선도|전문|우수|신규|새|국내외|국내|해외|글로벌|앵커|모두|최소|협약|협력|유치|입주|목표|"
    r".*(?:[을를은는이가의로에서해고며한된과와및]|까지|부터)"
)


# '전시회에 기업 310개를': where they come for some days only.
_TO_AN_EVENT = re.compile(
    r"(?:전시회?|박람회|행사|대회|포럼|축제|콘퍼런스|컨퍼런스|설명회|상담회|한마당|엑스포|공모전|간담회)장?(?:에|에만|으로|로)\s(?:[^\s,.]{1,8}\s){0,3}$"
)

# '광산구는 … 협약을 맺었다. 2027년까지 일자리 800개를 지키겠다는 내용이다.'
_A_BODY_ACTS = re.compile(r"^(?:[가-힣]{2,4}구|[가-힣]{2,8}(?:대|대학교|대학))(?:는|가|도|은)\s")
_ITS_CONTENT = re.compile(r"(?:내용이다|내용을\s담았다|골자다)\.?$")


def content_of_another(doc: Document, sentence: Sentence) -> bool:
    before = doc.sentences[sentence.index - 1].text if sentence.index else ""
    return bool(_ITS_CONTENT.search(sentence.text) and _A_BODY_ACTS.search(before))


# '미래차 분야에서는 일자리 8천개': those of that field.
_IN_A_FIELD = re.compile(
    r"(?P<sort>[^\s,.]{2,10})\s?(?:분야|산업|부문|업종)(?:에서는|에서만|에서|에는|은|는)\s[^,.\d]{0,14}$"
)


# '투자협약으로 2027년까지 일자리 1만 2천개를'.
_BY_A_PACT = re.compile(r"[^\s,.]{1,10}\s?협약(?:으로|을\s통해|에\s따라)\s")


def of_another_sort(doc: Document, before: str) -> bool:
    """'수소 기업 50개': companies of a sort that is not the programme's."""
    field = _IN_A_FIELD.search(before)
    pact = _BY_A_PACT.search(before)
    if "펀드로 " in before or "펀드를 통해 " in before:
        return True
    if pact and doc.cues.other_pact.search(pact.group()):
        return True
    if _TO_AN_EVENT.search(before) or (field and not doc.cues.topic.search(field["sort"])):
        return True
    sorts = [match["sort"] for match in (_SORT.search(before), *_SORT_COUNTED.finditer(before)) if match]
    return any(
        sort in ("참가", "참여", "입점", "후원") or not ANY_SORT.fullmatch(sort)
        for sort in sorts
        if not doc.cues.topic.search(sort) and not doc.cues.city_names.fullmatch(sort)
    )


# '가나다, 광주에 연구소… "2024년까지 일자리 310개"'.
_HEAD_SUBJECT = re.compile(r"(?P<who>[^\s,'\"]{2,14}(?<!시장))(?:㈜)?,\s")


# '1단계가 끝나는 2024년까지': the subject of what happens then.
_WHEN = re.compile(
    rf"[^\s,]{{1,20}}[이가]\s(?:[^\s,.]{{1,10}}[을를]\s)?[^\s,.]{{0,8}}[{ADNOMINAL}]\s(?=(?:20|['’])\d\d년)"
)


def _city_before(doc: Document, sentence: Sentence) -> bool:
    """Is it the city that the sentence itself, or the one before, is about?"""
    before = doc.body_before(sentence)[-1:]
    return any(doc.cues.city.search(place.text) for place in (sentence, *before))


# '로봇 회사 가나다는 공장을 짓는다.'
_A_COMPANY = re.compile(
    rf"(?:[^\s,.]{{1,14}}\s){{0,3}}?(?:[^\s,.]{{0,8}}(?:회사|업체|기업|스타트업)(?:인)?\s|{LEGAL_FORM})[^\s,.]{{2,20}}?(?:은|는)\s"
)


def _goes_on_about_another(doc: Document, sentence: Sentence) -> bool:
    """Without a subject a sentence goes on about the one before, which may tell of a company or another body."""
    return any(
        _A_COMPANY.match(before.text) or subject_is_another(doc, before, before.end)
        for before in doc.body_before(sentence)[-1:]
    )


def of_another_subject(doc: Document, sentence: Sentence, position: int) -> bool:
    """Is somebody else than the city the subject: a party that plans, or a project?"""
    head = _HEAD_SUBJECT.match(doc.text, sentence.start, position) if sentence.role == "headline" else None
    if head and attested_in(doc, head["who"]) and not doc.cues.city_names.search(head["who"]):
        return True
    when = _WHEN.search(doc.text, sentence.start, position)
    subjects = _SUBJECT.finditer(doc.text, sentence.start, position)
    subject = next((s for s in subjects if not (when and when.start() <= s.start() < when.end())), None)
    if not subject and (when or not doc.cues.city.search(doc.text, sentence.start, position)):
        return _goes_on_about_another(doc, sentence) or (bool(when) and not _city_before(doc, sentence))
    if not subject or _PURPOSE.search(subject.group()):
        return False
    official = _OFFICIAL.search(doc.text, sentence.start, subject.end())
    if official and (official["city"] in ("시", "") or doc.cues.city_names.search(official["city"])):
        return False
    actor = doc.cues.city.search(doc.text, sentence.start, subject.end())
    return not (actor and actor.end() >= subject.end() - 2)
