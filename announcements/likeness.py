"""A text's sketch: what it takes to tell later whether two texts are one, without keeping either.

A newspaper that prints a press release changes a word, a particle or the byline, leaves a sentence out, spaces anew.
What stays is most of its shingles: from the first letter of each word on, the next ``SHINGLE`` bytes of letters and
digits (six Hangul syllables, three English words). Each sets one bit of ``BITS``; of two sketches the bits that both
set, less those that would meet by chance, say how many shingles the texts share. How alike two texts must be is the
warehouse's to say (``star.document_voice``); ``python -m tests.corpus.likeness`` measures it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, takewhile
from zlib import crc32

from announcements.document import Document

SHINGLE = 18
"""Bytes of UTF-8."""
BITS = 2048
"""A text of 250 words sets about 240 of them."""

_MIXED = 0x9E3779B1
_RUN = re.compile(r"[^\W_]+")


def sketch(doc: Document) -> bytes:
    """The sketch of a document's prose, page residue and bylines aside; all zero where it has too few letters."""
    return marked(shingles(" ".join([sentence.text for sentence in doc.prose])))


def shingles(text: str) -> Iterator[bytes]:
    """The shingles of a text, in their order, whatever its case, spaces and punctuation."""
    runs = [run.encode() for run in _RUN.findall(text.lower())]
    letters = b"".join(runs)
    starts = accumulate(map(len, runs), initial=0)
    last = len(letters) - SHINGLE
    return (letters[start : start + SHINGLE] for start in takewhile(last.__ge__, starts))


def marked(shingles: Iterable[bytes]) -> bytes:
    """The sketch that has the bit of each shingle."""
    bits = bytearray(BITS // 8)
    for number in map(crc32, shingles):
        # Two texts that differ in one and the same way everywhere have checksums that do so too: mixed, they do not.
        bit = number * _MIXED >> 16 & BITS - 1
        bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)
