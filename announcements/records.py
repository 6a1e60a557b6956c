"""The records that reading leaves behind: captures, readings and statements.

Each record is one row of an append-only file (see ``announcements.archive`` and ``announcements.store``);
the warehouse loads them under the same names. Days are ISO calendar days in Korea; instants are ISO 8601
with a zone. None means "the source does not say"; zero is a number that somebody wrote.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

# Readers accept this version and older ones, and refuse newer ones with advice.
RECORDS_VERSION = 2

Outcome = Literal["extracted", "ignored", "unread"]
Kind = Literal["signing", "status", "planned", "other_city", "other_topic", "background"]
Predicate = Literal[
    "signing",  # a signing of this programme; quote: the clause that says so
    "signed_date",  # as_of_date: the day of signing
    "ordinal_first",  # value_count: first ordinal of the batch
    "ordinal_last",  # value_count: last ordinal of the batch (equals the first for one agreement)
    "party",  # organisation_text: a counterparty as written, legal form included
    "party_count",  # value_count: how many parties the text says there are
    "stated_total",  # measure_code, value_count, qualifier, scope: a cumulative figure
    "sector_count",  # member_text, value_count: one member of the breakdown by sector
    "site_count",  # member_text, value_count: one member of the breakdown by office site
    "goal",  # measure_code holds the goal's code, value_count the target, target_date its day
    "commitment",  # organisation_text (None: all parties jointly), value_text: what is undertaken
    "first_signing",  # as_of_date, as_of_precision: when the series began, as the text recalls it
]
Qualifier = Literal["exact", "at_least", "at_most", "about"]
Scope = Literal["including", "before_this_batch"]
Precision = Literal["day", "month", "year"]
Modality = Literal["stated", "planned", "claimed"]
Grade = Literal["A", "B", "C", "D"]


Recipe = tuple[str | None, str | None]
"""How a capture's text is made from its bytes: the recipe (``announcements.formats``) and the encoding."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch of one address. The same bytes at two addresses are one document and two captures."""

    capture_id: str
    document_id: str
    """sha256 of the bytes, in hex."""
    source_code: str
    programme_code: str
    url: str
    """Where a person finds it; ``folder:<source>/<name>`` for a file handed over without an address."""
    publisher: str | None
    published_at: str | None
    """As the source says: an ISO day or instant. None when it does not say."""
    fetched_at: str
    media_type: str
    encoding: str | None
    """The encoding decided on; None where the bytes are not text."""
    status: str
    """``ok``, or why there is nothing to read (``refused: …``)."""
    etag: str | None
    bytes_count: int
    recipe: str | None = None
    """How its text is made (``announcements.formats``); None in records from before there were formats: decoded."""
    superseded_at: str | None = None
    """When its page was first seen to say otherwise, where that later form was taken down since; else None."""
    superseded_by: str | None = None
    """The document that was taken down."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One capture read with one fingerprint (rules and programme configuration)."""

    reading_id: str
    capture_id: str
    document_id: str
    programme_code: str
    ruleset_fingerprint: str
    read_at: str
    outcome: Outcome
    kind: Kind | None
    """What sort of report it is; None when unread."""
    reason: str | None
    """Why it was ignored or left unread, in words that say what to do; None when extracted."""
    text_sha256: str | None
    """sha256 of the decoded text (UTF-8) that spans point into."""
    sketch: bytes | None = None
    """What tells copies of one text (``announcements.likeness``); None where nothing was extracted, and in readings
    from before records version 2. Another form of it must get another name: two forms cannot be compared."""


class Statement(NamedTuple):
    """One thing one document says, with the words that say it.

    ``quote == text[span_start:span_end]`` in the decoded text, counted in code points.
    """

    statement_id: str
    reading_id: str
    document_id: str
    programme_code: str
    signing_ref: str | None
    """Which signing within the document ('s1'); None where it belongs to no signing."""
    predicate: Predicate
    measure_code: str | None
    member_text: str | None
    organisation_text: str | None
    value_count: int | None
    value_text: str | None
    unit_code: str | None
    qualifier: Qualifier | None
    scope: Scope | None
    as_of_date: date | None
    as_of_precision: Precision | None
    target_date: date | None
    modality: Modality
    grade: Grade
    span_start: int
    span_end: int
    quote: str
    quote_public: str
    """The quote as it may be published: persons masked with ○, at most 160 characters."""
    context_statement_ids: tuple[str, ...]
    """Statements that give the day, the signing or the programme that this one belongs to."""
    rule_id: str


def content_id(*parts: object) -> str:
    """Name a record by what it holds: 16 hex digits that are the same on every machine and day."""
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def column_names(record: type[Capture | Reading | Statement]) -> list[str]:
    return list(record.__annotations__)
