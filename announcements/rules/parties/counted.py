"""Organisations known by their number: a list beside the signing that is as long as the report says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.korean.names import FIELD_WORDS, Name
from announcements.korean.numbers import NATIVE, to_int
from announcements.rules.pacts.city_signs import signing_clauses
from announcements.rules.pacts.clauses import clauses
from announcements.rules.parties.beside import sizes_beside
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.introduced import NO_PARTY
from announcements.rules.parties.line_blocks import NOT_OURS, blocks
from announcements.rules.parties.lists import OTHERS, as_findings, asked_of_others
from announcements.rules.parties.of_size import is_sure
from announcements.rules.registry import rule
from announcements.text import Sentence

_COUNTED = re.compile(
    rf"\s(?P<n>\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?(?:기업|기관|업체|회사)|기업|회사|업체|"
    rf"기관)(?=(?:이|가|은|는|도)\s|이다|이며)"
)
# Where a list may begin inside its sentence: after a topic, a place or an introduction that ends in a comma.
_BEGINS = re.compile(r"(?:은|는|이|가|에서|에는)\s|다\.\s|:\s")
_PERSONS = re.compile(r"시장|대표|원장|총장|의원|관계자|국장|단장|교수|이사|본부장")
# Sentences after the signing that may still say who signed.
_NEAR = 3


def _beside_signing(doc: Document, reach: int) -> Iterator[Sentence]:
    """Sentences of the body from the one before a signing to a few after it, each once."""
    places = {clause.sentence.index for clause in clauses(doc) if clause.tense == "done"}
    for sentence in doc.prose:
        if sentence.role == "body" and any(-1 <= sentence.index - place <= reach for place in places):
            yield sentence


@rule(
    "party.counted",
    positive="광주시는 8일 시청에서 3개사와 AI 업무협약을 체결했다. 가나다, 라마바, 사아자 3개사가 주인공이다.",
    negative="광주시는 8일 시청에서 3개사와 AI 업무협약을 체결했다. 가나다, 라마바 등 9개사가 주주다.",
)
def counted(doc: Document) -> Iterator[Finding]:
    """A list closed by its own number in a sentence beside the signing ('가나다, 라마바, 사아자 3개사가 …')."""
    for sentence in _beside_signing(doc, _NEAR):
        match = _COUNTED.search(doc.text, sentence.start, sentence.end)
        if not match or _PERSONS.search(doc.text, sentence.start, match.start()) or OTHERS.search(sentence.text):
            continue
        if asked_of_others(doc, sentence):
            continue
        starts = [sentence.start, *(m.end() for m in _BEGINS.finditer(doc.text, sentence.start, match.start()))]
        for start in starts:
            names = names_between(doc, start, match.end(), strict=True)
            if len(names) == to_int(match["n"]) > 1:
                yield from as_findings("party.counted", names, "C")
                break


@rule(
    "party.alone",
    positive="광주시, AI 기업 3곳과 협약\n* 가나다·라마바·사아자\n광주시는 8일 3개사와 AI 업무협약을 체결했다.",
    negative="정치 / 경제 / 사회\nAI 기업 3곳과 협약\n* 법인·사무소 설립\n광주시는 8일 3개사와 AI 업무협약을 체결했다.",
)
def alone(doc: Document) -> Iterator[Finding]:
    """A line of its own holds nothing but names."""
    for sentence in doc.prose:
        several = "," in sentence.text or "·" in sentence.text or "/" in sentence.text
        # Rows and lines with a colon hold more than names.
        whole = sentence.role != "caption" and not _MORE.search(sentence.text)
        if several and whole and not OTHERS.search(sentence.text) and not _under_another_heading(doc, sentence):
            start = sentence.start + len(_MARK.match(sentence.text)[0])  # type: ignore[index]
            names = names_between(doc, start, sentence.end, strict=True)
            # '정치 / 경제 / 사회': what heads a page is parted so too.
            sure = "/" not in sentence.text or sum(is_sure(doc, name) for name in names) * 2 > len(names)
            # '의료와 문화, 그리고 로봇.'
            if len(names) > 1 and sure and not FIELD_WORDS.issuperset(name.text for name in names):
                yield from as_findings("party.alone", names, "C")


_MARK = re.compile(r"[\s*\-○◇■□◆●▲·]*")
_MORE = re.compile(r"[다요]\.?$|[|:]")


def _under_another_heading(doc: Document, sentence: Sentence) -> bool:
    """Does the short line above say, below the report's first words, that the list is of others?"""
    above = doc.sentences[sentence.index - 1] if sentence.index else sentence
    below_text = any(s.role == "body" for s in doc.sentences[: above.index])
    return above.role == "headline" and below_text and bool(NOT_OURS.search(above.text))


