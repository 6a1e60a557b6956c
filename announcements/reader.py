"""Turn one decoded announcement into a reading and its statements: right or silent.

Rules propose findings (``announcements.rules``); this module decides among them, grades what agrees inside the
document, and carries positions back to the stored text. Pure: the same input gives the same output.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache, lru_cache, partial
from operator import attrgetter
from pathlib import Path

from announcements.document import Document, Finding, prepare
from announcements.privacy import MAX_PUBLIC, mask_persons, published
from announcements.programme import Programme
from announcements.records import Kind, Outcome, Reading, Statement, content_id
from announcements.rules import (
    FIELDS,
    breakdowns,
    commitments,
    first_signing,
    goals,
    kind,
    ordinals,
    parties,
    party_count,
    signed_date,
    whole_run,
)
from announcements.text import MAX_CHARACTERS

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_WORD = re.compile(r"\w")
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Announcement:
    """One decoded text with what its source handed over beside it."""

    capture_id: str
    document_id: str
    text: str
    published_date: date | None
    """Calendar day in Korea; None where the source does not say."""
    publisher: str | None
    url: str | None


def read(
    announcement: Announcement, programme: Programme, *, fingerprint: str, read_at: str
) -> tuple[Reading, tuple[Statement, ...]]:
    """Read one announcement; never raises, whatever the text.

    Args:
        fingerprint: ``ruleset_fingerprint(programme)``, so that a change of rules makes new readings.
        read_at: Instant of reading (ISO 8601 with zone); part of the record, not of its id.
    """
    reason = _unreadable(announcement.text)
    if reason:
        return _reading(announcement, programme, fingerprint, read_at, "unread", None, reason), ()
    doc = prepare(announcement.text, programme, announcement.published_date)
    verdict, findings = _decide(doc)
    outcome, reason = _outcome(verdict, findings)
    reading = _reading(announcement, programme, fingerprint, read_at, outcome, verdict.kind, reason)
    if outcome == "ignored":
        return reading, ()
    return reading, _statements(doc, announcement, reading, verdict.kind, findings)


def _unreadable(text: str) -> str | None:
    if not _WORD.search(text):
        return "the text has no words: fetch the page again or give its body by hand with `mou add`"
    if len(text) > MAX_CHARACTERS:
        return f"the text has {len(text)} characters, more than {MAX_CHARACTERS}: split it into single announcements"
    if _LONE_SURROGATE.search(text):
        return "the text holds halves of characters (lone surrogates): decode the bytes again with the right encoding"
    sample = text[:4000]
    if len(_STRANGE.findall(sample)) * 20 > len(sample):
        return "more than 5 % of the characters are not text: state the right encoding for this source and decode again"
    return None


def _decide(doc: Document) -> tuple[kind.Verdict, list[Finding]]:
    """Run the rules and keep what stands."""
    signing = [finding for rule in FIELDS["signing"] for finding in rule.read(doc)]
    verdict = kind.decide(doc, signing)
    if verdict.kind == "other_city":
        return verdict, []
    kept: list[Finding] = []
    if verdict.kind == "signing":
        kept += _of_signing(doc, verdict, signing)
        if _long_past(doc, kept):
            verdict, kept = kind.Verdict("background", "tells of a signing long past and names nobody", ()), []
    kept += whole_run.choose(doc, _all(doc, "total"), kept, verdict)
    kept += breakdowns.choose(doc, _all(doc, "breakdown"), kept)
    kept += goals.choose(doc, _all(doc, "goal"), verdict.kind)
    kept = [_dated(finding, kept, doc) for finding in kept]
    if verdict.kind in ("background", "other_topic", "planned") and any(_is_figure(finding) for finding in kept):
        verdict = replace(verdict, kind="status", reason=None)
    return verdict, kept


# Days after which a report that names nobody looks back at a signing.
_LONG = 10


def _long_past(doc: Document, kept: list[Finding]) -> bool:
    """'지난달 20일 100번째 협약을 체결했다' in a report of the month after that names no party."""
    signed = next((f.as_of_date for f in kept if f.predicate == "signed_date"), None)
    named = any(finding.predicate == "party" for finding in kept)
    return bool(signed and doc.told_on and (doc.told_on - signed).days > _LONG and not named)


def _dated(finding: Finding, kept: list[Finding], doc: Document) -> Finding:
    """A figure holds for the day of signing; where there is none, for the day it was told."""
    if finding.predicate not in ("stated_total", "sector_count", "site_count"):
        return finding
    signed = next((f.as_of_date for f in kept if f.predicate == "signed_date"), None)
    day = signed or doc.told_on
    return finding._replace(as_of_date=day, as_of_precision="day" if day else None)


def _is_figure(finding: Finding) -> bool:
    return finding.predicate == "stated_total" and finding.grade != "D"


def _all(doc: Document, field: str) -> list[Finding]:
    return [finding for rule in FIELDS[field] for finding in rule.read(doc)]


def _of_signing(doc: Document, verdict: kind.Verdict, signing: list[Finding]) -> list[Finding]:
    told = tuple(clause for clause in verdict.clauses if clause.sentence.role != "headline")
    counted = party_count.stated_count(doc, _all(doc, "party_count"), verdict.clauses)
    size = counted[0].value_count if counted else None
    numbers = ordinals.choose(doc, _all(doc, "ordinal"), {clause.sentence.index for clause in told}, size)
    batch = _batch(numbers)
    signed = parties.choose(doc, _all(doc, "party"), verdict.clauses, size, batch)
    days = signed_date.choose(doc, _all(doc, "signed_date"))
    agreed = bool(signed) and len(signed) == batch
    numbers = [finding._replace(grade="A") for finding in numbers] if agreed else numbers
    best = min(signing, key=lambda finding: (finding.grade, finding.start))
    began = _all(doc, "first_signing")[:1]
    days = first_signing.confirmed(doc, days, began)
    found = [best, *days, *numbers, *signed, *counted]
    return found + commitments.choose(_all(doc, "commitment"), signed) + began


def _batch(numbers: list[Finding]) -> int | None:
    """How many agreements the range of ordinals holds; None for a single one, which two parties may share."""
    values = {finding.predicate: finding.value_count or 0 for finding in numbers}
    if not values or values["ordinal_first"] == values["ordinal_last"]:
        return None
    return values["ordinal_last"] - values["ordinal_first"] + 1


def _outcome(verdict: kind.Verdict, findings: list[Finding]) -> tuple[Outcome, str | None]:
    stated = any(finding.grade != "D" for finding in findings)
    return ("extracted", None) if verdict.kind == "signing" or stated else ("ignored", verdict.reason)


def _reading(
    announcement: Announcement,
    programme: Programme,
    fingerprint: str,
    read_at: str,
    outcome: Outcome,
    kind: Kind | None,
    reason: str | None,
) -> Reading:
    return Reading(
        reading_id=content_id("reading", announcement.capture_id, programme.code, fingerprint),
        capture_id=announcement.capture_id,
        document_id=announcement.document_id,
        programme_code=programme.code,
        ruleset_fingerprint=fingerprint,
        read_at=read_at,
        outcome=outcome,
        kind=kind,
        reason=reason,
        text_sha256=hashlib.sha256(announcement.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _statements(
    doc: Document, announcement: Announcement, reading: Reading, kind: Kind, findings: Sequence[Finding]
) -> tuple[Statement, ...]:
    # Many statements share a line: it is masked once.
    masked = partial(_public, announcement.text, cache(mask_persons))
    named = [(_statement_id(reading, finding), finding) for finding in findings]
    context = tuple([name for name, finding in named if finding.predicate in ("signing", "signed_date")])
    return tuple(
        [
            _statement(doc, announcement, reading, kind, name, finding, masked, context)
            for name, finding in dict(named).items()
        ]
    )


_OF_SIGNING = frozenset(
    ("signing", "signed_date", "ordinal_first", "ordinal_last", "party", "party_count", "commitment")
)
_BY_THEMSELVES = frozenset(("signing", "signed_date", "goal", "first_signing"))
"""What needs no other statement to be understood."""


def _statement_id(reading: Reading, finding: Finding) -> str:
    identity = list(zip(_IDENTITY, _identity_of(finding), strict=True))
    return content_id(reading.reading_id, finding.predicate, finding.start, finding.end, identity)


def _statement(
    doc: Document,
    announcement: Announcement,
    reading: Reading,
    kind: Kind,
    statement_id: str,
    finding: Finding,
    masked: Callable[[int, int], str],
    context: tuple[str, ...],
) -> Statement:
    start, end = doc.normal.source_span(*_quoted(doc, finding))
    return Statement(
        statement_id=statement_id,
        reading_id=reading.reading_id,
        document_id=announcement.document_id,
        programme_code=reading.programme_code,
        signing_ref="s1" if kind == "signing" and finding.predicate in _OF_SIGNING else None,
        span_start=start,
        span_end=end,
        quote=announcement.text[start:end],
        quote_public=masked(start, end),
        context_statement_ids=() if finding.predicate in _BY_THEMSELVES else context,
        **dict(zip(_VALUES, _values_of(finding), strict=True)),
    )


_VALUES = tuple(name for name in Finding._fields if name not in ("start", "end"))
_values_of = attrgetter(*_VALUES)
_IDENTITY = tuple(sorted(name for name in _VALUES if name not in ("grade", "rule_id")))
_identity_of = attrgetter(*_IDENTITY)


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


def _public(text: str, mask: Callable[[str], str], start: int, end: int) -> str:
    """Mask with the words of the same line around the quote in sight: a name alone does not show what it is."""
    left = max(text.rfind("\n", 0, start) + 1, start - 200)
    right = text.find("\n", end)
    right = min(right if right >= 0 else len(text), end + 200)
    return published(mask(text[left:right])[start - left : end - left])


@lru_cache(maxsize=64)
def ruleset_fingerprint(programme: Programme) -> str:
    """16 hex digits over the source of the reading modules and the programme's cues."""
    digest = hashlib.sha256()
    for path in sorted([*_HERE.glob("korean/*.py"), *_HERE.glob("rules/*.py"), *(_HERE / name for name in _MODULES)]):
        digest.update(path.relative_to(_HERE).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(json.dumps(asdict(programme), sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()[:16]


_MODULES = ("text.py", "gates.py", "document.py", "programme.py", "privacy.py", "organisations.py", "reader.py")
