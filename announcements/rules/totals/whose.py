"""Whose partners a figure counts: the city's, or another city's, an association's, a company's."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.rules.parties.counterparties import attested_in
from announcements.text import Sentence

# A city, district, school or other body by its name.
BODY = (
    r"(?<![가-힣])(?P<name>(?!다시|역시|또다시|당시|즉시|수시|임시|혹시|잠시|반드시|시대|세대|확대)"
    r"(?:[가-힣]{2,6}시|[가-힣]{2,4}군|[가-힣]{1,3}구|[가-힣]{1,3}[남북]도|경기도|강원도|제주도|"
    r"[가-힣]{2}대|[가-힣]{2,8}(?:대학|대학교|병원|공사|공단|진흥원)))"
)
BODIES = re.compile(rf"{BODY}(?![가-힣])")
_BESIDE = re.compile(rf"{BODY}(?:의|와|과)?\s$")
_WHO = re.compile(r"(?<!\S)(?P<who>[^\s,'\"()]{2,}?)(?P<particle>[와과]|이|가|의)\s")
_BETWEEN = re.compile(r"업무|관련|공식|이미|새로|함께|비즈니스|정식|\s")
_KINDS = re.compile(
    r"(?:식구|짝|상대|파트너|동반자|기업|업체|기관|(?<!자치)단체|회사|곳|개사|공동|우리|부서|정책[과관실])(?:들)?$"
)
_A_BODY = re.compile(r"(?:회사|업체|기업|구역청|협회|대학|학교|재단|조합|센터|병원|공사|공단|자치단체|지자체|정부)$")
# Characters before a figure's words within which its owner stands.
_NEAR = 60


def of_another(doc: Document, sentence: Sentence, position: int) -> bool:
    """Do the words right before say that the partners are somebody else's than the city's?

    '전주시 협약 기업', '협회와 협약을 맺은 기업', '이 회사가 협약한 병원', '가나다의 협력 기업'.
    """
    start = max(sentence.start, position - _NEAR)
    beside = _BESIDE.search(doc.text, start, position)
    if beside and not _is_city(doc, beside["name"]):
        return True
    last = max(_WHO.finditer(doc.text, start, position), key=lambda match: match.start(), default=None)
    between = doc.text[last.end() : position] if last else ""
    if not last or _BETWEEN.sub("", doc.cues.topic.sub("", doc.cues.series.sub("", between))):
        return False
    who = last["who"]
    if _is_city(doc, who) or doc.cues.topic.search(who):
        return False
    if last["particle"] == "의":
        return bool(_A_BODY.search(who)) or attested_in(doc, who)
    return not _KINDS.search(who) or (last["particle"] in "이가" and bool(_A_BODY.search(who)))


_TOPIC = re.compile(r"(?:(?:이|또|한편|반면),?\s)?(?P<who>[^\s,'\"()]{2,14}?)(?:은|는)\s")


def subject_is_another(doc: Document, sentence: Sentence, position: int) -> bool:
    """'협회는 지금까지 120개 기업과', '전남대는 …': does somebody else than the city act from the sentence's start?"""
    topic = _TOPIC.match(doc.text, sentence.start, position)
    if not topic or _is_city(doc, topic["who"]) or doc.cues.city.search(doc.text, sentence.start, position):
        return False
    who = topic["who"]
    return bool(_A_BODY.search(who) or re.fullmatch(BODY, who)) or attested_in(doc, who)


_ACTS_OR_OWNS = re.compile(rf"{BODY}(?=[은는이가의와과]\s)")
# Not '식구가', '연구는'.
_NO_DISTRICT = re.compile(r"[^동서남북중]구")


def another_body_before(doc: Document, sentence: Sentence, position: int) -> bool:
    """Is the last city or body named before it in the sentence another than the city?"""
    named = [
        match
        for match in _ACTS_OR_OWNS.finditer(doc.text, sentence.start, position)
        if not _is_city(doc, match["name"]) and not _NO_DISTRICT.fullmatch(match["name"])
    ]
    return bool(named) and not doc.cues.city.search(doc.text, named[-1].end(), position)


def _is_city(doc: Document, who: str) -> bool:
    return bool(doc.cues.city_names.fullmatch(who.removesuffix("장"))) or who in ("시", "市") or who.endswith("시장")


# Where else than in the city: '부산에 사무소를 열었다', '서울로 본사를 옮긴'; not '서울에 본사를 둔 기업'.
_ELSEWHERE = re.compile(
    r"(?<![가-힣])(?:서울|경기|부산|대전|대구|인천|세종|울산|전남|전북|경남|경북|충남|충북|강원|제주|수도권|판교|성남|해외|국외|"
    r"미국|일본|중국|베트남|동남아|유럽|영국|독일|싱가포르|인도|실리콘밸리|다른\s(?:지역|도시)|타\s?지역)(?:시|도|지역)?"
    r"(?:(?:에|에는|에도)\s(?!(?:본사|기반|연구소)를?\s|있[는던]\s|둔\s)|에서(?:는)?\s(?=(?:사무[실소]|법인|지사|본사)[를을]\s)|으?로\s)"
)


def elsewhere(doc: Document, start: int, end: int) -> bool:
    """Is the place named last there another than the city?"""
    places = list(_ELSEWHERE.finditer(doc.text, start, end))
    if not places or doc.cues.city_names.search(places[-1].group()):
        return False
    return not doc.cues.city_names.search(doc.text, places[-1].end(), end)
