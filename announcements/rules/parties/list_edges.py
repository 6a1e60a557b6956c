"""Where a list of partners begins and ends within a clause of signing."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.names import MARK
from announcements.korean.particles import ADNOMINAL, agrees
from announcements.rules.pacts.tenses import end_on_stage
from announcements.rules.parties.counterparties import attested_in

WITH = re.compile(r"(?<=[^\s])(?:와|과)(?=도?\s|의\s|는\s|각각|$)")
_ABSTRACT = re.compile(
    r"(?:조성|육성|구축|활성화|지원|협력|확대|강화|추진|양성|발굴|창출|교류|실증|사업화|운영|제공|활용|개발|"
    r"발전|혁신|확산|기술|산업|생태계|데이터|인재|일자리|원장|총장)$"
)
_PLACE = re.compile(r"(?:^|(?<=[^\s]))(?:에서는|에서|에는)(?:\s|,\s?)|(?<=[룸실관청터장])서\s")
_DAY = re.compile(
    r"(?<!㈜\d월)(?<!㈜)(?:(?:19|20)\d\d\.\s?\d{1,2}\.\s?\d{1,2}\.?\s|\d{1,2}일(?:\([^)]{1,3}\))?(?:에도?|에는)?(?:\s(?:오전|"
    r"오후))?(?:\s\d{1,2}시(?:\s\d{1,2}분)?)?,?\s|"
    r"(?:이날|전날|오늘|어제|그제|그저께|최근|오전|오후)(?:\(\d{1,2}일\))?\s)"
)
_OPENING = re.compile(
    r'(?:^|(?<=\s)|(?<=은|는))"|(?:(?:온라인|화상|비대면|서면|영상)(?:으로|로)|가운데|통해|위해|따르면|맞아|이어|자리에|함께|동안|찾아|걸쳐)\s|(?:하|되|이|있|했|었|았|됐)'
    r"고\s|(?:을|를|에|에서)\s[가-힣]{1,5}(?:며|면서)\s"
    # '비전을 선포한 뒤 가나다와'.
    rf"|[을를이가]\s(?:[^\s,]{{1,8}}\s)?[가-힣]{{0,5}}[{ADNOMINAL}]\s(?:뒤|후|직후)(?:에)?,?\s"
)
_RELATIVE = re.compile(r"[가-힣]{1,8}(?:한|하는|된|되는|린|진|있는|온|던)\s")
_AS_SUBJECT = re.compile(r"(?:\([^)]{0,20}\))?[은는이가]\s")

# '대표가 나와', '서울에서 내려와': the end of a verb of coming, after a word with a particle of its own.
_CAME = re.compile(
    r"[가-힣](?:이|가|은|는|을|를|에|도|서|로)\s"
    r"(?:나|올라|내려|들어|다가|찾아|돌아|건너|걸어|따라|데려|모셔|달려|넘어|날아|뛰어|옮겨|쌓아|이어|지켜)와\s"
)

# '개막식과 공연 사이에': what else took place.
_ON_STAGE = re.compile(
    r"^(?:[가-힣]{0,4}(?:개막|개회|폐막|기념|선포|시상|착공|준공|개소)식|[가-힣]{0,4}(?:공연|강연|특강|축사|합창|토론|시연|만찬|오찬))$"
)

# '▲본사 이전 ▲병원과의 공동연구 ▲교육': within one of the things agreed on; not '▲가나다 ▲라마바와 시청에서 ▲…'.
_IN_ITEM = re.compile(r"(?<!개사)(?<!곳)(?<!기업)[와과](?:의)?\s(?:(?!\S*에서\s)[^▲.]){2,30}▲")

# '본사 이전, 병원과의 공동연구 등을 골자로 하는': the last of them.
_ITEM_LAST = re.compile(
    r"[와과]의\s[^▲.,]{2,30}?[을를]\s(?:(?:주요\s)?(?:골자|뼈대|내용|핵심|주제|과제)(?:으로|로)\s(?:한|하는)|담은|담아|포함한|포함하는|뼈대로)\s"
)


def partner_ends(doc: Document, masked: str) -> list[int]:
    """Positions of 와 or 과 that may close the list of partners, the likeliest first.

    'A와 인공지능 기술 개발과 산업 육성을 위한 협약': the last one joins what the pact is about. A word that such
    titles are made of closes the list only where no other word could, or where the text uses it as a name.
    """
    sure: list[int] = []
    doubtful: list[int] = []
    came = {match.end() - 2 for match in _CAME.finditer(masked)}
    for match in WITH.finditer(masked, end_on_stage(masked)):
        word = masked[: match.start()].split(" ")[-1]
        if word.endswith("번째") or match.start() in came:
            continue
        if _ON_STAGE.search(word) and not attested_in(doc, word):
            continue
        if "▲" in masked[: match.start()] and _IN_ITEM.match(masked, match.start()):
            continue
        if _ITEM_LAST.match(masked, match.start()):
            continue
        if word == "등":
            sure.append(match.start())
        elif agrees(word, match.group()) and not in_bracket(masked, match.start()):
            plain = _ABSTRACT.search(word) and not MARK.search(word) and not attested_in(doc, word)
            (doubtful if plain else sure).append(match.start())
    return list(reversed(sure)) or doubtful


def in_bracket(text: str, position: int) -> bool:
    return text.count("(", 0, position) > text.count(")", 0, position)


def city_ending_at(doc: Document, masked: str, mark: int) -> int | None:
    """Start of the city's mention that the particle at ``mark`` belongs to, if it does."""
    for match in doc.cues.city.finditer(masked[: mark + 1]):
        if match.end() == mark:
            return match.start()
    return None


def city_in_list(doc: Document, masked: str, left: int, mark: int) -> int | None:
    """Start of the city's name where it is itself an item of the list."""
    for match in doc.cues.city.finditer(masked[:mark]):
        if match.start() >= left and masked.startswith((",", "·", " 및 "), match.end()):
            return match.start()
    return None


def left_edge(doc: Document, masked: str, end: int) -> int:
    """Where the list begins: after the city as subject, a place, a day or the opening of a quote."""
    edges = [0]
    for match in doc.cues.city.finditer(masked[: end + 1]):
        if masked[match.end() : match.end() + 1] in "은는이가" and match.end() < end:
            edges.append(match.end() + 1)
    for match in doc.cues.short_name.finditer(masked[:end]):
        edges.append(match.end())
    for match in doc.cues.city_side.finditer(masked[:end]):
        tail = _AS_SUBJECT.match(masked, match.end())
        if tail:
            edges.append(tail.end())
    for pattern in (_PLACE, _DAY, _OPENING):
        for match in pattern.finditer(masked[:end]):
            if pattern is not _PLACE or not _RELATIVE.match(masked, match.end()):
                edges.append(match.end())
    inside = [edge for edge in edges if edge < end and not in_bracket(masked, edge)]
    return max(inside)


_AS_WHAT = re.compile(r"(?:대상|파트너|식구|기업|상대)(?:으로|로)\s")


def after_day(text: str, start: int, end: int) -> int:
    """Where the words go on after days and places ('17일 시청에서 …')."""
    edges = [match.end() for pattern in (_DAY, _PLACE, _AS_WHAT) for match in pattern.finditer(text, start, end)]
    return max([start, *edges])
