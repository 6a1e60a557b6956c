"""Ordinals of agreements: '100번째', '92~95번째', '99번째와 100번째'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RANGE = re.compile(
    r"(?<![\d.,])(\d{1,4})(?:\s?번째)?\s?(?:[~\-]|부터|와|과|,|·)\s?(\d{1,4})\s?번째"
    r"|(?<![\d.,~\-])(\d{1,4})\s?번째"
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    start: int
    end: int
    first: int
    last: int


def ordinals(text: str) -> Iterator[Ordinal]:
    """Every ordinal in digits; a range must rise, and a pair joined by 와, comma or · must be neighbours."""
    for match in _RANGE.finditer(text):
        if match.group(3):
            first = last = int(match.group(3))
        else:
            first, last = int(match.group(1)), int(match.group(2))
            joined = re.search(r"[와과,·]", text[match.end(1) : match.start(2)])
            if joined and last != first + 1:
                yield Ordinal(match.start(2), match.end(), last, last)
                continue
        if 0 < first <= last and last - first < 100:
            yield Ordinal(match.start(), match.end(), first, last)