@rule(
    "party.lines",
    positive="광주시는 8일 AI 기업과 업무협약을 체결했다.\n- 가나다(대표 김하나): 드론\n- 라마바(대표 이두리): 로봇",
    negative="광주시는 8일 2개 AI 기업과 업무협약을 체결했다.\n- 기술 자문을 한다.\n- 사무소를 연다.",
)
def in_lines(doc: Document) -> Iterator[Finding]:
    """Marked lines below the signing or its short heading, or as many as signed; one organisation a line."""
    told = [clause.sentence for clause in signing_clauses(doc)]
    sizes = sizes_beside(doc) if told else set()
    for block in blocks(doc):
        below = any(start <= sentence.start < end for start, end in block.above for sentence in told)
        if told and (below or len(block.names) in sizes):
            yield from as_findings("party.lines", block.names, "C")
            return


_SPACED = re.compile(
    r"(?:[^\s,·▲]{2,20}\s){2,30}[^\s,·▲]{2,20}?(?=\s등(?:\s|이|과|$)|[이가]\s(?:참여|동참|이름|손|함께)|이며|이다)"
)
_SAID = re.compile(r"(?<![\d.,~])(\d{1,2})\s?(?:개사|곳|개\s?(?:[A-Za-z가-힣]{1,6}\s)?(?:기업|기관|업체|회사))")
_ENDS_LIKE_PROSE = re.compile(
    r"(?:을|를|에서|에게|에는|으로|하는|했다|한다|있다|위한|위해|통해|기업은|[과와]|열어|갖고|[은는의])$|\d일?$|^(?:지난|오는|각각|모두|이날|또)$"
)


@rule(
    "party.spaced",
    positive="광주시는 8일 AI 기업 3곳과 업무협약을 체결했다. 협약에는 가나다 라마바 사아자가 참여했다.",
    negative="광주시는 8일 AI 기업 3곳과 업무협약을 체결했다. 협약에는 지역 기업 관계자가 참여했다.",
)
def spaced(doc: Document) -> Iterator[Finding]:
    """Names parted by spaces alone, as many words in a row as the report says there are organisations."""
    near = list(_beside_signing(doc, _NEAR))
    sizes = {int(n) for s in (*near, *doc.prose[:2]) for n in _SAID.findall(s.text)}
    for sentence in near if max(sizes, default=0) > 2 else ():
        for match in _SPACED.finditer(doc.text, sentence.start, sentence.end):
            words = [(m.start(), m.end()) for m in re.finditer(r"\S+", doc.text[: match.end()][match.start() :])]
            words = [(match.start() + a, match.start() + b) for a, b in words]
            for size in sorted(sizes, reverse=True):
                names = _last_words(doc, words, size, sentence)
                if names:
                    yield from as_findings("party.spaced", names, "C")
                    break


def _last_words(doc: Document, words: list[tuple[int, int]], size: int, sentence: Sentence) -> tuple[Name, ...]:
    """The last ``size`` words as names, where the word before them ends a phrase."""
    if not 2 < size <= len(words):
        return ()
    before = doc.text[sentence.start : words[-size][0]].rstrip()
    if before and not re.search(r"(?:은|는|이|가|에는|에서|열어|갖고|업체|기업|기관|[,:])$", before):
        return ()
    texts = [doc.text[a:b] for a, b in words[-size:]]
    names = [names_between(doc, a, b, strict=True) for a, b in words[-size:]]
    if any(_ENDS_LIKE_PROSE.search(text) or NO_PARTY.search(text) for text in texts):
        return ()
    return tuple(name for one in names for name in one) if all(len(one) == 1 for one in names) else ()
