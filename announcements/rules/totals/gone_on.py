"""Agreements of a run that went on: '2019년부터 이어 온 협약은 … 258곳이 됐다', '협약은 더 이어져 지금은 126곳'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER
from announcements.rules.pacts.other_pacts import SORT, of_another_sort
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED, TOTAL, finding, matches
from announcements.rules.totals.pact_figures import of_a_field
from announcements.rules.totals.whose import another_body_before, of_another
from announcements.text import Sentence

_COUNT = rf"(?:{COUNTED}|(?P<n2>{NUMBER})(?P<counter2>\s?건))"
_IS = (
    r"(?=[이가]\s?[됐되]|으?로\s(?:늘|불|증가)|"
    r"에\s(?:이르|이른|달하|달한|달했|도달)|[을를]\s(?:헤아|기록)|이?다[.\s]|입니다)"
)
_BOTH = r"(?:기업(?:·|과\s|\s?및\s)\s?기관(?:을|까지)?\s(?:모두\s|다\s)?(?:합해|합쳐|통틀어|더해|아울러)\s)?"
_GONE_ON = Gate(
    re.compile(
        rf"(?:이어\s?온|이어진|이어져\s온|시작한|시작된|계속된|계속해\s온|쌓아\s온|쌓인)\s(?:[A-Za-z가-힣]{{1,8}}\s){{0,2}}?(?:업무\s?)?협약(?:은|이)"
        rf"\s{_BOTH}{TOTAL}{_BOTH}{_COUNT}{_IS}"
    ),
    re.compile(
        r"협약(?:은|이)\s(?:[가-힣]{1,4}\s){0,2}?(?:이어져|이어지며|이어지면서|계속돼|계속되며|쌓여|늘어|보태져)\s"
        rf"(?:지금은|현재는|현재|이제는?|이날까지|지금까지)\s(?:모두\s|총\s|누적\s)?{_COUNT}{_IS}"
    ),
)
_OF_ONE_YEAR = re.compile(r"올해|올\s들어|금년|이달|지난달")


@rule(
    "total.gone_on",
    positive="이와 별도로 광주시가 2019년부터 이어 온 인공지능 업무협약은 기업·기관을 합해 258곳이 됐다.",
    negative="이와 별도로 대구시가 2019년부터 이어 온 인공지능 업무협약은 기업·기관을 합해 258곳이 됐다.",
    gate=_GONE_ON,
)
def gone_on(doc: Document) -> Iterator[Finding]:
    """The pacts as a run that went on until now, of the topic by these words or those before them."""
    for sentence, match in matches(doc, _GONE_ON):
        if not _of_the_topic(doc, sentence, match) or _OF_ONE_YEAR.search(match.group()):
            continue
        group, counter = ("n", "counter") if match["n"] else ("n2", "counter2")
        yield finding(doc, "total.gone_on", "agreements_total", match, group, counter)


def _of_the_topic(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    before = " ".join(s.text for s in doc.body_before(sentence)[-1:])
    told = f"{before} {sentence.text}"
    pact = doc.text[sentence.start : match.end()]
    named = doc.cues.topic.search(pact) or (doc.cues.topic.search(doc.text) and doc.cues.city_names.search(told))
    others = (
        of_another_sort(doc, pact)
        or doc.cues.other_pact.search(pact)
        or SORT.search(pact[: pact.find("협약")])
        or of_a_field(doc, pact)
    )
    return bool(
        named
        and not others
        and not another_body_before(doc, sentence, match.start())
        and not of_another(doc, sentence, match.start())
    )
