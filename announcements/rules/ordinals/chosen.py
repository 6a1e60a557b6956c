"""The batch of one report, among the ordinals that its rules read."""

from __future__ import annotations

import re

from announcements.document import Document, Finding


def choose(doc: Document, findings: list[Finding], signing_indexes: set[int], size: int | None = None) -> list[Finding]:
    """The batch of this report: in the signing sentence first, else the only one; silent where two contradict.

    Args:
        size: How many parties the text states; of several ranges the one of that length counts.
    """
    pairs: dict[tuple[int, int], list[Finding]] = {}
    by_span: dict[tuple[int, int], dict[str, Finding]] = {}
    for finding in findings:
        by_span.setdefault((finding.start, finding.end), {})[finding.predicate] = finding
    for both in by_span.values():
        first, last = both["ordinal_first"], both["ordinal_last"]
        pairs.setdefault((first.value_count or 0, last.value_count or 0), []).extend((first, last))
    if not pairs:
        return []
    inside = {
        values: found
        for values, found in pairs.items()
        if any(
            f.rule_id == "ordinal.english" or (s.index in signing_indexes and s.start <= f.start < s.end)
            for s in doc.prose
            for f in found
        )
    }
    chosen = inside or pairs
    fitting = [pair for pair in pairs if size and size > 1 and pair[1] - pair[0] + 1 == size]
    if len(pairs) > 1 and len(fitting) == 1:
        return pairs[fitting[0]][:2]
    if len(chosen) > 1:
        # '37~38번째' in the headline and '38번째' for one company: the range that holds the others.
        widest = max(chosen, key=lambda pair: (pair[1] - pair[0], pair[1]))
        if not all(widest[0] <= first and last <= widest[1] for first, last in chosen):
            other = next((pair for pair in chosen if len(chosen) == 2 and _goes_on(widest, pair)), None)
            of_one_day = other and any(_of_that_day(doc, found[0]) for found in chosen.values())
            return _joined(chosen[widest], chosen[other]) if other and of_one_day else []
        return chosen[widest][:2]
    batch, found = next(iter(chosen.items()))
    beside = next((pair for pair, f in pairs.items() if _goes_on(batch, pair) and _of_that_day(doc, f[0])), None)
    return _joined(found, pairs[beside]) if beside else found[:2]


def _goes_on(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[1] == one[0] - 1 or other[0] == one[1] + 1


_THAT_DAY = re.compile(r"같은\s(?:날|자리|시각)")


def _of_that_day(doc: Document, finding: Finding) -> bool:
    """'저희가 203번째래요. 같은 날 두 회사가 201번째, 202번째 협약을 맺었대요'."""
    return bool(_THAT_DAY.search(doc.sentence_at(finding.start).text))


def _joined(found: list[Finding], beside: list[Finding]) -> list[Finding]:
    """The first ordinal and the last of two batches that go on in each other."""
    both = [*found[:2], *beside[:2]]
    first = min((f for f in both if f.predicate == "ordinal_first"), key=lambda f: f.value_count or 0)
    last = max((f for f in both if f.predicate == "ordinal_last"), key=lambda f: f.value_count or 0)
    return [first, last]
