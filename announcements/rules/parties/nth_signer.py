"""Organisations that a sentence beside the signing says signed first, second or last: '네 번째 서명자는 가나다다'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.pacts.clauses import clauses
from announcements.rules.parties.beside import beside_signing
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.lists import OTHERS, PERSONS, as_findings, before_copula
from announcements.rules.registry import rule
from announcements.text import Sentence

_NTH = re.compile(
    r"(?:(?:첫|두|세|네|다섯|여섯|일곱|여덟|마지막)(?:\s?번째)?|[2-9]번째)\s(?:(?:협약\s?)?(?:서명자|서명\s?(?:기업|업체|주자)|상대|주인공))[은는]\s"
)
_GATE = Gate(_NTH)
_ENDS = re.compile(r"(?:이었다|였다|이다|다|입니다)?[.!]?$")


# Sentences between a signing and the one who signed next.
_NEAR = 3


def _near(doc: Document, sentence: Sentence) -> bool:
    """Beside the signing; a short sentence without a verb is like a headline."""
    if beside_signing(doc, sentence):
        return True
    return any(c.tense == "done" and 0 < sentence.index - c.sentence.index <= _NEAR for c in clauses(doc))


@rule(
    "party.nth_signer",
    positive="㈜가나다는 8일 광주시와 AI 비즈니스 협약을 맺었다. 두 번째 서명자는 라마바다.",
    negative="㈜가나다는 8일 광주시와 AI 비즈니스 협약을 맺었다. 두 번째 발표자는 라마바다.",
    gate=_GATE,
)
def nth_signer(doc: Document) -> Iterator[Finding]:
    """A sentence beside the signing names the one who signed at a place in the row ('네 번째 서명자는 가나다')."""
    for sentence in doc.holding(_GATE):
        match = _NTH.match(doc.text, sentence.start, sentence.end)
        if not match or not _near(doc, sentence) or OTHERS.search(sentence.text):
            continue
        ends = _ENDS.search(doc.text, match.end(), sentence.end)
        last = before_copula(doc, ends) if ends else sentence.end
        names = names_between(doc, match.end(), last, strict=True)
        if len(names) == 1 and not PERSONS.search(doc.text, match.end(), last):
            yield from as_findings("party.nth_signer", names, "C")
