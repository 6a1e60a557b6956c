"""Announcement text made comparable: normalised characters with a map back to the text as it is stored.

Reading happens on the normalised text; evidence points into the decoded text as it is stored, so every
position is carried back through ``Normal.offsets`` (one code point of the stored text per normalised one).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_SAME_LENGTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f", " ")
    | dict.fromkeys("‧․・･∙•⋅", "·")
    | dict.fromkeys("∼～〜˜", "~")
    | dict.fromkeys("‘’‛′`´＇", "'")
    | dict.fromkeys("“”„‟″＂「」『』", '"')
    | dict.fromkeys("△▲▷▶►▸", "▲")
    | dict.fromkeys("–—―−‐‑", "-")
    | {"㈜": "㈜", "＆": "&", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
)
_ALIKE = re.compile("[" + "".join(map(re.escape, map(chr, _SAME_LENGTH))) + "]")
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000\r]+|\\*{2,}|#{3,}")
_MAY_BE_DROPPED = re.compile("[*#\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000\r]")
# 'Gana Inc., Dara Co., Ltd. and Maba': the signs of a legal form neither end a sentence nor part a list.
_FORM_SIGNS = re.compile(
    r"(?<=\bCo)\.,?(?=\sLtd\b)|,(?=\s(?:Inc|Ltd|LLC|Corp|Co)\b)"
    r"|(?:(?<=\bInc)|(?<=\bLtd)|(?<=\bCorp)|(?<=\bCo))\.(?=[,)·]|\s(?:and|&|to|at|on|in|for|of|as)\b|[과와은는이가의])"
)
_HAS_FORM = re.compile(r"\b(?:Inc|Ltd|LLC|Corp|Co)\b")
_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text; ``offsets[i]`` is the code point of the stored text that character ``i`` came from."""

    text: str
    offsets: Sequence[int]
    source_length: int

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Carry a span of normalised characters back to the stored text."""
        first = self.offsets[start]
        last = self.offsets[end] if end < len(self.offsets) else self.source_length
        return first, last if end == start else max(self.offsets[end - 1] + 1, first + 1)


def normalise(text: str) -> Normal:
    """Fold look-alike characters, compose Hangul, drop invisible ones and squeeze runs of spaces."""
    offsets: Sequence[int] = range(len(text))
    if not unicodedata.is_normalized("NFC", text):
        text, offsets = _compose(text)
    text = _ALIKE.sub(lambda match: _SAME_LENGTH[ord(match[0])], text)
    if _MAY_BE_DROPPED.search(text):
        text, offsets = _cut(text, offsets, _DROPPED, keep=0)
    if _HAS_FORM.search(text):
        text, offsets = _cut(text, offsets, _FORM_SIGNS, keep=0)
    if "  " in text:
        text, offsets = _cut(text, offsets, _SPACES, keep=1)
    return Normal(text, offsets, (offsets[-1] + 1) if offsets else 0)


def _compose(text: str) -> tuple[str, Sequence[int]]:
    """Compose decomposed Hangul cluster by cluster, so that each new character knows where it began."""
    pieces: list[str] = []
    starts = array("L")
    for match in re.finditer(r"[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|.[\u0300-\u036f]+|.", text, re.DOTALL):
        position = match.start()
        for character in unicodedata.normalize("NFC", match.group()):
            pieces.append(character)
            starts.append(min(position, match.end() - 1))
            position += len(unicodedata.normalize("NFD", character))
    return "".join(pieces), starts


def _cut(text: str, offsets: Sequence[int], pattern: re.Pattern[str], keep: int) -> tuple[str, Sequence[int]]:
    """Remove all but the first ``keep`` characters of every match."""
    pieces: list[str] = []
    kept = array("L")
    last = 0
    for match in pattern.finditer(text):
        pieces.append(text[last : match.start() + keep])
        kept.extend(offsets[last : match.start() + keep])
        last = match.end()
    pieces.append(text[last:])
    kept.extend(offsets[last:])
    return "".join(pieces), kept
