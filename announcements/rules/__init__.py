"""The reader's rules, one module a field; importing this package registers them all."""

from __future__ import annotations

from announcements.rules import (
    breakdowns,
    breakdowns_bare,
    commitments,
    english,
    english_figures,
    english_parties,
    first_signing,
    goals,
    headlines,
    kind,
    labelled_lines,
    ordinals,
    ordinals_in_words,
    outlines,
    parties,
    party_before,
    party_beside,
    party_count,
    party_counted,
    party_lists,
    party_table,
    settlement,
    signed_at_event,
    signed_date,
    total_of_split,
    total_rows,
    totals,
    totals_attracted,
)
from announcements.rules.registry import RULES, Rule

FIELDS: dict[str, list[Rule]] = {}
for _rule in RULES.values():
    FIELDS.setdefault(_rule.field, []).append(_rule)

__all__ = [
    "FIELDS",
    "RULES",
    "breakdowns",
    "breakdowns_bare",
    "commitments",
    "english",
    "english_figures",
    "english_parties",
    "first_signing",
    "goals",
    "headlines",
    "kind",
    "labelled_lines",
    "ordinals",
    "ordinals_in_words",
    "outlines",
    "parties",
    "party_before",
    "party_beside",
    "party_count",
    "party_counted",
    "party_lists",
    "party_table",
    "settlement",
    "signed_at_event",
    "signed_date",
    "total_of_split",
    "total_rows",
    "totals",
    "totals_attracted",
]
