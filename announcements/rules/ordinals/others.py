"""Ordinals that are not of the series: another body's, of a part of the run, to come, or of other things altogether."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.ordinals import Ordinal
from announcements.rules.totals.whose import BODY
from announcements.text import Sentence

_NOT_SERIES_BEFORE = re.compile(
    r"(?:왼쪽|오른쪽|에서|줄|세계|국내|전국|아시아)\s?(?:에서|부터)?\s?$|(?:지난해|작년|앞서|이미)"
    r"(?![^,.]{0,20}(?:이래|이후|만에|뒤|시작))[^,.]{0,20}$|(?:19|20)\d\d년\s?(?:\d{1,2}월)?(?![^,.]{0,12}(?:이래|"
    r"이후|만에|뒤|시작))[^,.]{0,12}$|['\"][^'\"\n]{1,20}['\"](?:은|는)\s(?:이번이\s)?(?:벌써\s)?$|(?:유치|방문|참가|개최)(?:은|는)\s(?:이번이\s)?$|"
    r"(?:올해|새해|올\s들어|상반기|하반기|민선\s?\d기|취임)(?![^,.]{0,20}(?:이자|이래|이후|만에|뒤))[^,.…]{0,12}$"
    # '애초 215~223번째 협약을 맺으려 했으나'.
    r"|(?:애초|당초)[^,.]{0,24}$"
)
_IN_ALL = re.compile(r"(?:통산|누적(?:으로는|으로)?|누계(?:로는|로)?|전체(?:로는|로)|통틀어|다\s합쳐|모두\s합쳐)\s$")
# '광산구의 AI 협약은 11~13번째가 됐다', '대학이 AI 기업과 협약한 것은 전체로는 51번째다'.
_OF_A_BODY = re.compile(r"(?:^|(?<=\s))(?:[가-힣]{0,3}구|대학|학교|병원)(?:의|이|가|은|는)\s")
# '헬스케어 분야로는', '기관으로는', '수도권 기업과는', '매출로는': counted among some only.
_OF_A_PART = re.compile(
    r"(?:(?:분야|부문|업종|매출|규모|고용|(?<!기업·)(?<!기업과 )기관|협회|단체|대학|병원)"
    r"(?:으?로는|으?로만|[와과]는|[와과]의(?:\s(?:업무\s?)?협약(?:으로는|만으로는|만|만\s치면))?|\s?가운데|\s중)"
    r"|(?:수도권|서울|해외|외국계?|지역)\s?(?:기업|업체|회사)(?:으?로는|[와과]는|[와과]의\s(?:업무\s?)?협약(?:으로는|만으로는|만)))(?:\s치면)?\s$"
)
# '헬스케어 분야 협약이 17일 5번째를'.
_PACT_OF_A_PART = re.compile(
    r"(?P<sort>[^\s,.]{2,10})\s(?:분야|부문|업종)\s(?:업무\s?)?협약(?:이|은|으로는)\s[^.,]{0,24}$"
)
# '가나다로서는 지자체와 맺은 19번째 협약': the party's own count.
_OF_THE_PARTY = re.compile(
    r"(?P<who>[^\s,]{2,}?)(?:으?로서는|으?로선)\s|입장에서는?\s|(?:지자체|지방자치단체|대학|병원|공공기관|관공서)(?:과|와)의?\s(?:(?:맺은|체결한|한)\s)?$"
)
_NOT_SERIES_AFTER = re.compile(
    # '68번이 아니라 69번째'.
    r"\s?[이가]\s아니라|"
    r"\s?['\"]?(?:[가-힣]{0,6}(?:대화|회의|행사|생일|대회|포럼|사업|간담회|토론회|설명회|박람회|전시회|강연|방문)|이미지|사진|줄|"
    r"해(?![가-힣])|로 (?:큰|많|높)|에 이르(?!는\s(?:약속|협약|업무협약))|를 기록한 바)"
    r"|[^.,…\"]{0,16}?(?:눈앞|앞두|앞둔|넘길|향해|다가|돌파)|\s?(?:업무\s?)?협약\s?(?:이후|이래)"
    r"|\s?(?:업무\s?)?(?:협약(?:을|도|까지)?|기업(?:을|도)?)?\s?(?:[가-힣]{1,6}\s)?(?:하겠|맺겠|체결하겠|이루겠|달성하겠|맞겠|유치하겠|맺을|체결할|할\s)"
    r"|\s?(?:업무\s?)?(?:협약)?(?:도|까지)\s(?:[^\s,.]{1,8}\s){0,2}(?:가능|머지|시간문제|채우|문제없)"
    r"|[^.]{0,24}?(?:한|시킨|은|된)\s(?:지\s|이후|데\s이어)|[^.,]{0,16}?(?:에\s이어|에\s이은|을\s시작으로)"
    # '24일 202번째 협약을 맺는다'.
    r"|\s?(?:업무\s?)?협약(?:식)?을?\s(?:[^\s,.]{1,8}\s)?(?:맺는다|체결한다|진행한다|연다|갖는다|맺기로|체결하기로|맺게|체결하게)(?![가-힣]*고\s\d)"
    # '200번째 협약의 주인공은 다음 달 나온다'.
    r"|[^.,…]{0,14}?(?:은|는|이|가)\s[^.,…]{0,12}?(?:다음\s?달|내달|내년|연말|조만간|이달\s(?:말|하순|중))[^.]{0,24}?(?:[가-힣]는다|나온다|된다|진다|열린다|예정|전망|것)"
    # '131번째였던 가나다', '100번째 협약 기업이었던 라마바': of another time.
    r"|\s?(?:[가-힣]{1,4}\s?)?(?:기업|기관|파트너|상대)?(?:이었|였)던"
)

# Characters before it: as much of a long sentence as can still be about it.
_REACH = 400


def is_not_series(doc: Document, sentence: Sentence, ordinal: Ordinal) -> bool:
    """Does it count something else, or somebody else's pacts? Positions are those of the document's text."""
    before, after = around(doc, sentence, ordinal)
    # '올해 들어 처음이며 통산 122번째': in all, whatever it is of the year.
    limited = _NOT_SERIES_BEFORE.search(before) and not _IN_ALL.search(before)
    if limited or _NOT_SERIES_AFTER.match(after):
        return True
    whose = doc.text[max(sentence.start, ordinal.start - _REACH) : ordinal.start]
    if _OF_A_PART.search(before) and not doc.cues.topic.search(before):
        return True
    part = _PACT_OF_A_PART.search(whose)
    if part and not doc.cues.topic.search(part["sort"]):
        return True
    party = _OF_THE_PARTY.search(whose)
    if party and not (party["who"] and doc.cues.city_names.search(party["who"])):
        return True
    of_a_body = _OF_A_BODY.search(whose) or _of_another_body(doc, whose)
    return bool(of_a_body and not doc.cues.city.search(whose))


def around(doc: Document, sentence: Sentence, ordinal: Ordinal) -> tuple[str, str]:
    before = doc.text[max(sentence.start, ordinal.start - 24) : ordinal.start]
    return before, doc.text[ordinal.end : min(sentence.end, ordinal.end + 40)]


# '대구시가 100번째 협약을 자축한 가운데', '부산시와도 28번째로 협약했고'.
_WHOSE = re.compile(rf"{BODY}(?:의|이|가|은|는|도|[와과]도?|에서)\s")


def _of_another_body(doc: Document, words: str) -> bool:
    return any(not doc.cues.city_names.fullmatch(match["name"]) for match in _WHOSE.finditer(words))
