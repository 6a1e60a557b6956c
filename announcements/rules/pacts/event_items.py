"""A signing that is one item of an event's programme: '유공자 표창, 광주시와 AI 기업 14곳의 업무협약, 기조강연'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.pacts.words import PACT
from announcements.rules.registry import rule

_ITEM = re.compile(
    rf"\d{{1,3}}\s?(?:개사|곳|개\s?(?:기업|업체|기관)|개)(?:·(?:기관|기업|단체|협회))?(?P<whose>(?:와|과)의|의|\s간의?|\s사이의)\s[^.,]{{0,30}}?(?:{PACT})['\"]?"
    # '업무협약 성과를 보여주는 전시' is an item of another sort.
    r"(?:\s?\([^)\n]{1,8}\))?(?:\s(?:체결|서명))?(?:식)?(?=\s?[,·]|\s(?:등|순|및)|[이과와도]\s|[은을]\s(?![^.,]{0,12}?(?:소개|알리|보여|설명|홍보|담은|다룬))|으로\s)"
)
_GATE = Gate(_ITEM)
_HELD = re.compile(
    r"(?:이어졌|진행됐|진행했|열렸|마련됐|가졌|펼쳐졌|꾸며졌|꾸려졌|채워졌|짜였|구성됐|치러졌|이뤄졌|마무리됐|있었다)(?!던)"
)
# '협약 체결이 눈길을 끌었다', '협약식이 행사의 하이라이트였다'.
_DREW = re.compile(
    r"(?:이|도|은)\s(?:[^\s,.]{1,10}(?<![을를이가은는])\s){0,3}?"
    r"(?:(?:눈길|이목|시선|관심|주목)[을를]\s(?:[가-힣]{1,3}\s)?(?:끌었|모았|받았|사로잡았)|(?:하이라이트|백미|절정|압권)(?:였|이었)|"
    r"(?:[가-힣]{1,6}[을를]\s)장식했|돋보였)"
)
_OTHER_SORT = re.compile(
    r"(?:수출|채용|고용|투자|후원|기부|교육|공급|납품|구매|입주|참가|임대|위탁|봉사|장학|인턴(?:십)?|실습|상생|교류)\s?(?:업무\s?)?협약"
)
_BACK = re.compile(r"지난해|작년|지난달|앞서|그동안|당시|예정|앞두|앞둔|계획|오는\s")


@rule(
    "signing.programme_item",
    positive=(
        "광주시가 3일 연 선포식은 성과 발표, AI 기업 7개사와의 유치 업무협약(MOU), 결의 순으로 이어졌다. "
        "광주시와 AI 기업 2개사의 '광주형 AI 비즈니스 업무협약' 체결도 눈길을 끌었다."
    ),
    negative=(
        "광주시가 3일 연 선포식은 성과 발표, AI 기업 7개사의 전시 순으로 이어졌다. "
        "광주시와 AI 기업 2개사의 업무협약을 소개하는 전시도 눈길을 끌었다."
    ),
    gate=_GATE,
)
def programme_item(doc: Document) -> Iterator[Finding]:
    """The signing is one item of an event that was held ('AI 기업 7개사와의 업무협약 … 순으로 이어졌다')."""
    for sentence in doc.holding(_GATE):
        match = _ITEM.search(doc.text, sentence.start, sentence.end)
        is_held = match and (_HELD.search(sentence.text) or _DREW.match(doc.text, match.end(), sentence.end))
        if not match or not is_held or _BACK.search(sentence.text):
            continue
        item = doc.text[max(sentence.start, doc.text.rfind(",", sentence.start, match.start()) + 1) : match.end()]
        # '7개사와의 업무협약' is the host's; '광주시와 7개사의 업무협약' says whose.
        with_host = match["whose"][:1] in "와과" or doc.cues.city.search(item)
        if _OTHER_SORT.search(match.group()):
            continue
        if with_host and doc.cues.topic.search(item) and not doc.cues.other_pact.search(sentence.text):
            yield Finding("signing.programme_item", "signing", *match.span(), grade="C")
