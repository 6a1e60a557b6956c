"""Agreements as the sum of companies and institutions: the figure beside the split that its parts add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.korean.numbers import to_int
from announcements.rules.pacts.words import NAMES_PACT
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED, finding, matches
from announcements.rules.totals.split import SPLITS, of_the_run

_FIGURE = re.compile(COUNTED)
# '기업 152개, 기관 22개 등 174개다'.
_SUMMED = re.compile(
    rf"\s?(?:등|로|[을를]\s(?:합쳐|합해|더해))?,?\s?(?:모두|총|합계|전체)?\s?{COUNTED}(?=이?다|[이가로에를을,.]|$)"
)
# '올해 59개로 한 해를 닫았다' is a part of the run, unless the words say that it is counted from its beginning.
_SINCE = re.compile(r"누적|누계|지금까지|현재까지|그동안|첫발|이래|이후|시작(?:된|한)|모두|총|전체")


@rule(
    "total.of_split",
    positive="지난해 첫발을 뗀 AI 협약은 129개로 한 해를 닫았다. 기업 118개와 기관 11개가 여기 들어 있다.",
    negative="지난해 첫발을 뗀 AI 협약은 131개로 한 해를 닫았다. 기업 118개와 기관 11개가 여기 들어 있다.",
    gate=SPLITS,
)
def of_split(doc: Document) -> Iterator[Finding]:
    """A figure of the pacts beside the companies and institutions that add up to it."""
    for sentence, match in matches(doc, SPLITS):
        total = to_int(match["n"]) + to_int(match["m"])
        after = _SUMMED.match(doc.text, match.end(), sentence.end)
        near = doc.sentences[max(0, sentence.index - 1)].text + sentence.text
        if after and to_int(after["n"]) == total and of_the_run(doc, sentence, match) and NAMES_PACT.search(near):
            yield finding(doc, "total.of_split", "agreements_total", after)
        before = [s for s in doc.sentences[max(0, sentence.index - 1) : sentence.index] if s.line == sentence.line]
        for place in (*before, sentence):
            about = NAMES_PACT.search(place.text) and _SINCE.search(place.text)
            end = min(place.end, match.start())
            for figure in _FIGURE.finditer(doc.text, place.start, end) if about else ():
                if to_int(figure["n"]) == total:
                    yield finding(doc, "total.of_split", "agreements_total", figure)
