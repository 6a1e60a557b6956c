"""One prediction line per document, with the fields of the labelled announcements' README."""

from __future__ import annotations

from collections.abc import Sequence

from announcements.organisations import display_name
from announcements.records import Reading, Statement


def facts(reading: Reading, statements: Sequence[Statement]) -> dict[str, object]:
    """Flatten a document's statements; what the document does not state is null or empty."""
    stated = [s for s in statements if s.modality == "stated" and s.grade != "D"]
    first = _value(stated, "ordinal_first")
    return {
        "kind": reading.kind,
        "signed_date": next(
            (s.as_of_date.isoformat() for s in stated if s.predicate == "signed_date" and s.as_of_date), None
        ),
        "ordinal_first": first,
        "ordinal_last": _value(stated, "ordinal_last"),
        "parties": [
            display_name(s.organisation_text) for s in stated if s.predicate == "party" and s.organisation_text
        ],
        "party_count_stated": _value(stated, "party_count"),
        "totals": _totals([s for s in statements if s.grade != "D"]),
        "sector_breakdown": _members(stated, "sector_count"),
        "office_breakdown": _members(stated, "site_count"),
        "goals": _goals(statements),
    }


def _value(statements: Sequence[Statement], predicate: str) -> int | None:
    return next((s.value_count for s in statements if s.predicate == predicate), None)


def _totals(statements: Sequence[Statement]) -> dict[str, int]:
    """Exact cumulative figures; those that exclude the batch reported carry '_before', bounds are left out.

    What somebody is quoted as saying ('claimed') counts only where the report itself states no such figure.
    """
    found: dict[str, int] = {}
    for modality in ("stated", "claimed"):
        for s in statements:
            if s.predicate == "stated_total" and s.qualifier == "exact" and s.modality == modality and s.measure_code:
                key = s.measure_code + ("_before" if s.scope == "before_this_batch" else "")
                if s.value_count is not None:
                    found.setdefault(key, s.value_count)
    return found


def _members(statements: Sequence[Statement], predicate: str) -> dict[str, int] | None:
    found = {s.member_text: s.value_count for s in statements if s.predicate == predicate and s.member_text}
    return {member: count for member, count in found.items() if count is not None} or None


def _goals(statements: Sequence[Statement]) -> list[dict[str, object]]:
    """Goals are plans by nature, so their modality is not asked."""
    return [
        {"metric": s.measure_code, "year": s.target_date.year if s.target_date else None, "value": s.value_count}
        for s in statements
        if s.predicate == "goal" and s.grade != "D"
    ]
