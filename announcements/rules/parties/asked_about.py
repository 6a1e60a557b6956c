"""Organisations that headings ask about in a story of their signing: '가나다는 어떤 회사?'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.ordinals.in_digits import series_ordinals
from announcements.rules.parties.beside import sizes_beside
from announcements.rules.parties.counterparties import attested_in, names_between
from announcements.rules.parties.lists import OTHERS, as_findings
from announcements.rules.registry import rule

_ASKED = re.compile(
    r"(?:[◆■▶▲●○◇□Q.\-\s]{1,4})?(?P<name>[^\s,?.][^,?.\n]{1,24}?)(?:은|는),?\s(?:어떤|무슨)\s(?:회사|기업|업체|곳|기관)"
    r"(?:인가요?|일까요?|이에요|예요|이죠|입니까)?[?.]?\s?$"
)
_GATE = Gate(_ASKED)


@rule(
    "party.asked_about",
    positive="시는 3일 한 기업과 75번째 AI 비즈니스 협약을 맺었다.\n◆ 가나다는 어떤 회사?\n가나다는 2014년 생겼다.",
    negative="시는 3일 한 기업과 75번째 AI 비즈니스 협약을 맺었다.\n◆ 가나다는 어떤 회사?\n2014년 생겼다.",
    gate=_GATE,
)
def asked_about(doc: Document) -> Iterator[Finding]:
    """Headings ask what company it is, of as many as signed, and the text goes on to name them."""
    asked = [(s, _ASKED.fullmatch(doc.text, s.start, s.end)) for s in doc.holding(_GATE)]
    heads = [match for sentence, match in asked if match and not OTHERS.search(sentence.text)]
    names = tuple(name for match in heads for name in names_between(doc, *match.span("name"), strict=True))
    one = len(names) == 1 and len({(o.first, o.last) for _, o, _ in series_ordinals(doc) if o.first == o.last}) == 1
    if (one or len(names) in sizes_beside(doc)) and all(attested_in(doc, name.text) for name in names):
        yield from as_findings("party.asked_about", names, "C")
