"""Ordinals of agreements: '100번째', '92~95번째', '99번째와 100번째'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from announcements.gates import Gate

_RANGE = re.compile(
    r"(?<![\d.,~\ufffd])(?P<row>\d{1,4}(?:\s?번째)?(?:\s?[,·]\s?\d{1,4}(?:\s?번째)?){1,}[,·]\s?\d{1,4})\s?번째"
    r"|(?<![\d.,\ufffd])(?P<from>\d{1,4})(?:\s?번째?)?\s?(?:[~\-]|부터|에서|와|과|,|"
    r"·)\s?(?:제\s?)?(?P<to>\d{1,4})\s?번째"
    r"|(?<![\d.,~\-\ufffd])(?P<one>\d{1,4})\s?번째"
)
GATE = Gate(_RANGE)

# Ordinals in words, up to the twentieth; later ones are written in digits.
_UNITS = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
IN_WORDS = (
    {"첫": 1}
    | {
        ten + unit: value + number
        for ten, value in (("", 0), ("열", 10))
        for number, unit in enumerate(_UNITS)
        if ten or number > 1
    }
    | {"스무": 20}
)


class Ordinal(NamedTuple):
    start: int
    end: int
    first: int
    last: int


def ordinals(text: str) -> Iterator[Ordinal]:
    """Every ordinal in digits; a range must rise, and a pair joined by 와, comma or · must be neighbours."""
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
            joined = re.search(r"[와과,·]", text[match.end("from") : match.start("to")])
            if joined and last != first + 1:
                yield Ordinal(match.start("to"), match.end(), last, last)
                continue
        if 0 < first <= last and last - first < 100:
            yield Ordinal(match.start(), match.end(), first, last)
