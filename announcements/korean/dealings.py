"""Words within a list that name nobody of it: whom one deals with, what one makes, how many there are of each."""

from __future__ import annotations

import re
from itertools import pairwise

# '가나다, 라마바와 시장을 다투는 사아자': whom the one named last deals with.
DEALS_WITH = re.compile(
    r"[와과]\s(?:[^\s,]{1,8}(?:을|를|에서|으로|로)?\s){0,2}?(?:다투는|겨루는|경쟁하는|경쟁해\s온|맞서는|맞붙은|합병한|합작한|협업하는|협업한|"
    r"협력하는|협력한|협력해\s온|손잡은|손을\s잡은|일하는|일해\s온|계약한|계약을\s맺은|함께\s[가-힣]{1,5}(?:한|하는|온|든)|"
    r"거래하는|거래해\s온|제휴한|결별한|쌍벽을\s이루는|어깨를\s나란히\s하는)\s"
    # '레이더와 인공지능을 결합한 사아자'.
    r"|[와과]\s(?:[^\s,]{1,8}\s)?[^\s,]{1,10}[을를]\s(?:[^\s,]{1,6}\s)?(?:결합|접목|융합|조합|연결|묶|합친|합쳐|섞|더한|더해|엮)[^\s,]{0,3}\s"
    # '가나다와 라마바가 세운 합작사 사아자'.
    r"|[와과]\s[^\s,]{2,12}[이가]\s(?:함께\s|공동으로\s)?(?:세운|만든|설립한|출자한|투자한|키운|꾸린|차린|출범시킨)\s"
)

# '첨단지구(9개), 상무지구(7곳)', '서울(58%), 경기(21%)': a list that counts its items tells how others are parted.
_COUNTED_ITEM = re.compile(
    r"(?<=[^\s,])\s?\(\d{1,3}(?:\.\d)?\s?(?:개사?|개\s?(?:기업|업체)|곳|건|명|%)?\)(?=[,·와과은는이가를을였]|\s(?:등|순|및)|\s?$)"
)

# '오라클 제품을 공급하는 가나다', '학교 등에 납품하는 라마바': the words before are a list of the same objects.
SHARED_OBJECT = re.compile(
    r"\s*\S{1,20}\s(?:등(?:에|을|의|과|와|에게|에서)?|(?:[가-힣]{1,6}\s)?(?:제품|솔루션|서버|장비|"
    r"브랜드|소프트웨어|차량|칩|부품)(?:을|를|의|에))\s"
    r"[^,]{0,24}?[가-힣](?:는|한|온|던|은)\s"
)


# "'말벗', '글벗'을 만든 가나다": a list of what it makes.
QUOTED_OBJECT = re.compile(r"\s*'[^'\n]{1,24}'(?:을|를|으?로|의)\s[^,]{0,24}?[가-힣](?:는|한|온|던|은|든|낸|린)\s")

# '가나다(1호), 라마바(50호)'.
_NTH_ITEM = re.compile(r"(?<=[^\s,])\s?\((\d{1,3})(?:호|번째?|번째\s협약)\)")


def counts_others(text: str, start: int, end: int) -> bool:
    """Are the items followed by how many there are of each, or by ordinals that are not those of one signing?"""
    if text.find("(", start, end) < 0:
        return False
    ordinals = [int(number) for number in _NTH_ITEM.findall(text, start, end)]
    apart = any(abs(after - before) > 1 for before, after in pairwise(ordinals))
    return apart or len(_COUNTED_ITEM.findall(text, start, end)) > 1
