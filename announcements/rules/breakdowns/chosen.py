"""Which breakdown of a report is kept: one list for sectors and one for sites, that of the run."""

from __future__ import annotations

from announcements.document import Document, Finding
from announcements.korean.numbers import to_int
from announcements.records import Kind
from announcements.rules.breakdowns.agreed import AGREED, adding_up, told_by_words
from announcements.rules.breakdowns.listed import SUM_LINE
from announcements.rules.pacts.words import LARGEST_BATCH
from announcements.rules.parties.count import COUNT
from announcements.rules.totals.part_of_run import of_a_time
from announcements.rules.totals.sort_of_partner import counts_some
from announcements.rules.totals.split_sums import stated_before


def _of_one_rule(members: list[Finding]) -> list[Finding]:
    """What the first rule that found anything found (two rules may read the same list), without a line of its sum."""
    of_one = (finding for finding in members if finding.rule_id == members[0].rule_id)
    return [finding for finding in of_one if not SUM_LINE.fullmatch(finding.member_text or "")]


def _without_cut(doc: Document, members: list[Finding], total: int | None) -> list[Finding]:
    """A number at the very end of an excerpt may have lost its last digits, unless the parts add up with it."""
    text = doc.text.rstrip()
    cut = bool(members) and members[-1].end == len(text) and text[-1:].isdigit()
    if cut and sum(f.value_count or 0 for f in members) != total:
        return members[:-1] if len(members) > 2 else []
    return members


def _within(members: list[Finding], total: int | None) -> bool:
    return total is not None and sum(f.value_count or 0 for f in members) <= total


def _of_those_counted(doc: Document, total: int) -> bool:
    """'7개사 … 자동차 4곳, 에너지 3곳': parts of so many organisations, of whom no word says that they are the run."""
    return 1 < total <= LARGEST_BATCH and any(to_int(match[1]) == total for match in COUNT.finditer(doc.text))


def _of_a_part(doc: Document, members: list[Finding]) -> bool:
    """Do the words before the first of them limit what is counted to some time?"""
    if not members:
        return False
    start = doc.sentence_at(members[0].start).start
    return of_a_time(doc, doc.text[start : members[0].start])


# Sentences before parts within which the number that they add up to may stand.
_NEAR = 3


def _of_other_sum(doc: Document, members: list[Finding], parts: int, total: int | None) -> bool:
    """'협약 기업 240곳 가운데 62곳에 줬다. 분야별로 …', '올해 58곳과 협약했다. …': parts of the number before them."""
    sentence = doc.sentence_at(members[0].start)
    near = [place for place in doc.body_before(sentence)[-_NEAR:] if place.line == sentence.line]
    stated = [one for place in (sentence, *near) for one in stated_before(doc, place, members[0].start, parts)]
    told = [doc.text[place.start : match.start()] for place, match in stated]
    limited = any(of_a_time(doc, words) or counts_some(doc, words) for words in told)
    return bool(stated) and (total is not None or limited)


def choose(doc: Document, findings: list[Finding], kept: list[Finding], kind: Kind) -> list[Finding]:
    """Both breakdowns, graded A where the members add up to the total that the text states."""
    # Of a pact outside the series its own parts are told.
    if kind == "other_topic" and not any(finding.predicate == "stated_total" for finding in kept):
        return []
    result: list[Finding] = []
    totals = {f.measure_code: f.value_count for f in kept if f.predicate == "stated_total" and f.qualifier == "exact"}
    both = totals.get("companies"), totals.get("institutions")
    if both[0] and both[1]:
        totals.setdefault("agreements_total", both[0] + both[1])
    parties = sum(finding.predicate == "party" for finding in kept)
    batch = {f.value_count for f in kept if f.predicate == "party_count"} | ({parties} if parties else set())
    # What the words call fields are no places, whatever they add up to.
    by_field = {f.start for f in told_by_words(findings) if f.predicate == "sector_count"}
    for predicate, measure in (("sector_count", "agreements_total"), ("site_count", "offices_opened")):
        proposed = [finding for finding in findings if finding.predicate == predicate]
        if predicate == "site_count":
            proposed = [f for f in proposed if f.start not in by_field or f.rule_id not in AGREED]
        members = _without_cut(doc, _of_one_rule(told_by_words(proposed)), totals.get(measure))
        # Offices as many as partners: the sum does not say whose parts they are.
        if not members and totals.get("agreements_total") != totals.get("offices_opened"):
            members = _of_one_rule(adding_up(doc, proposed, totals.get(measure)))
        # '10개사는 헬스케어 4개, 보안 6개다': the batch by sector, not the run.
        parts = sum(f.value_count or 0 for f in members)
        if parts != totals.get(measure) and (parts in batch or _of_those_counted(doc, parts)):
            continue
        # Parts without a heading that exceed the run are parts of something else.
        if any(f.rule_id == "breakdown.sector_bare" for f in members) and not _within(members, totals.get(measure)):
            continue
        # '사무실을 연 80곳을 분야별로', '올해 새로 온 60곳은 분야별로': parts of the offices or of a part of the run.
        if parts != totals.get(measure) and (parts == totals.get("offices_opened") or _of_a_part(doc, members)):
            continue
        if members and parts not in totals.values() and _of_other_sum(doc, members, parts, totals.get(measure)):
            continue
        agrees = bool(members) and parts == totals.get(measure)
        result += [finding._replace(grade="A" if agrees else "B") for finding in members]
    return result
