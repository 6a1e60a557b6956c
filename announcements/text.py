"""Normalised text split into sentences, each with its role: headline, body, caption or page residue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from announcements.gates import Gate, Pairs, first_characters

# Longer texts are refused: no announcement comes near, and an archive dump is not one announcement.
MAX_CHARACTERS = 200_000
# A longer run without an ending is no sentence; it is read in pieces so that no pattern scans it whole.
MAX_SENTENCE = 2_500

Role = Literal["headline", "body", "caption", "residue"]


class Sentence(NamedTuple):
    """One sentence or line of the normalised text, without its byline."""

    index: int  # type: ignore[assignment]
    start: int
    end: int
    text: str
    role: Role
    line: int
    """Number of the line that it stands on; sentences of one line share it."""


# A line that ends in a particle or comma goes on in the next (broadcast scripts, text pasted from HWP).
_GOES_ON = re.compile(r"(?:[가-힣](?:은|는|을|를|와|과|의|에서|에게|으로|위한|위해|통해|대한)|,|오늘|등|및)\s?$")
# '2025. 4. 9.(수) / 인공지능정책과': a day and a department, whose last syllable is no particle.
_HEAD = re.compile(r"\s*(?:19|20)\d\d\s?[.년][\d\s.월일]{3,10}(?:\([^)\n]{1,3}\))?\s?[/|]?\s?[^\s\n]{2,14}과\s?")
_NEW_LINE_ITEM = re.compile(r"\s*(?:[-○◇■□▲※*#\[【(<]|$)")
_SHORT_LINES = re.compile(r"(?:^[^\n]{1,44}\n){1,6}[^\n]{0,42}니다\.", re.MULTILINE)
_SCRIPT_LINE = re.compile(r"[^\n]+")
# Text that lost its punctuation: a verb's ending before a space ends the sentence where no full stop does.
_BARE_END = re.compile(r"[했됐었았였렸졌쳤렀인있한는친이]다\s(?=[가-힣㈜\"'(A-Z0-9])(?!라고|고\s|며\s)")
# "다." ends a sentence even when the next one is glued to it; a full stop after digits or Latin does not.
_END = re.compile(
    r"(?<=[가-힣\"')\]>])[.!?][\"')\]>]*(?=\s|$|[가-힣A-Za-z\"'(\[<㈜▲0-9])|(?<=[A-Za-z0-9%)\"])\.[\"']?(?=\s(?![a-z])|$)"
)
_STOP = re.compile(r"[.!?]")
# '2024. 5. 9. 가나다와': the full stops of a date end nothing.
_DATE_BEFORE = re.compile(r"(?:(?<!\d)(?:19|20)|')\d\d\s?(?:\.\s?\d{1,2}\s?){0,2}$")
# 'Sept. 9', 'Mr. Kang', 'Q. ' at the head of a line.
_ABBREVIATED = re.compile(
    r"(?<![^\n])[QA]\d?\. .$|\b(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No)\. \d|(?:Mr|Mrs|Ms|Dr)\. [A-Z])$"
)
_BYLINE = re.compile(
    r"(?:!\[[^\]\n]{0,80}\]\([^)\n]{0,200}\)\s*\|?\s*|date \d{4}-\d\d(?:-\d\d)?\s+|"
    r"(?:\[[^\]\n]{0,30}(?:기자|=|뉴스|일보|신문|경제|타임|투데이)[^\]\n]{0,30}\]|"
    r"[(【][^)】\n]{0,30}(?:기자|=|뉴스|일보|신문|경제|타임|투데이)[^)】\n]{0,30}[)】])\s*"
    r"(?:[가-힣]{0,4}\s?기자\s*=?\s*)?|기자 ?= ?|[QA]\d?[.:] |"
    r"\[(?!관련|추천|인기|많이|주요)[A-Z가-힣]{2,10}\]\s*(?:기자 ?= ?)?)"
)
_CAPTION = re.compile(
    r"왼쪽|오른쪽|가운데\)|(?:앞|뒷)줄(?!에\s(?:서|섰|나))|"
    r"기념\s?촬영(?:을)?\s?(?:하고|[.</(]|$)|기념사진을 찍고|촬영하고 있|촬영을 "
    r"하고 있|(?:찍|외치|치|나누|취하|악수하|인사말을 하|발언하|들어 ?보이|기념하)고 있다|포즈를|사진\s?[=/]|"
    r"[\[(<]사진|사진\s?제공|"
    r"(?:시|청) 제공(?!하[는고며여]|한\s|할\s|[했된될됐받])|"
    r"(?:시|청|군|구|원|사|자|단|회|교) ?제공[)>\]]|제공[)>\]]\s*$|체결하고 있다|서명하고 있다|"
    r"맺고 있다|협약식을 마치고|[(]사진|"
    r"(?:협약|(?:협약|체결|조인|서명)식|협약서|MOU\)?)[을를]?\s?(?:서로\s)?"
    r"(?:하|갖|열|진행하|교환하|주고받|나누|맞바꾸|마치)고 있다"
)
# '…을 맺었다.(광주시 제공)': all that follows the sentence says whose picture it is.
_CREDIT = re.compile(
    r"\s?[\[(<]?(?:사진\s?[=/:]\s?[^\s()]{1,15}|(?:사진\s?)?[^\s().]{1,12}\s제공)[\])>]?\.?(?:\s?/\s?\S{1,10})?"
)
# '광주시 제공광주시가 16일': the end of a caption, glued to the text below it.
_GLUED_CREDIT = re.compile(
    r"[\[(<]?(?:사진\s?[=/:]\s?)?[가-힣]{1,10}[시청]\s제공(?:[\])>]\s?|(?![하한할해했된될됐받으을은의과에도]))(?=[가-힣㈜A-Z])"
)
_RIGHTS = re.compile(r"저작권자|무단\s?전재|재배포")
_ADDRESS = re.compile(r"기자\s+\S{1,60}@\S{1,60}|^\s*[A-Za-z0-9._]{1,40}@\S{1,60}$")
_MENU = re.compile(
    r"^[-•·\s]*(?:댓글|입력|승인|수정|조회수|작성일|작성자|글자|이 기사를|관련\s?뉴스|관련\s?기사|닫기|logo|"
    r"사회$|정치$|홈 |검색|"
    r"인쇄|메일|add |Text Size|본문 바로가기|컨텐츠 바로가기|즐겨찾기|출처|문의|기자$|온라인 뉴스팀)"
)
_OTHER_ARTICLES = re.compile(
    r"[▲·\-•#*\s\[<◆■]*(?:관련\s?(?:기사|뉴스)|많이\s?본|인기\s?(?:기사|뉴스)|추천\s?(?:기사|뉴스)|주요\s?뉴스|이전\s?글|다음\s?글|"
    r"함께 보면|이 시각|이\s?기사와\s관련|기자\s?프로필|다른\s?기사\s?보기)"
)
_TAGS = re.compile(r"(?:#[^\s#]{1,24}[\s,]*){1,30}")
_WHOLE = re.compile(r"[다요음함됨임죠a-z][\"')\]]*[.!?][\"')\]>\s]*$")
_MAIL_AT_END = re.compile(r"(?<=\S)\s(?:[가-힣]{2,4}\s?)?기자\s+\S{1,60}@\S{1,60}(?:\s?\|)?$")
_FINISHED = re.compile(r"[다요음함됨임죠a-z]")
_CLOSING = ".!?\"')]> \n\x1c\x1d\x1e\x1f"
_CAPTIONS, _RIGHT, _MENUS, _OTHERS = Gate(_CAPTION), Gate(_RIGHTS), Gate(_MENU), Gate(_OTHER_ARTICLES)
_BYLINE_BEGINS = first_characters(_BYLINE)


class _Residue(NamedTuple):
    """What besides sentences and headlines the text may hold; most hold none of it."""

    captions: bool
    rights: bool
    menus: bool
    others: bool
    addresses: bool


def sentences(text: str, held: Pairs) -> tuple[Sentence, ...]:
    """Split normalised text into sentences and say what each is: headline, body, caption or page residue.

    Args:
        held: ``pairs(text)``.
    """
    found: list[Sentence] = []
    body_seen = elsewhere = False
    captions, rights, menus, others = (bool(gate.open(held)) for gate in (_CAPTIONS, _RIGHT, _MENUS, _OTHERS))
    may_hold = _Residue(captions, rights, menus, others, addresses="@" in text)
    for number, (start, end) in enumerate(_lines(text)):
        spans = _sentence_spans(text, start, end, may_hold.addresses)
        credited = captions and spans and _CREDIT.fullmatch(text, spans[0][1], end)
        for first, last in _unglued(text, spans) if captions else spans:
            piece = text[first:last]
            role: Role = "caption" if credited else _role(piece, body_seen, may_hold)
            if may_hold.others:
                # Titles of other articles stand below such a heading, up to the next whole sentence.
                elsewhere = bool(_OTHER_ARTICLES.match(piece)) or (elsewhere and not _WHOLE.search(piece))
                role = "residue" if elsewhere else role
            body_seen = body_seen or role == "body"
            found.append(Sentence(len(found), first, last, piece, role, number))
    return tuple(found)


def _unglued(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those that open with whose picture is above them in two."""
    for first, last in spans:
        credit = _GLUED_CREDIT.match(text, first, last)
        # Without a whole sentence after it, what follows is the caption.
        credit = credit if credit and _WHOLE.search(text[credit.end() : last]) else None
        if credit:
            yield first, credit.end()
        yield credit.end() if credit else first, last


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of lines; a line broken in the middle of a clause is joined with the next."""
    spans: list[tuple[int, int]] = []
    position = 0
    scripts = _scripts(text) if "니다." in text else ()
    for raw in text.split("\n"):
        end = position + len(raw)
        follows = bool(spans) and spans[-1][1] == position - 1
        if follows and (position in scripts or _broken(text[spans[-1][0] : spans[-1][1]], raw)):
            spans[-1] = (spans[-1][0], end)
        elif raw.strip():
            spans.append((position, end))
        position = end + 1
    return spans


def _scripts(text: str) -> set[int]:
    """Starts of lines that go on a sentence in a script for reading aloud: short lines, a polite ending at the last."""
    found: set[int] = set()
    for block in _SHORT_LINES.finditer(text):
        starts = [block.start() + line.start() for line in _SCRIPT_LINE.finditer(block.group())]
        for before, start in pairwise(starts):
            line = text[before : start - 1].rstrip()
            if not re.search(r"[.!?>:\]\"]$", line) and not _NEW_LINE_ITEM.match(text[start : start + 2]):
                found.add(start)
    return found


def _broken(before: str, after: str) -> bool:
    if len(before) >= 2000 or not _GOES_ON.search(before[-6:]) or _NEW_LINE_ITEM.match(after):
        return False
    return not _HEAD.fullmatch(before)


def _sentence_spans(text: str, start: int, end: int, addresses: bool) -> list[tuple[int, int]]:
    stops = (_END.match(text, stop.start(), end) for stop in _STOP.finditer(text, start, end))
    ends = [match.end() for match in stops if match and not _inside_word(text, match)]
    bare = [match.end() - 1 for match in _BARE_END.finditer(text, start, end)]
    if len(bare) >= 2 and len(bare) > 2 * len(ends):
        ends = sorted({*ends, *bare})
    edges = [start, *ends, end]
    spans = [
        (at, min(at + MAX_SENTENCE, last)) for first, last in pairwise(edges) for at in range(first, last, MAX_SENTENCE)
    ]
    return [trimmed for span in spans if (trimmed := _trim(text, *span, addresses))[0] < trimmed[1]]


def _inside_word(text: str, match: re.Match[str]) -> bool:
    position = match.start()
    if not "가" <= text[position - 1] <= "힣" and _DATE_BEFORE.search(text, max(0, position - 14), position):
        return True
    if match.group()[0] == "." and _ABBREVIATED.search(text, max(0, position - 5), match.end() + 2):
        return True
    return match.group()[0] == "." and _inside_list_word(text, position)


def _inside_list_word(text: str, position: int) -> bool:
    """'기관.기업': a full stop used as a list separator between two nouns, not the end of a sentence."""
    before, after = text[position - 1], text[position + 1 : position + 2]
    return before not in "다요음함됨임죠\"')]>" and not after.isspace() and after not in ("", '"', "'")


def _trim(text: str, start: int, end: int, addresses: bool) -> tuple[int, int]:
    start = _after_spaces(text, start, end)
    for _ in range(3):
        begin = _after_spaces(text, start, end)
        match = _BYLINE.match(text, begin, end) if text[begin : begin + 1] in _BYLINE_BEGINS else None
        if not match:
            break
        start = match.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    # A title with its writer's address on the same line.
    mail = _MAIL_AT_END.search(text, start, end) if addresses else None
    return start, mail.start() if mail and mail.start() - start > 24 else end


def _after_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _role(piece: str, body_seen: bool, may_hold: _Residue) -> Role:
    if may_hold.captions and _CAPTION.search(piece):
        return "caption"
    if (may_hold.rights and _RIGHTS.search(piece)) or (may_hold.addresses and _ADDRESS.search(piece)):
        return "residue"
    if piece[0] == "#" and _TAGS.fullmatch(piece):
        return "residue"
    menu = may_hold.menus and len(piece) < 80 and _MENU.match(piece)
    if menu and len(piece) < 24 and not piece.endswith("."):
        return "residue"
    if len(piece) > 8 and _FINISHED.match(piece.rstrip(_CLOSING)[-1:]):
        return "body"
    if menu:
        return "residue"
    # A list or an excerpt broken off has no ending; before the first sentence such a line is a headline.
    return "body" if body_seen and len(piece) > 25 else "headline"
