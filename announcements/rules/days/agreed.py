"""The day of a signing that is known by numbers that agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from announcements.document import Document, Finding
from announcements.korean.dates import Day, days, resolve
from announcements.rules.agreement import agreed, clause_of
from announcements.rules.days.at_event import REACHED, TELLS_OF_IT
from announcements.rules.days.signed_date import Told, day_found, mentions
from announcements.rules.pacts.tenses import BACK, TO_COME
from announcements.rules.registry import rule

# '18일 오후 시청 접견실.': a day and a place, no verb.
_IS_SCENE = re.compile(r"(?:지난\s)?(?:\d{1,2}월\s)?\d{1,2}일\s(?!밝|전|낸|내놓)[^.]{2,32}(?<!다)\.")
_GATHERED = re.compile(r"자리를\s(?:마련|함께)|한자리")


@rule(
    "signed_date.agreed",
    positive="광주시가 인공지능 기업을 맞았다. 18일 ㈜가나다와 ㈜라마바가 협약서를 품에 안았다. 차례는 81~82번째다.",
    negative="광주시가 인공지능 기업을 맞았다. ㈜가나다와 ㈜라마바가 협약서를 품에 안았다. 차례는 81~82번째다.",
    published=date(2021, 3, 18),
)
def signed_date_agreed(doc: Document) -> Iterator[Finding]:
    """The one day that the sentences of the list and of the ordinals give; asked where no clause gives a day."""
    acts, announced = mentions(doc)
    found = agreed(doc) if not acts and not announced else None
    if not found:
        return
    ordinal = found.ordinal
    places = [found.sentence, *([doc.sentence_at(ordinal.start)] if ordinal else [])]
    # A sentence beside them may tell of anything else that happened on its day.
    beside = [s for s in doc.prose if s.role == "body" and abs(s.index - found.sentence.index) == 1]
    # '18일 오후 시청 접견실.': a day and a place open the scene.
    opening = [s for s in doc.prose if s.line == found.sentence.line and s.index == found.sentence.index - 1]
    places += [s for s in opening if _IS_SCENE.fullmatch(s.text)]
    places += [s for s in beside if TELLS_OF_IT.search(s.text) or _GATHERED.search(s.text)]
    for sentence in places:
        given = [day for day in days(doc.text, sentence.start, sentence.end) if not doc.in_speech(day.start)]
        if "최근" in sentence.text:
            return
        count = REACHED.search(sentence.text)
        if count and not (ordinal and int(count["n"]) == ordinal.last):
            continue
        if _is_one_day(doc, given) and not TO_COME.search(sentence.text) and not BACK.search(sentence.text):
            yield from day_found("signed_date.agreed", doc, Told(given[0], "act", clause_of(doc, found)), [])
            return


def _is_one_day(doc: Document, given: Sequence[Day]) -> bool:
    """'어제(18일)': said twice, it is one day."""
    return len(given) == 1 or (len(given) > 1 and len({resolve(day, doc.told_on) for day in given}) == 1)
