"""Organisations that signed as well: a clause of its own says so of each, besides the one of the signing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.pacts.city_signs import city_acts
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.other_pacts import mostly_institutions, other_pact
from announcements.rules.parties.lists import as_findings
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.registry import rule


def signed(doc: Document) -> list[Clause]:
    """Clauses that may tell who signed."""
    return [clause for clause in clauses(doc) if clause.tense in ("done", "going_on", "named")]


_TOO = re.compile(r"(?:도|\s역시|\s또한)\s")
_TOO_GATE = Gate(_TOO)


@rule(
    "party.with_city_too",
    positive="㈜가나다는 3일 광주시와 AI 비즈니스 협약을 체결했다. 라마바 역시 이날 시와 협약을 맺었다.",
    negative="㈜가나다는 3일 광주시와 AI 비즈니스 협약을 체결했다. 라마바 역시 이날 병원과 협약을 맺었다.",
    gate=_TOO_GATE,
)
def with_city_too(doc: Document) -> Iterator[Finding]:
    """A sentence of its own says who signed with the city as well ('라마바도 이날 시와 협약을 맺었다')."""
    for clause in signed(doc):
        if clause.tense != "done" or not clause.has_pact or clause.sentence.role != "body":
            continue
        rule_id, names = with_clause(doc, clause) if _TOO.search(clause.sentence.text) else ("", ())
        too = rule_id == "party.with_city" and names and _TOO.match(doc.text, names[-1].end, clause.pact_start)
        if too and doc.cues.city.search(doc.text, clause.start, clause.end) and city_acts(doc, clause):
            yield from as_findings("party.with_city_too", names, "C")


# '지난 5일 라마바와도': of another day. 'KDAI는 변호사회와도': of another's pact.
_NOT_NOW = re.compile(r"지난\s?(?:\d|달|해|주|번)|[은는]\s(?=[^\s]{2,16}[와과]도\s)")
# '라마바와도', '라마바, 사아자와도'.
WITH_TOO = re.compile(r"[와과]도\s")
_WITH_TOO_GATE = Gate(WITH_TOO)


@rule(
    "party.city_with_too",
    positive="광주시는 3일 ㈜가나다와 AI 비즈니스 협약을 체결했다. 이어 라마바와도 협약을 맺었다.",
    negative="광주시는 3일 ㈜가나다와 AI 비즈니스 협약을 체결했다. 이어 라마바와 협약을 맺었다.",
    gate=_WITH_TOO_GATE,
)
def city_with_too(doc: Document) -> Iterator[Finding]:
    """A clause of its own says with whom the city signed as well ('이어 라마바와도 협약을 맺었다')."""
    for clause in signed(doc):
        rule_id, names = with_clause(doc, clause) if WITH_TOO.search(clause.sentence.text) else ("", ())
        too = rule_id == "party.city_with" and names and WITH_TOO.match(doc.text, names[-1].end)
        if _NOT_NOW.search(doc.text, clause.start, clause.pact_start):
            continue
        # '가나다는 이날 병원과도': it goes on about its own partners.
        if too and city_acts(doc, clause) and not other_pact(doc, clause) and not mostly_institutions(doc, clause):
            yield from as_findings("party.city_with_too", names, "B")
