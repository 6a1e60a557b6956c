"""Names so alike that a person should say whether they are one. Nothing is joined by similarity, here or elsewhere.

Hangul is compared letter by letter (jamo), so that 솔트룩스 and 솔투룩스 differ in one vowel. The Indel ratio separates
misprints from different firms best; Jaro-Winkler would pair 한화 with 한화솔루션.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

ALIKE = 87.0
"""Indel ratio of the letters, 0 to 100, from which a pair is shown (7 of the 8 misprints met so far lie above)."""
BLOCK = 2_000
"""Names compared at a time: memory stays flat however many names there are."""


def similar_pairs(names: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of different names that are alike, each once, with their ratio."""
    ordered = sorted(set(names))
    letters = [unicodedata.normalize("NFD", name.casefold()) for name in ordered]
    for start in range(0, len(ordered), BLOCK):
        block = letters[start : start + BLOCK]
        scores = process.cdist(block, letters, scorer=fuzz.ratio, score_cutoff=ALIKE)
        for row, column in np.argwhere(scores >= ALIKE):
            if start + row < column:
                yield ordered[start + row], ordered[column], round(float(scores[row, column]), 1)
