"""Does the document agree with itself? Figures against parts, ordinals and the size of the batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from announcements.document import Finding
from announcements.rules.totals.split_sums import OF_PARTS

_CONTAINED = (
    ("hq_relocated", "corporations_established"),
    ("corporations_established", "offices_opened"),
    ("hq_relocated", "offices_opened"),
    ("companies", "agreements_total"),
    ("institutions", "agreements_total"),
)
_PARTNERS = ("agreements_total", "companies", "institutions")


def settle(
    found: Sequence[tuple[Finding, bool]], kept: Sequence[Finding], first_told: int | None = None
) -> list[Finding]:
    """One figure a measure and scope: those that agree with others first, none where two contradict.

    Args:
        found: Figures, and whether the words limit each to a part of the run ('지난 5개월 동안').
        kept: What was decided before: ordinals, parties and their number.
        first_told: The first ordinal of a batch that the report tells of without being read as a signing.
    """
    batch, first, last = _batch(kept), _value(kept, "ordinal_first") or first_told, _value(kept, "ordinal_last")
    stated = Stated.of(
        [f for f, partial in found if not partial and f.qualifier == "exact" and f.modality == "stated"], last
    )
    graded = []
    parts = {finding.start for finding, _ in found if finding.rule_id in OF_PARTS and _is_part(finding)}
    for finding, partial in found:
        if finding.measure_code == "agreements_total" and finding.start in parts:
            continue
        checked = _check(finding, stated, batch, first, last)
        if checked is None or (partial and checked.grade != "A"):
            continue
        graded.append(checked)
    return _nested(_one_each(graded))


def _is_part(finding: Finding) -> bool:
    return finding.measure_code in ("companies", "institutions")


def _nested(graded: list[Finding]) -> list[Finding]:
    """Headquarters within corporations within offices: where a part is larger than its whole, neither is published."""
    values = {f.measure_code: f.value_count or 0 for f in graded if _whole(f)}
    wrong: set[str] = set()
    for part, whole in _CONTAINED:
        if part in values and whole in values and values[part] > values[whole]:
            wrong |= {part, whole}
    return [
        finding._replace(grade="D") if finding.measure_code in wrong and _whole(finding) else finding
        for finding in graded
    ]


def _whole(finding: Finding) -> bool:
    """An exact figure of the whole run, this batch included."""
    return finding.qualifier == "exact" and finding.modality == "stated" and finding.scope == "including"


def _value(findings: Sequence[Finding], predicate: str) -> int | None:
    return next((finding.value_count for finding in findings if finding.predicate == predicate), None)


def _batch(kept: Sequence[Finding]) -> set[int]:
    """Sizes that the batch reported may have."""
    sizes = {_value(kept, "party_count"), sum(finding.predicate == "party" for finding in kept)}
    return {size for size in sizes if size}


class Stated(NamedTuple):
    """The exact figures of the document that can confirm one another."""

    agreements: frozenset[int]
    partners: frozenset[int]
    """Of agreements, companies or institutions."""
    companies: frozenset[int]
    institutions: frozenset[int]
    has_split_total: bool
    """Whether companies and institutions add up to a total that is stated, or to the last ordinal."""

    @classmethod
    def of(cls, exact: Sequence[Finding], last: int | None) -> Stated:
        by_measure = {
            code: frozenset(f.value_count or 0 for f in exact if f.measure_code == code) for code in _PARTNERS
        }
        totals, companies, institutions = by_measure.values()
        split = any(total - some in institutions for total in {*totals, last or 0} for some in companies)
        return cls(totals, totals | companies | institutions, companies, institutions, split)

    def is_split(self, value: int) -> bool:
        """Whether companies and institutions add up to it."""
        return any(value - some in self.institutions for some in self.companies)

    def sums_with(self, part: Finding) -> set[int]:
        """What it comes to with each of its counterparts."""
        others = self.institutions if part.measure_code == "companies" else self.companies
        return {(part.value_count or 0) + other for other in others}


def _check(finding: Finding, stated: Stated, batch: set[int], first: int | None, last: int | None) -> Finding | None:
    value = finding.value_count or 0
    if finding.measure_code == "agreements_total":
        if last and value == last:
            return finding._replace(grade="A", scope="including")
        # '기업 12곳, 기관 2곳 등 총 14곳과': those that sign this time, beside ordinals that are more.
        if last and value in batch:
            return None
        if stated.is_split(value):
            return finding._replace(grade="A")
        if first and value == first - 1:
            return finding._replace(grade="A", scope="before_this_batch")
        if value in batch or (last and value < last and finding.scope == "including"):
            return None
        if finding.scope == "before_this_batch" and any(value + size in stated.partners for size in batch):
            return finding._replace(grade="A")
        return finding
    if finding.rule_id in OF_PARTS and _is_part(finding):
        if any(map(stated.is_split, batch)) and not (last and stated.is_split(last)):
            return None
        # '기업 5개사·기관 1곳 … 모두 85개로, 기업 78개, 기관 7개다': the first two are of the batch.
        sums = stated.sums_with(finding)
        if sums & batch and not sums & {*stated.agreements, last}:
            return None
        # Beside a total that they miss by one they may be misprinted.
        if first and stated.is_split(first - 1) and not stated.has_split_total and first not in stated.partners:
            return finding._replace(grade="A", scope="before_this_batch")
        return finding._replace(grade="A") if stated.has_split_total else finding
    if finding.measure_code == "companies" and (value in batch or _is_part_of(batch, value, stated, last)):
        return None
    if finding.measure_code == "offices_opened" and value in batch:
        return None
    return finding


def _is_part_of(batch: set[int], value: int, stated: Stated, last: int | None) -> bool:
    """Are the companies those of the batch, whose institutions are counted beside them?"""
    return any(size - value in stated.institutions for size in batch if size != last)


def _one_each(graded: Sequence[Finding]) -> list[Finding]:
    """One statement a value; where a measure has two values in one scope, the better grade or none."""
    groups: dict[tuple[str | None, str | None, str, str | None], dict[int | None, Finding]] = {}
    for finding in graded:
        key = (finding.measure_code, finding.scope, finding.modality, finding.qualifier)
        best = groups.setdefault(key, {})
        known = best.get(finding.value_count)
        if known is None or finding.grade < known.grade:
            best[finding.value_count] = finding
    result: list[Finding] = []
    for values in groups.values():
        top = min(finding.grade for finding in values.values())
        chosen = [finding for finding in values.values() if finding.grade == top]
        result += chosen if len(chosen) == 1 else [finding._replace(grade="D") for finding in chosen]
    return sorted(result, key=lambda finding: finding.start)
