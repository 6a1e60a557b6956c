"""Ordinals right after the series' own name, which stands for its pact: '광주형 AI 비즈니스 299번째 기업'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.korean.ordinals import GATE, ordinals
from announcements.rules.ordinals.others import is_not_series
from announcements.rules.registry import rule

_BEFORE = re.compile(r"['\"]?의?\s$")
_AFTER = re.compile(
    r"\s(?:[A-Za-z가-힣]{1,6}\s)?(?:기업|기관|업체|회사|파트너|동반자|식구|주인공|상대)(?:이|가|으로|로|이다|다)(?=[\s.])"
)


@rule(
    "ordinal.of_series",
    positive="㈜가나다가 8일 광주시 '광주형 인공지능 비즈니스'의 299번째 기업으로 이름을 올렸다.",
    negative="㈜가나다가 8일 광주시 '광주형 인공지능 비즈니스' 행사의 299번째 손님으로 이름을 올렸다.",
    gate=GATE,
)
def of_series(doc: Document) -> Iterator[Finding]:
    """The ordinal of a partner stands right after the series' name ('광주형 AI 비즈니스 299번째 기업으로')."""
    for sentence in doc.naming_series:
        for ordinal in ordinals(sentence.text):
            placed = ordinal._replace(start=sentence.start + ordinal.start, end=sentence.start + ordinal.end)
            before = _BEFORE.search(doc.text, sentence.start, placed.start)
            if not before or not _AFTER.match(doc.text, placed.end, sentence.end):
                continue
            named = doc.cues.series.finditer(doc.text, sentence.start, placed.start)
            if not any(name.end() == before.start() for name in named) or is_not_series(doc, sentence, placed):
                continue
            words = doc.text[placed.start : placed.end]
            span = (placed.start, placed.end)
            yield Finding("ordinal.of_series", "ordinal_first", *span, value_count=placed.first, value_text=words)
            yield Finding("ordinal.of_series", "ordinal_last", *span, value_count=placed.last, value_text=words)
