"""What a reading says, as records: each finding with its id, the words of the stored text and what may be published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter

from announcements.document import Document, Finding
from announcements.privacy import MAX_PUBLIC, mask_persons, published
from announcements.records import Reading, Statement, content_id

_OF_SIGNING = frozenset(
    ("signing", "signed_date", "ordinal_first", "ordinal_last", "party", "party_count", "commitment")
)
_BY_THEMSELVES = frozenset(("signing", "signed_date", "goal", "first_signing"))
"""What needs no other statement to be understood."""
# Characters of its line on either side of a quote that say whether a name in it is a person's.
_AROUND = 200

# What a statement's id rests on besides its place, written as pairs of name and value.
_SAID = sorted(set(Finding._fields) - {"start", "end", "grade", "rule_id"})
_said = attrgetter(*_SAID)
_AS_SAID = f"[{', '.join(f'({name!r}, %r)' for name in _SAID)}]"


def statements(doc: Document, text: str, reading: Reading, findings: Sequence[Finding]) -> tuple[Statement, ...]:
    """The findings as statements, in order; two that say the same of the same words are one.

    Args:
        text: The stored text that ``doc`` was made from.
    """
    named = {_statement_id(reading, finding): finding for finding in findings}
    context = tuple([name for name, finding in named.items() if finding.predicate in ("signing", "signed_date")])

    # Many statements share a line: it is masked once.
    @cache
    def masked(start: int, end: int) -> str:
        return mask_persons(text[start:end])

    return tuple([_statement(doc, text, reading, name, finding, masked, context) for name, finding in named.items()])


def _statement_id(reading: Reading, finding: Finding) -> str:
    said = _AS_SAID % _said(finding)
    return content_id(reading.reading_id, finding.predicate, finding.start, finding.end, said)


def _statement(
    doc: Document,
    text: str,
    reading: Reading,
    statement_id: str,
    finding: Finding,
    masked: Callable[[int, int], str],
    context: tuple[str, ...],
) -> Statement:
    start, end = doc.normal.source_span(*_quoted(doc, finding))
    return Statement(
        statement_id=statement_id,
        reading_id=reading.reading_id,
        document_id=reading.document_id,
        programme_code=reading.programme_code,
        signing_ref="s1" if reading.kind == "signing" and finding.predicate in _OF_SIGNING else None,
        predicate=finding.predicate,
        measure_code=finding.measure_code,
        member_text=finding.member_text,
        organisation_text=finding.organisation_text,
        value_count=finding.value_count,
        value_text=finding.value_text,
        unit_code=finding.unit_code,
        qualifier=finding.qualifier,
        scope=finding.scope,
        as_of_date=finding.as_of_date,
        as_of_precision=finding.as_of_precision,
        target_date=finding.target_date,
        modality=finding.modality,
        grade=finding.grade,
        span_start=start,
        span_end=end,
        quote=text[start:end],
        quote_public=_public(text, masked, start, end),
        context_statement_ids=() if finding.predicate in _BY_THEMSELVES else context,
        rule_id=finding.rule_id,
    )


def _quoted(doc: Document, finding: Finding) -> tuple[int, int]:
    """The sentence that says it, or the part of a long one around the words that do.

    A reader who checks a number wants the sentence, not the number again; a published quote has a limit.
    """
    sentence = doc.sentence_at(finding.start)
    start, end = min(sentence.start, finding.start), max(sentence.end, finding.end)
    if end - start <= MAX_PUBLIC:
        return start, end
    spare = max(MAX_PUBLIC - (finding.end - finding.start), 0)
    left = max(start, finding.start - spare // 2)
    right = min(end, max(left + MAX_PUBLIC, finding.end))
    left = max(start, min(left, right - MAX_PUBLIC, finding.start))
    return _at_word(doc.text, left, start, finding.start, +1), _at_word(doc.text, right, finding.end, end, -1)


def _at_word(text: str, position: int, low: int, high: int, step: int) -> int:
    """Move a cut that falls inside a word to the word's edge, unless it is already an edge of the sentence."""
    while low < position < high and not text[position - 1 if step > 0 else position].isspace():
        position += step
    return position


def _public(text: str, masked: Callable[[int, int], str], start: int, end: int) -> str:
    """Mask with the words of the same line around the quote in sight: a name alone does not show what it is."""
    left = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    right = text.find("\n", end)
    right = min(right if right >= 0 else len(text), end + _AROUND)
    return published(masked(left, right)[start - left : end - left])
