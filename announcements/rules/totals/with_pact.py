"""How many have signed so far, said with the pact as the topic: 'AI 협약은 228개사와 했는데'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import to_int
from announcements.rules.pacts.words import LARGEST_BATCH
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED, OF_TODAY, TOTAL, finding, matches
from announcements.rules.totals.whose import of_another

_WITH_SO_MANY = re.compile(
    rf"(?<=\s)(?:업무\s?)?협약[은을]\s{TOTAL}{COUNTED}(?:[과와]|이|가)\s(?:체결)?(?:했|맺었)(?:다|는데|으나|으며|지만|고)"
)
_GATE = Gate(_WITH_SO_MANY)
_WORD = re.compile(r"[^\s'\"]*['\"]?\s$")


@rule(
    "total.with_so_many",
    positive="한 의원은 'AI 협약은 228개사와 했는데 사무실을 연 곳은 119곳뿐'이라고 따졌다.",
    negative="한 의원은 '공급 협약은 228개사와 했는데 사무실을 연 곳은 119곳뿐'이라고 따졌다.",
    gate=_GATE,
)
def with_so_many(doc: Document) -> Iterator[Finding]:
    """More than sign at once, with whom the pact on the series' topic was signed ('AI 협약은 228개사와 했는데')."""
    for sentence, match in matches(doc, _GATE):
        before = _WORD.search(doc.text, max(sentence.start, match.start() - 24), match.start())
        word = before.group().strip(" '\"") if before else ""
        ours = word and (doc.cues.topic.fullmatch(word) or doc.cues.series.search(word))
        many = to_int(match["n"]) > LARGEST_BATCH and not OF_TODAY.search(match.group())
        if ours and many and not of_another(doc, sentence, match.start()):
            yield finding(doc, "total.with_so_many", "agreements_total", match)
