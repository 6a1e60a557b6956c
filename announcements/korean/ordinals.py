"""Ordinals of agreements: '100번째', '92~95번째', '99번째와 100번째', '백서른두 번째', '제146호부터 제149호'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from announcements.gates import Gate

Written = Literal["counted", "numbered", "listed"]

_RANGE = re.compile(
    r"(?<![\d.,~\ufffd])(?P<row>\d{1,4}(?:\s?번째)?(?:\s?[,·]\s?\d{1,4}(?:\s?번째)?){1,}[,·]\s?\d{1,4})\s?번째"
    r"|(?<![\d.,\ufffd])(?P<from>\d{1,4})(?:\s?번째?)?\s?(?:[~\-]|부터|에서|와|과|이자|,|"
    r"·)\s?(?:제\s?)?(?P<to>\d{1,4})\s?번째"
    r"|(?<![\d.,~\-\ufffd])(?P<one>\d{1,4})\s?번째"
)
# '제146호부터 제149호', '제201차': what else bears such a number (rules, laws) is for the rule to tell.
_NUMBERED = re.compile(
    r"(?:제|(?<![0-9가-힣])(?=[0-9]{1,3}호 (?:업무 ?)?협약))(?P<from>[0-9]{1,4}) ?(?:호|차|번)?"
    r"(?: ?(?:~|-|부터|에서) ?(?:제 ?)?(?P<to>[0-9]{1,4}) ?)?(?P<sign>호|차|번)(?!째|례)"
)
# '순번으로는 201번부터 203번', '협약 번호는 201번', '번호로는 140번부터 144번까지'.
_LISTED = re.compile(
    r"(?:순번|(?:협약|일련) ?번호|(?<![가-힣])번호(?=로))(?:[은는도]|으로는|로는|으로|로|상)?:? (?:따지면 )?"
    r"(?P<from>[0-9]{1,4})(?:번? ?(?:~|-|부터|에서) ?(?P<to>[0-9]{1,4}))?번(?!째)"
)

_UNITS = {
    "첫": 1, "한": 1, "두": 2, "둘": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_HUNDREDS = {"백": 100, "이백": 200, "삼백": 300, "사백": 400}
WORDS = rf"(?=[가-힣])(?:(?:{'|'.join(_HUNDREDS)})\s?)?(?:{'|'.join(_TENS)})?(?:{'|'.join(_UNITS)})?(?<=[가-힣])"
_IN_WORDS = re.compile(
    rf"(?<![가-힣])(?P<from>{WORDS})\s?번째(?:\s?(?:와|과|이자|부터|에서|,|·|~)\s?(?P<to>{WORDS})\s?번째)?"
)
_WORD_BEFORE = re.compile("[가-힣] ?번째")
GATE = Gate(re.compile("번째"), _NUMBERED, _LISTED)
# Smaller ones in words are said of too many things ('두 번째 만남'); rules of their own read them.
_LEAST_IN_WORDS = 20
_LEAST_ROUND = 20


class Ordinal(NamedTuple):
    start: int
    end: int
    first: int
    last: int
    written: Written = "counted"


def in_words(words: str) -> int:
    """Value of a native numeral ('스물한', '백서른두', '첫')."""
    left, total = words.replace(" ", ""), 0
    for values in (_HUNDREDS, _TENS, _UNITS):
        for word in sorted(values, key=len, reverse=True):
            if left.startswith(word):
                total, left = total + values[word], left[len(word) :]
                break
    return total


def ordinals(text: str) -> Iterator[Ordinal]:
    """Every ordinal in digits, and those in words that are large enough to be plain."""
    if "번째" in text:
        yield from _counted(text)
        if _WORD_BEFORE.search(text):
            yield from _in_words(text)
    for written, pattern in (("numbered", _NUMBERED), ("listed", _LISTED)):
        for match in pattern.finditer(text):
            first, last = int(match["from"]), int(match["to"] or match["from"])
            is_round = written == "numbered" and match["sign"] == "차" and first < _LEAST_ROUND
            if _is_range(first, last) and not is_round:
                yield Ordinal(match.start("from"), match.end(), first, last, written)  # type: ignore[arg-type]


def _is_range(first: int, last: int) -> bool:
    return 0 < first <= last < first + 100


def _counted(text: str) -> Iterator[Ordinal]:
    """A range must rise, and a pair joined by 와, comma or · must be neighbours."""
    for match in _RANGE.finditer(text):
        if match["row"]:
            row = [int(number) for number in re.findall(r"\d+", match["row"])]
            first, last = row[0], row[-1]
            if row != list(range(first, last + 1)):
                continue
        elif match["one"]:
            first = last = int(match["one"])
        else:
            first, last = int(match["from"]), int(match["to"])
            joined = re.search(r"[와과,·]|이자", text[match.end("from") : match.start("to")])
            if joined and last != first + 1:
                yield Ordinal(match.start("to"), match.end(), last, last)
                continue
        if _is_range(first, last):
            yield Ordinal(match.start(), match.end(), first, last)


def _in_words(text: str) -> Iterator[Ordinal]:
    for match in _IN_WORDS.finditer(text):
        first = in_words(match["from"])
        last = in_words(match["to"]) if match["to"] else first
        if first >= _LEAST_IN_WORDS and _is_range(first, last):
            yield Ordinal(match.start(), match.end(), first, last)
