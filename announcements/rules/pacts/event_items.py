"""A signing that is one item of an event's programme: '유공자 표창, 광주시와 AI 기업 14곳의 업무협약, 기조강연'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.pacts.words import PACT
from announcements.rules.registry import rule

_ITEM = re.compile(
    rf"\d{{1,3}}\s?(?:개사|곳|개\s?(?:기업|업체|기관)|개)(?:·(?:기관|기업|단체|협회))?(?P<whose>(?:와|과)의|의|\s간의?|\s사이의)\s[^.,]{{0,20}}?(?:{PACT})"
    # '업무협약 성과를 보여주는 전시' is an item of another sort.
    r"(?:\s?\([^)\n]{1,8}\))?(?:\s(?:체결|서명))?(?:식)?(?=\s?[,·]|\s(?:등|순|및)|[이과와을도]\s|으로\s)"
)
_GATE = Gate(_ITEM)
_HELD = re.compile(
    r"(?:이어졌|진행됐|진행했|열렸|마련됐|가졌|펼쳐졌|꾸며졌|꾸려졌|채워졌|짜였|구성됐|치러졌|이뤄졌|마무리됐|있었다)(?!던)"
)
_BACK = re.compile(r"지난해|작년|지난달|앞서|그동안|당시")


@rule(
    "signing.programme_item",
    positive="광주시가 3일 연 선포식은 성과 발표, AI 기업 7개사와의 유치 업무협약(MOU), 결의 순으로 이어졌다.",
    negative="광주시가 3일 연 선포식은 성과 발표, AI 기업 7개사의 전시 순으로 이어졌다.",
    gate=_GATE,
)
def programme_item(doc: Document) -> Iterator[Finding]:
    """The signing is one item of an event that was held ('AI 기업 7개사와의 업무협약 … 순으로 이어졌다')."""
    for sentence in doc.holding(_GATE):
        match = _ITEM.search(doc.text, sentence.start, sentence.end)
        if not match or not _HELD.search(sentence.text) or _BACK.search(sentence.text):
            continue
        item = doc.text[max(sentence.start, doc.text.rfind(",", sentence.start, match.start()) + 1) : match.end()]
        # '7개사와의 업무협약' is the host's; '광주시와 7개사의 업무협약' says whose.
        with_host = match["whose"][:1] in "와과" or doc.cues.city.search(item)
        if with_host and doc.cues.topic.search(item) and not doc.cues.other_pact.search(sentence.text):
            yield Finding("signing.programme_item", "signing", *match.span(), grade="C")
