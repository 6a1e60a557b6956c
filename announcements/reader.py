"""Turn one decoded announcement into a reading and its statements: right or silent.

Rules propose findings (``announcements.rules``); this module decides among them, grades what agrees inside the
document. Pure: the same input gives the same output.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from announcements.document import Document, Finding, prepare
from announcements.likeness import sketch
from announcements.programme import Programme
from announcements.records import Kind, Outcome, Reading, Statement, content_id
from announcements.rules import FIELDS, commitments
from announcements.rules.breakdowns import chosen as breakdowns
from announcements.rules.days import as_of, first_signing
from announcements.rules.days import chosen as signed_date
from announcements.rules.goals import stated as goals
from announcements.rules.ordinals import chosen as ordinals
from announcements.rules.ordinals import of_each as ordinals_of_each
from announcements.rules.pacts import kind
from announcements.rules.pacts.clauses import clauses
from announcements.rules.parties import chosen as parties
from announcements.rules.parties import count as party_count
from announcements.rules.totals import chosen as totals
from announcements.statements import statements
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
    return replace(reading, sketch=sketch(doc)), statements(doc, announcement.text, reading, findings)


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
    signing = kind.proposed(doc, FIELDS["signing"])
    verdict = kind.decide(doc, signing)
    if verdict.kind == "other_city":
        return verdict, []
    kept: list[Finding] = []
    if verdict.kind == "signing":
        kept += _of_signing(doc, verdict, signing)
        if _long_past(doc, kept, {clause.end for clause in verdict.clauses}):
            verdict, kept = kind.Verdict("background", "tells of a signing long past", ()), []
    kept += totals.choose(doc, _all(doc, "total"), kept, verdict)
    kept += breakdowns.choose(doc, _all(doc, "breakdown"), kept, verdict.kind)
    kept += goals.choose(doc, _all(doc, "goal"), verdict.kind)
    signed = next((f.as_of_date for f in kept if f.predicate == "signed_date"), None)
    kept = [as_of.dated(f, signed, doc, kept) if f.predicate in as_of.FIGURES else f for f in kept]
    if verdict.kind in ("background", "other_topic", "planned") and any(_is_figure(finding) for finding in kept):
        verdict = replace(verdict, kind="status", reason=None)
    return verdict, kept


# Days after which a report looks back at a signing: one that names nobody or tells of another pact first, and any.
_LONG, _LONGEST = 10, 60


def _long_past(doc: Document, kept: list[Finding], told: set[int]) -> bool:
    """'지난달 20일 100번째 협약을 체결했다' in a report of the month after.

    Args:
        told: Where the clauses that tell of this signing end.
    """
    signed = next((f.as_of_date for f in kept if f.predicate == "signed_date"), None)
    named = any(finding.predicate == "party" for finding in kept)
    if not signed or not doc.told_on:
        return False
    first = next((clause.end for clause in clauses(doc) if clause.tense == "done" and clause.has_pact), None)
    days = (doc.told_on - signed).days
    return days > _LONGEST or (days > _LONG and (not named or (first is not None and first not in told)))


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
    named = parties.proposed(doc, FIELDS["party"], verdict.clauses, size or batch)
    signed = parties.choose(doc, named, verdict.clauses, size, batch)
    counted = counted if not (size and batch == len(signed) > size) else []
    numbers = ordinals_of_each.of_each(doc, numbers, signed)
    batch = _batch(numbers)
    places = {clause.sentence.index for clause in verdict.clauses}
    days = signed_date.choose(doc, _all(doc, "signed_date"), places)
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


@lru_cache(maxsize=64)
def ruleset_fingerprint(programme: Programme) -> str:
    """16 hex digits over the source of the reading modules and the programme's cues."""
    digest = hashlib.sha256()
    rules = [*_HERE.glob("korean/*.py"), *_HERE.glob("rules/**/*.py")]
    for path in sorted([*rules, *(_HERE / name for name in _MODULES)]):
        digest.update(path.relative_to(_HERE).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(json.dumps(asdict(programme), sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()[:16]


_MODULES = (
    *("normal.py", "text.py", "gates.py", "document.py", "programme.py", "privacy.py", "organisations.py"),
    *("reader.py", "statements.py", "likeness.py"),
)
