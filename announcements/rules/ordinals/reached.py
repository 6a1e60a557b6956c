"""Which agreement of the series it is, where what has gone on reached an ordinal that the sum of the pacts confirms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.korean.numbers import to_int
from announcements.korean.ordinals import GATE, ordinals
from announcements.korean.particles import OVER
from announcements.rules.ordinals.in_digits import series_ordinals
from announcements.rules.ordinals.others import is_not_series
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED
from announcements.text import Sentence

# '발걸음이 70번째를 찍었다', '동행이 72번째에 닿았다'.
_REACHED = re.compile(
    rf"[를에]\s(?:찍|닿|이르|다다르|도달|올라섰|채웠|기록)[가-힣]{{0,2}}?(?:(?<=[{OVER}])|[{OVER}])(?:다|고|으며)"
)
_SUM = re.compile(COUNTED)
# Sentences in which the sum is told after it.
_SOON = 3


@rule(
    "ordinal.reached",
    positive=(
        "인공지능 기업들의 발걸음이 70번째를 찍었다. 광주시는 3일 ㈜가나다와 인공지능 비즈니스 업무협약을 체결했다. "
        "협약을 체결한 곳은 70곳이 됐다."
    ),
    negative=(
        "인공지능 기업들의 발걸음이 70번째를 찍었다. 광주시는 3일 ㈜가나다와 인공지능 비즈니스 업무협약을 체결했다. "
        "협약을 체결한 곳은 85곳이 됐다."
    ),
    gate=GATE,
)
def reached(doc: Document) -> Iterator[Finding]:
    """What goes on between the city and those of the topic reached an ordinal that is the sum of the pacts as well."""
    for sentence in doc.holding(GATE) if not series_ordinals(doc) else ():
        if sentence.role != "body" or not doc.cues.topic.search(sentence.text):
            continue
        for ordinal in ordinals(sentence.text):
            span = (sentence.start + ordinal.start, sentence.start + ordinal.end)
            placed = ordinal._replace(start=span[0], end=span[1])
            if not _REACHED.match(doc.text, span[1], sentence.end) or is_not_series(doc, sentence, placed):
                continue
            if not doc.in_speech(span[0]) and _is_sum(doc, sentence, ordinal.last):
                words = doc.text[slice(*span)]
                yield Finding("ordinal.reached", "ordinal_first", *span, value_count=ordinal.first, value_text=words)
                yield Finding("ordinal.reached", "ordinal_last", *span, value_count=ordinal.last, value_text=words)


def _is_sum(doc: Document, sentence: Sentence, number: int) -> bool:
    """Does a sentence soon after count as many that signed?"""
    after = doc.sentences[sentence.index + 1 : sentence.index + 1 + _SOON]
    counted = [s for s in after if s.role == "body" and NAMES_PACT.search(s.text)]
    return any(to_int(m["n"]) == number for s in counted for m in _SUM.finditer(doc.text, s.start, s.end))
