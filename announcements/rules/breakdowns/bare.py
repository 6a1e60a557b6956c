"""Sectors and sites without a heading: parts with their numbers, said of the partners or of who settled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.breakdowns.listed import COUNT, SETTLED, with_next
from announcements.rules.registry import rule
from announcements.rules.totals.figures import OF_TODAY
from announcements.text import Sentence

# Whose parts they are: the partners of the run, as their subject or as what they are taken from.
_PARTNERS = (
    r"(?:협약|손잡은|손을\s?(?:맞)?잡은|유치한)[^.\n\d]{0,24}?(?:기업|기관|업체|곳)"
    r"(?:들)?(?:\s\d{2,3}(?:여\s?)?\s?(?:개사|개|곳))?"
)
_OF_ALL = re.compile(
    # '협약 기업 160여 개 가운데 빅데이터가 52개, 헬스케어가 38개였다'.
    rf"{_PARTNERS}\s?(?:가운데|중(?:에서|에는)?)(?:는|에는|에서는)?,?\s(?=[^\s,.\d()]{{2,12}}(?:\s[^\s,.\d()]{{2,8}})?\s{COUNT}(?:,|(?:으)?로\s(?:가장|제일)\s(?:많|큰)))"
    # '손잡은 기업은 빅데이터 72개, 헬스케어 48개, 자동차 30개 등 분야가 고르다'.
    rf"|{_PARTNERS}(?:은|는)\s(?=(?:[^\s,.\d()]{{2,12}}\s{COUNT},\s){{2,20}}[^\s,.\d()]{{2,12}}\s{COUNT}[^.\n\d]{{0,10}}(?:분야|업종|부문|등이|순|나뉘|나뉜))"
    # '협약한 기업 244곳을 들여다보면 빅데이터 85곳, 헬스케어 60곳, 자동차 35곳이다'.
    rf"|{_PARTNERS}(?:을|를)\s(?:[가-힣]{{1,3}}\s)?[가-힣]{{1,5}}면,?\s(?=(?:[^\s,.\d()]{{2,12}}\s{COUNT},\s){{2,20}})"
    # '손잡은 기업 분포를 보면 빅데이터가 38곳으로 가장 많다'.
    rf"|{_PARTNERS}(?:의)?\s(?:분포|구성|업종|분야|면면)(?:을|를)\s(?:[가-힣]{{1,3}}\s)?[가-힣]{{1,5}}면,?\s"
    rf"(?=[^\s,.\d()]{{2,12}}\s{COUNT}(?:,|(?:으)?로\s(?:가장|제일)\s많))"
    # '협약 기업은 빅데이터(51개), 헬스케어(38개), 보안(13개) 순으로 분포했다'.
    rf"|{_PARTNERS}(?:은|는)\s(?=(?:[^\s,.\d()]{{2,12}}\({COUNT}\),\s){{2,20}}[^\s,.\d()]{{2,12}}\({COUNT}\)[^.\n\d]{{0,10}}(?:순|등|분포|나뉘))"
)
# A list of counts holds a counter, or its bracket, right before a comma or a particle.
_COUNTS = Gate(re.compile(r"[개곳사업소건)](?:,|로\s|으로\s)"))
# What partners are also counted by: where they come from, their size and sort, what they did.
NO_FIELD = re.compile(
    r"(?:기업|기관|협회|단체|업체|대학|병원|연구소|사무소|사무실|법인|본사|지사|지점|상장사|벤처|스타트업|외국계|"
    r"창업\d?|미만|이상|이하|에|\d년|올해|지난해|단계|(?:한|된|는|있|없)다)$|^(?:무응답|모름|보통|여성|청년|장애인|사회적|예비|마을|중소|중견|강소|대형|소형|유망|서울|경기|수도권|인천|부산|대구|대전|울산|세종|강원|충[북남]|전[북남]|경[북남]|제주|"
    r"판교|성남|국내|해외|미국|중국|일본|나머지|본사|법인|지사|기타\s?지역|호남|영남|지역)"
)
_FEWEST_OF_PARTNERS = 3


def _are_fields(found: list[Finding]) -> bool:
    """Without a heading: enough parts, none of which says where partners come from, their size or their sort."""
    return len(found) >= _FEWEST_OF_PARTNERS and not any(NO_FIELD.search(f.member_text or "") for f in found)


@rule(
    "breakdown.sector_of_partners",
    positive="협약 기업 160여 개 가운데 빅데이터가 52개, 헬스케어가 38개, 보안이 14개였다.",
    negative="협약 기업 160여 개 가운데 서울 기업이 52개, 경기 기업이 38개, 부산 기업이 14개였다.",
    gate=_COUNTS,
)
def sector_of_partners(doc: Document) -> Iterator[Finding]:
    """Three fields or more with their numbers, said of the partners as a whole ('협약 기업 가운데 보안이 14개 …')."""
    for sentence in doc.holding(_COUNTS):
        match = _OF_ALL.search(doc.text, sentence.start, sentence.end)
        if match and not OF_TODAY.search(doc.text, sentence.start, match.end()):
            found = with_next(doc, sentence, match.end(), "sector_count", "breakdown.sector_of_partners")
            if _are_fields(found):
                yield from found
                return


_BARE = re.compile(
    r"(?:(?:이|그|이들)\s?(?:가운데|중)(?:에는|에서는|에)?,?\s)?"
    rf"(?:(?=(?:[^\s,.\d()]{{2,12}}\s{COUNT},\s){{3,20}}[^\s,.\d()]{{2,12}}\s{COUNT}(?:\s등)?(?:이다|다\.|으로|\s순))"
    rf"|(?=[^\s,.\d()]{{2,12}}\s{COUNT}(?:으로|로)\s가장\s많(?:고|았고|으며|았으며),?\s))"
)
_OF_PARTNERS = re.compile(rf"{_PARTNERS}|협약|기관\s?\d")
_OF_OFFICES = re.compile(r"사무실|사무소|개소|입주|둥지")


@rule(
    "breakdown.sector_bare",
    positive="협약한 기업·기관은 98곳이다. 빅데이터 31개, 헬스케어 19개, 보안 8개, 자동차 7개 등이다.",
    negative="사무실을 연 협약 기업은 98곳이다. 가온관 31개, 나래동 19개, 다온빌딩 8개, 새마을길 7개 등이다.",
    gate=_COUNTS,
)
def sector_bare(doc: Document) -> Iterator[Finding]:
    """A sentence that is nothing but four fields or more with their numbers, right after one about the partners."""
    for sentence in doc.holding(_COUNTS):
        bare = _BARE.match(doc.text, sentence.start, sentence.end)
        if not bare:
            continue
        before = doc.sentences[sentence.index - 1].text if sentence.index else ""
        about = _OF_PARTNERS.search(before) and not _OF_OFFICES.search(before) and not OF_TODAY.search(before)
        if about:
            found = with_next(doc, sentence, bare.end(), "sector_count", "breakdown.sector_bare")
            if _are_fields(found):
                yield from found
                return


_EACH = r"(?:[^,.\n()]{2,16}에\s?" + COUNT + r",\s){2,20}[^.\n]{0,40}"
_IN_PLACES = re.compile(rf"(?={_EACH}{SETTLED})")
# '…에 40곳, …에 25곳, 기타 6곳이 있습니다', '창업캠프가 57곳으로 가장 많았다': offices where the words before say so.
_ARE_THERE = re.compile(
    rf"(?={_EACH}있)|(?=[^,.\n\d()]{{2,16}}[이가]\s{COUNT}(?:으로|로)\s(?:가장|제일)\s많(?:다|았다|았습니다|습니다)\.?$)"
)
_WHERE = re.compile(r"(?<!출신\s)(?:자리|동네|위치|장소|소재지|어디|둥지|건물|공간|모여|입주|사무[실소])")


@rule(
    "breakdown.site_bare",
    positive="사무실을 연 곳은 85곳이다. 창업캠프에 40곳, 새마을지구에 25곳, 역세권 등에 20곳이 자리를 잡았다.",
    negative="협약 기업은 85곳이다. 창업캠프에 40명, 새마을지구에 25명, 역세권 등에 20명이 자리를 잡았다.",
    gate=_COUNTS,
)
def site_bare(doc: Document) -> Iterator[Finding]:
    """A sentence that is nothing but places with their numbers, where offices settled ('…에 40곳, …에 25곳 …')."""
    for sentence in doc.holding(_COUNTS):
        told = _IN_PLACES.match(sentence.text) or (_ARE_THERE.match(sentence.text) and _of_offices(doc, sentence))
        if told and not OF_TODAY.search(sentence.text):
            found = with_next(doc, sentence, sentence.start, "site_count", "breakdown.site_bare")
            if len(found) > 2:
                yield from found
                return


def _of_offices(doc: Document, sentence: Sentence) -> bool:
    """Does the sentence before ask where they are, after one about offices or itself one?"""
    before = doc.body_before(sentence)[-2:]
    return bool(before and _WHERE.search(before[-1].text) and any(_OF_OFFICES.search(s.text) for s in before))
