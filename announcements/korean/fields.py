"""Fields of work right before a list of names: '생성형 AI와 반도체 설계 분야의 ㈜가나다, ㈜라마바'."""

from __future__ import annotations

import re

from announcements.korean.names import FIELD_WORDS, MARK
from announcements.korean.particles import ADNOMINAL
from announcements.organisations import INSTITUTIONS

# What fields are called by their last word; names of companies seldom end so.
_ENDS_AS_FIELD = re.compile(
    r"(?:분석|의학|공학|설계|판독|인식|처리|진단|예측|관제|제어|자동화|자율주행|공장|챗봇|모델|판별|탐지|검사|추천|번역|학습|재활|돌봄|유통|제조|농업|축산|"
    r"반도체|신약|유전체|자동차|언어|건강|법률|금융|관광|문화|교육|의료|보안|물류|전지|블록체인|인터넷|현실|디지털트윈|메타버스|핀테크|에듀테크|푸드테크|"
    r"펫테크|애그테크|스마트팜|스마트시티|(?:신약|게임|소재|부품|제품)\s개발)$"
    # '영상 기술'; 'ㅇㅇ정보기술' is a name.
    r"|(?<!\S)(?:정보|보안|나노|양자|센서|영상|음성|로봇|의료)?기술$"
    # Names do end in these: 'ㅇㅇAI', 'ㅇㅇ로봇'; by themselves or so joined they are fields.
    r"|(?:^|\s)(?:생성형|초거대|지능형|스마트|디지털|의료|산업(?:용)?|협동|서비스|물류|차량|친환경|신재생|빅|공간|영상|음성|정밀|컴퓨터|머신|확장|차세대|대체|재생)?"
    r"(?:AI|인공지능|로봇|드론|데이터|클라우드|센서|비전|영상|음성|바이오|헬스케어|케어|모빌리티|에너지|전력|배터리|플랫폼|솔루션|서비스|시스템|콘텐츠|소프트웨어|"
    r"하드웨어|게임|미디어|광고|항공|통신|환경|안전|패션|뷰티|차량|트윈)$"
)
_WORDS = r"[A-Za-z가-힣0-9()]{1,12}"
_FIELD = rf"{_WORDS}(?:\s{_WORDS}){{0,2}}?"
_JOINS = r"(?:[와과],?\s|,\s|\s및\s|·)"
# The last field and the word that says that it is one.
_LAST = (
    rf"(?:{_WORDS}\s){{0,3}}?{_WORDS}(?P<tail>\s?(?:분야|부문|업종|영역|업계)(?:의|에서\s(?:[^\s,]{{1,8}}\s)?[^\s,]{{1,6}}[{ADNOMINAL}])?|\s관련"
    rf"|\s?(?:전문\s?)?(?:기업|업체|회사|스타트업)인?|(?:을|를|에|에서)\s(?:[^\s,]{{1,8}}\s)?[^\s,]{{1,6}}[{ADNOMINAL}])\s"
)
_MOST = 5
_FIELDS = re.compile(rf"[\s'\"]*(?P<fields>(?:{_FIELD}{_JOINS}){{1,{_MOST}}}){_LAST}(?=[▲㈜(A-Za-z가-힣0-9'])")
_JOINT = re.compile(_JOINS)
_NAMED_SO = re.compile(r"분야|부문|업종|영역|업계|관련")
# '한국나래연구원과 에너지 분야의 ㈜가나다', 'KT와 …'.
_IS_BODY = re.compile(
    rf"{INSTITUTIONS}$|(?:은행|그룹|전자|텔레콤|전력|증권|보험)$|^(?!(?:AI|ICT|IT|IoT|VR|AR|XR|SW|GPU|NPU|SaaS|UAM)(?![A-Za-z]))[A-Z][A-Za-z&]"
)
_SUBJECT = r"(?:은|는|이|가|도|의|㈜)"


def after_fields(text: str, start: int, end: int) -> int:
    """Where a list of names begins behind two fields or more that all who are named work in.

    '가나다와 로봇을 만드는 라마바' is the same to look at: what does not end as fields do stays a name, unless it is
    joined to what is called a field and, other than all names behind it, bears no legal form.
    """
    match = _FIELDS.match(text, start, end)
    if not match or MARK.search(match.group()):
        return start
    fields = [field.strip(" '\"") for field in _JOINT.split(match["fields"]) if field.strip()]
    is_called = _NAMED_SO.search(match["tail"]) and (
        text.startswith("▲", match.end()) or MARK.match(text, match.end(), end)
    )
    called_so = is_called and not any(_IS_BODY.search(field) for field in fields)
    are_fields = called_so or all(_is_field(field) for field in fields)
    return match.end("fields") if are_fields and not _are_told_of(text, fields) else start


def _is_field(words: str) -> bool:
    return words.split(" ")[-1] in FIELD_WORDS or bool(_ENDS_AS_FIELD.search(words))


def _are_told_of(text: str, fields: list[str]) -> bool:
    """Does a sentence elsewhere begin with one of them as its subject, so that it may be somebody?"""
    unknown = [re.escape(field) for field in fields if field not in FIELD_WORDS]
    return bool(unknown and re.search(rf"(?:^|[.\n]\s?)(?:{'|'.join(unknown)}){_SUBJECT}\s", text))
