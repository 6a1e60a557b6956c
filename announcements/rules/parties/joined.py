"""Organisations that took part in the pact, with those named before or for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import Name, name_at
from announcements.korean.numbers import NATIVE, to_int
from announcements.rules.pacts.tenses import OLD_PHOTO
from announcements.rules.parties.beside import beside_signing
from announcements.rules.parties.count import COUNT
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import PERSONS, as_findings
from announcements.rules.registry import rule

_TOOK_PART = re.compile(
    r"(?:협약|협약서|협약식|체결식|조인식|서명식|MOU)(?:에는|에)\s(?P<list>[^.\n]{2,600}?)"
    r"(?:\s등|(?<=[㈜)])등)?(?:\s?(?:모두\s|총\s)?(?:\d{1,3}\s?(?:개\s?)?|(?:두|세|네|다섯|여섯|일곱|"
    r"여덟|아홉|열)\s)(?:개사|곳|기업|기관|업체|사))?"
    r"(?P<end>이|가|도|은|는)\s(?:[가-힣]{1,6}(?<![이가은는])\s){0,2}"
    r"(?P<verb>참여|동참|합류|이름을\s올|참가|뛰어들|서명|함께|참석|자리|나란히|나와|나왔|나서)"
)
_TOOK_PART_GATE = Gate(_TOOK_PART)


@rule(
    "party.took_part",
    positive="시는 3곳과 협약을 체결했다. 협약에는 ㈜가나다와 라마바㈜, ㈜사아자가 동참했다.",
    negative="시는 3곳과 협약을 체결했다. 협약식에는 김가나 가나다 대표, 이라마 라마바 대표가 참석했다.",
    gate=_TOOK_PART_GATE,
)
def took_part(doc: Document) -> Iterator[Finding]:
    """Who took part in the pact ('협약에는 …가 동참했다'), persons aside."""
    for match in _took_part(doc):
        if match["end"] != "도":
            yield from as_findings("party.took_part", _who_took_part(doc, match), "B")


@rule(
    "party.took_part_too",
    positive="가나다는 광주시와 AI 협약을 체결했다. 협약에는 라마바와 ㈜사아자도 함께했다.",
    negative="가나다는 광주시와 AI 협약을 체결했다. 협약식에는 이라마 라마바 대표도 함께했다.",
    gate=_TOOK_PART_GATE,
)
def took_part_too(doc: Document) -> Iterator[Finding]:
    """Who took part in the pact besides those named in the signing's own sentence."""
    for match in _took_part(doc):
        if match["end"] == "도":
            yield from as_findings("party.took_part_too", _who_took_part(doc, match), "B")


def _who_took_part(doc: Document, match: re.Match[str]) -> tuple[Name, ...]:
    if PERSONS.search(match["list"]) or match["verb"] in ("참석", "자리"):
        return ()
    return names_between(doc, *match.span("list"), strict=True)


@rule(
    "party.attending",
    positive="시는 2곳과 협약을 체결했다. 협약식에는 시장과 ㈜가나다, 라마바㈜ 대표가 나란히 앉았다.",
    negative="시는 2곳과 협약을 체결했다. 협약식에는 시장과 관계자 등이 참석했다.",
    gate=_TOOK_PART_GATE,
)
def attending(doc: Document) -> Iterator[Finding]:
    """Whose heads sat at the ceremony; it counts only where they are as many as the pact's parties."""
    for match in _took_part(doc):
        if PERSONS.search(match["list"]) or match["verb"] in ("참석", "자리"):
            yield from as_findings("party.attending", names_between(doc, *match.span("list")), "C")


def _took_part(doc: Document) -> Iterator[re.Match[str]]:
    for sentence in doc.holding(_TOOK_PART_GATE):
        if sentence.role != "caption":
            yield from _TOOK_PART.finditer(doc.text, sentence.start, sentence.end)


_TOGETHER = re.compile(
    r"함께\s(?:참여|협약|서명|이름을\s올린)(?:한)?\s"
    r"|(?:같은\s(?:날|자리에서)|이날|함께|나란히)\s(?:업무)?(?:협약|협약서)에\s(?:함께\s)?(?:이름을\s올린|서명한|참여한|동참한)\s"
)
_TOPICS = re.compile(
    r"(?:(?:(?<=참여한)|(?<=협약한)|(?<=서명한)|(?<=동참한)|(?<=올린))\s|"
    r",\s)(?P<name>[^\s,]{2,20}?(?:\s[^\s,]{2,8})?)(?P<particle>은|는)\s"
)

