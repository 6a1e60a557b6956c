"""Lines that follow each other, each with an organisation's name at its head."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from announcements.document import Document
from announcements.korean.names import MARK, Name
from announcements.rules.parties.counterparties import attested_in, names_between
from announcements.rules.parties.lists import OTHERS, are_deeds, items_below
from announcements.rules.parties.of_size import OF_A_COMPANY, is_public

_ITEM = re.compile(r"\s*(?:[-▲○◇■□◆●*※ㆍ·]|\(?\d{1,2}[.)]|\d{1,3}번째\s|[①-⑳])")
_LONGEST_HEADING = 40
_MOST_LINES = 40
# Whose list it is otherwise: '후원', '지난 협약'.
NOT_OURS = re.compile(r"후원|협찬|참석|전시|부스|앞서|지난|순서|일정|문의|관련|추천|고객|주주|수상|입주|채용|면접")
_PLACES = re.compile(
    r"[가-힣](?:지구|단지|시장|[가-힣]산|천|공원|동|역|마을|거리|광장|축제|도서관|터미널|체육관|미술관|박물관|경기장)$"
)
_OF_DEEDS = re.compile(r"지원책|지원\s(?:내용|사업)|혜택|과제|내용|계획|역할|방안|순서|일정")
_OF_BODIES = re.compile(
    r"기업|업체|회사|기관|협약|참여|면면|소개|친구|식구|파트너|주인공|누구|이들|명단|얼굴|손님|동반자|곳"
)


class Block(NamedTuple):
    """Names at the head of consecutive lines, and the spans of the two lines above, the nearest last."""

    names: tuple[Name, ...]
    above: tuple[tuple[int, int], ...]


def blocks(doc: Document) -> list[Block]:
    """Every block of at least two such lines, in order."""
    return doc.once("line blocks", _blocks)


def _blocks(doc: Document) -> list[Block]:
    found: list[Block] = []
    lines, number = doc.lines, 1
    while number < len(lines):
        start, end = lines[number]
        names = items_below(doc, lines[number : number + _MOST_LINES]) if _begins(doc, start, end) else ()
        if len(names) > 1:
            last = lines[number - 1]
            # A short line above is a heading; the sentence stands above it.
            headed = last[1] - last[0] <= _LONGEST_HEADING and number > 1
            heading = doc.text[slice(*last)] if headed else ""
            if not (OTHERS.search(heading) or NOT_OURS.search(heading)) and _are_bodies(doc, names, heading):
                found.append(Block(names, (lines[number - 2], last) if headed else (last,)))
        number += max(1, len(names))
    return [*found, *_inline(doc), *_headings(doc)]


# Items within a line: '▲가나다=로봇. 광주에 연구소를 둔다. ▲라마바=음성'.
_INLINE = re.compile(r"(?P<sign>▲|[①-⑳])\s?(?P<name>[^▲①-⑳=:\n]{2,24}?)\s?[=:]")


def _inline(doc: Document) -> list[Block]:
    """Items that follow each other within a line, each with a name at its head."""
    found: list[Block] = []
    for number, (start, end) in enumerate(doc.lines):
        items = list(_INLINE.finditer(doc.text, start, end))
        if not 1 < len(items) <= _MOST_LINES or (items[0]["sign"] == "▲" and items[0].start() != start):
            continue
        # The sentence before them says of what they are: '시의 지원책은 다음과 같다'.
        place = doc.sentence_at(items[0].start())
        told = place if place.start < items[0].start() else doc.sentences[max(0, place.index - 1)]
        if not _OF_BODIES.search(told.text) or _OF_DEEDS.search(told.text):
            continue
        names = [names_between(doc, *item.span("name"), strict=True) for item in items]
        alone = tuple(one[0] for one in names if len(one) == 1)
        if len(alone) == len(items) and _are_bodies(doc, alone, ""):
            found.append(Block(alone, (doc.lines[max(0, number - 1)], (start, end))))
    return found


# A line with a name and nothing else; what is told of each stands below it.
_ALONE = re.compile(r"\s*(?P<sign>[◆■●□○◇▲#])\s?(?P<name>[^\s:=,|/(][^:=,|/(]{1,19})\s*")


def _headings(doc: Document) -> list[Block]:
    """Lines of a sign and a name alone, apart from each other, the same sign before each."""
    alone = [(number, _ALONE.fullmatch(doc.text, *line)) for number, line in enumerate(doc.lines)]
    heads = [(number, match) for number, match in alone if match]
    if not 1 < len(heads) <= _MOST_LINES or len({match["sign"] for _, match in heads}) > 1 or heads[0][0] == 0:
        return []
    if any(after - before < 2 for (before, _), (after, _) in pairwise(heads)):
        return []
    names = [names_between(doc, *match.span("name"), strict=True) for _, match in heads]
    found = tuple(one[0] for one in names if len(one) == 1 and " " not in one[0].text)
    below = [doc.text[slice(*line)] for number, _ in heads for line in doc.lines[number + 1 : number + 2]]
    # '◆배경', '◆전망': sections of the report are told of otherwise.
    told = len(below) == len(heads) and all(OF_A_COMPANY.search(line) for line in below)
    whole = told and len(found) == len(heads) and _are_bodies(doc, found, "")
    return [Block(found, (doc.lines[heads[0][0] - 1],))] if whole else []


def _begins(doc: Document, start: int, end: int) -> bool:
    return bool(_ITEM.match(doc.text, start, end)) or doc.text.startswith(("㈜", "(주)"), start)


def _are_bodies(doc: Document, names: tuple[Name, ...], heading: str) -> bool:
    """Companies by the heading, or by their form or by their use elsewhere; neither deeds nor places nor schools."""
    public = sum(is_public(name) or bool(_PLACES.search(name.text)) for name in names)
    if are_deeds(names) or public * 2 >= len(names):
        return False
    sure = sum(bool(MARK.search(name.text)) or attested_in(doc, name.text) for name in names)
    return not heading or bool(_OF_BODIES.search(heading)) or sure * 2 >= len(names)
