"""The day of one signing, among the days that its rules read."""

from __future__ import annotations

import re

from announcements.document import Document, Finding
from announcements.rules.days.signed_date import CEREMONY

_ORDER = (
    "signed_date.in_sentence",
    "signed_date.dateline",
    "signed_date.event",
    "signed_date.labelled",
    "signed_date.caption",
    "signed_date.headline",
    "signed_date.at_event",
    "signed_date.reached",
    "signed_date.hands",
    "signed_date.photographed",
    "signed_date.sentence_before",
    "signed_date.scene",
    "signed_date.asked",
    "signed_date.at_ceremony",
    "signed_date.agreed",
    "signed_date.those_of_the_day",
    "signed_date.told_apart",
    "signed_date.announced",
    "signed_date.english",
)


def choose(doc: Document, findings: list[Finding], places: set[int]) -> list[Finding]:
    """The best rule's day; where its sentences differ, the day of the sentence that names the ceremony or place.

    Args:
        places: Sentences that tell of this signing; others may tell of another pact's day.
    """
    for rule_id in _ORDER:
        found = [finding for finding in findings if finding.rule_id == rule_id]
        if not found:
            continue
        found = [f for f in found if doc.sentence_at(f.start).index in places] or found
        if len({finding.as_of_date for finding in found}) == 1:
            return _photographed_before(doc, found[0], findings) or found[:1]
        placed = [f for f in found if _at_a_place(doc, f)]
        return placed[:1] if len({f.as_of_date for f in placed}) == 1 else []
    return []


_AS_ANNOUNCED = re.compile(r"(?:체결|맺|협약을\s)[가-힣]{1,4}다고\s(?:밝혔|전했|알렸|발표했)")
_ANNOUNCES = re.compile(r"^[^\s]{2,14}[은는]\s$")


def _photographed_before(doc: Document, told: Finding, findings: list[Finding]) -> list[Finding]:
    """'시는 28일 … 체결했다고 밝혔다' under a photograph of the 27th: the 28th is the day of telling."""
    sentence = doc.sentence_at(told.start)
    if told.rule_id != "signed_date.in_sentence" or not _AS_ANNOUNCED.search(sentence.text):
        return []
    shown = [f for f in findings if f.rule_id == "signed_date.caption" and f.as_of_date and told.as_of_date]
    earlier = [f for f in shown if 0 < (told.as_of_date - f.as_of_date).days <= 7]  # type: ignore[operator]
    opens = _ANNOUNCES.match(doc.text[sentence.start : told.start])
    return earlier[:1] if opens and len({f.as_of_date for f in shown}) == 1 else []


def _at_a_place(doc: Document, finding: Finding) -> bool:
    after = doc.text[finding.end : finding.end + 60]
    return bool(re.match(r"[^.]{0,40}?에서|[^.]{0,20}?" + CEREMONY.pattern, after))