# '이 외에 라마바, 사아자도 함께했다': those not named in the sentence before.
# '저희 말고도 라마바, 사아자가 같은 자리에서 서명했다'.
_BESIDES = re.compile(
    r"(?:(?:이|그)\s?(?:외|밖)에도?,?|(?:(?:저희|우리)(?:\s?회사)?|[^\s,]{2,14})\s?(?:말고도?|외에도?)|같은\s(?:자리|날)(?:에서|에)?(?:는|도)?|여기에)\s"
)
# '3일 열린 협약식에서는 라마바도 인력 양성 주체로 서명에 동참했다'.
_SIGNED_ALONG = re.compile(
    r"(?:협약식|체결식|서명식|조인식)에(?:서)?는\s(?P<list>[^.\n]{2,60}?)[이가도]\s(?![^.\n]{0,30}(?:증인|참관|입회))"
    r"(?:[^\s,.]{1,8}\s){0,4}?서명에\s(?:동참|함께|참여)했"
)
_WITH_OTHERS = Gate(_TOGETHER, _BESIDES, _SIGNED_ALONG)
_BESIDES_JOINED = re.compile(
    r"(?:\s등)?(?:이|가|[와과]?도|은|는)\s(?!등)(?:같은\s(?:자리|날)(?:에서|에)?\s|이날\s)?(?:시와\s|협약[서식]?에\s|[가-힣]{1,3}[^와과에\s]\s)?(?:손을|사인했|사인을|손잡|함께|동참|참여|합류|이름을|협약|뜻을|서명|나란히)"
)


@rule(
    "party.together",
    positive="가나다가 광주시와 협약을 맺었다. 함께 참여한 라마바는 항공권 예측, 사아자는 음성 합성 기업이다.",
    negative="가나다가 광주시와 협약을 맺었다. 함께 일한 라마바는 항공권 예측, 사아자는 음성 합성 기업이다.",
    gate=_WITH_OTHERS,
)
def together(doc: Document) -> Iterator[Finding]:
    """Others that signed with the first, each as the topic of a phrase ('함께 참여한 가나다는 …, 라마바는 …')."""
    for sentence in doc.holding(_WITH_OTHERS):
        besides = _BESIDES.match(doc.text, sentence.start, sentence.end)
        joined = besides and _BESIDES_JOINED.search(doc.text, besides.end(), sentence.end)
        # What the companies do may sound like another pact; what they joined must not.
        other = joined and doc.cues.other_pact.search(doc.text, joined.start(), sentence.end)
        past = OLD_PHOTO.search(sentence.text)
        if besides and joined and not other and not past and not PERSONS.search(sentence.text):
            names_besides = names_between(doc, besides.end(), joined.start(), strict=True)
            yield from as_findings("party.together", names_besides, "C")
        along = _SIGNED_ALONG.search(doc.text, sentence.start, sentence.end)
        if along and not PERSONS.search(along["list"]):
            yield from as_findings("party.together", names_between(doc, *along.span("list"), strict=True), "C")
        match = _TOGETHER.match(doc.text, sentence.start, sentence.end)
        if not match:
            continue
        names = [
            name_at(doc.text, *topic.span("name"))
            for topic in _TOPICS.finditer(doc.text, match.end() - 1, sentence.end)
        ]
        yield from as_findings("party.together", tuple(name for name in names if name), "C")


_HEADS_OF_SOME = re.compile(
    rf"\s등\s(?P<n>\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?(?:기업|업체|기관|회사)|기업|회사|업체)(?:의)?\s"
    r"(?:대표|관계자|임직원|임원)(?:들)?[이가은는도과와]\s"
)
_BEGINS = re.compile(r"(?:시장(?:\([^)\n]{1,20}\))?(?:[과와]|,)|에는|에서는|이날|한\s?자리에)\s")


@rule(
    "party.heads_of_some",
    positive="시는 AI 기업 7곳과 협약을 체결했다. 협약식에는 시장과 가나다, 라마바 등 7개 기업 대표가 참석했다.",
    negative="시는 AI 기업 7곳과 협약을 체결했다. 협약식에는 시장과 가나은행, 라마공사 등 9개 기관 대표가 참석했다.",
    gate=Gate(_HEADS_OF_SOME),
)
def heads_of_some(doc: Document) -> Iterator[Finding]:
    """Some of those whose heads were there, of as many as signed ('가나다, 라마바 등 7개 기업 대표가 참석했다')."""
    for sentence in doc.prose:
        match = _HEADS_OF_SOME.search(doc.text, sentence.start, sentence.end)
        if not match or not beside_signing(doc, sentence):
            continue
        told = [s for s in doc.prose if s.index != sentence.index and (s.role == "headline" or beside_signing(doc, s))]
        if not any(to_int(count[1]) == to_int(match["n"]) for s in told for count in COUNT.finditer(s.text)):
            continue
        begins = [m.end() for m in _BEGINS.finditer(doc.text, sentence.start, match.start())][-1:]
        names = names_between(doc, begins[0] if begins else sentence.start, match.start(), strict=True)
        if not PERSONS.search(doc.text, begins[0] if begins else sentence.start, match.start()):
            yield from as_findings("party.heads_of_some", names, "C")
