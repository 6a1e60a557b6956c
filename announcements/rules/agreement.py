"""Numbers that agree: a list of names as long as the report's count, or as its range of ordinals.

However a reporter words it, three figures of one signing must fit each other: how many organisations are named, how
many the report says there are, and how many agreements its ordinals span. Where two of them do, in a report of the
series that speaks of a pact, it is believed without a clause of signing that the grammar knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from announcements.document import Document, Finding
from announcements.korean.dates import days
from announcements.korean.names import Name
from announcements.korean.numbers import to_int
from announcements.korean.ordinals import GATE, Ordinal, ordinals
from announcements.korean.particles import OVER
from announcements.programme import any_of
from announcements.rules.ordinals.in_digits import series_ordinals
from announcements.rules.ordinals.others import is_not_series
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.other_pacts import another_city_acts, other_leader, other_pact
from announcements.rules.pacts.tenses import BACK, OLD_PHOTO, TO_COME
from announcements.rules.pacts.words import LARGEST_BATCH, NAMES_PACT
from announcements.rules.parties.count import COUNT
from announcements.rules.parties.line_blocks import blocks
from announcements.rules.parties.lists import HELPERS, as_findings
from announcements.rules.parties.of_size import MOST_TRIED, PARTED, list_of
from announcements.rules.registry import rule
from announcements.text import Sentence

# Sentences between the figures of one signing.
NEAR = 2
# No report tells of its signing later; each sentence is seen beside each other.
MOST_SENTENCES = 120
_LOOKS_BACK = re.compile(r"\s(?:전|째)\s|[년달월주]\s?전|올해|올\s들어|당시|재작년")
_COMING = re.compile(
    r"오는\s(?:\d|[월화수목금토일]요일)|(?:연다|맺는다|체결한다|갖는다)(?=[.\s]|$)|(?:끝나|이뤄지|마치|성사되)면\s"
)
# '업무협약 체결 결과' heads what is over.
_RESULT = re.compile(r"협약(?:\([A-Za-z]{2,4}\))?\s?(?:체결\s?)?결과")
# '시가 지난해 가을부터 이어 온 협약': since when there is a series recalls nothing.
_SINCE = re.compile(
    r"(?:지난해|작년|20\d\d년)\s?(?:\d{1,2}월|봄|여름|가을|겨울)?\s?(?:초|말)?부터\s(?:[가-힣]{1,4}\s)?(?:이어|시작|추진|진행|펼|벌|쌓)"
)
_IS_OVER = re.compile(
    rf"[{OVER}](?:다|고|으며|습니다|답니다|어요|는데요)|[는한된온른린진운]다(?=[.\s]|$)|이?다\.?$|자리(?:였|이)"
)


_IS_PARTED = re.compile(r"[·▲]|,\s")
# '가나다, 라마바, 사아자가 광주에 둥지를 튼다'.
_COMES = re.compile(
    r"[이가]\s(?:함께\s|나란히\s|새로\s)?(?:[가-힣]{2,5}에\s)(?:새\s)?(?:둥지|뿌리|터를|터전|자리를\s잡|거점|법인|연구소|사무[실소]|"
    r"지사|온다|왔다|합류|입주|들어)"
)
# As many names as the sentence beside counts may be so by chance where they are few.
_FEWEST_BESIDE = 4


class Agreed(NamedTuple):
    """Two figures of one signing that are the same number."""

    sentence: Sentence
    """Where the list stands; without one, the ordinals."""
    names: tuple[Name, ...]
    ordinal: Ordinal | None
    """The range of ordinals, if it is one of the two; placed in the document's text."""


def agreed(doc: Document) -> Agreed | None:
    """The figures of this report's signing that agree; None where none do or where they are another's."""
    return doc.once("agreed", _agreed)


def clause_of(doc: Document, found: Agreed) -> Clause:
    """What stands for the clause of signing that the grammar did not find."""
    sentence = found.sentence
    return Clause(sentence, sentence.start, sentence.end, sentence.end, "done", True)


def _agreed(doc: Document) -> Agreed | None:
    ranges = list(islice(ranges_told(doc), MOST_TRIED))
    counts = list(_counts(doc)) if NAMES_PACT.search(doc.text) else []
    for sentence in doc.prose[:MOST_SENTENCES] if ranges or counts else ():
        # A line of nothing but names may stand among the headlines.
        may_list = sentence.role == "body" or (sentence.role == "headline" and _IS_PARTED.search(sentence.text))
        if may_list and (found := _listed(doc, sentence, ranges, counts)):
            return found
    if block := _in_lines(doc, ranges, counts):
        return block
    for sentence, ordinal in ranges if _is_one(ranges) else ():
        counted = any(size == _size(ordinal) and _is_near(there, sentence) for there, size in counts)
        if counted and sentence.role != "headline" and _is_told(doc, sentence, sentence):
            return Agreed(sentence, (), ordinal)
    return None


def _in_lines(
    doc: Document, ranges: Sequence[tuple[Sentence, Ordinal]], counts: Sequence[tuple[Sentence, int]]
) -> Agreed | None:
    """As many lines, each with a name at its head, as the one range of ordinals spans or the pact's sentence counts."""
    for block in blocks(doc) if ranges or counts else ():
        size, above = len(block.names), doc.sentence_at(block.above[-1][0])
        for there, ordinal in ranges[:1] if _is_one(ranges) and _size(ranges[0][1]) == size else ():
            if _is_told(doc, above, there):
                return Agreed(above, block.names, ordinal)
        for there, _ in [one for one in counts if one[1] == size and NAMES_PACT.search(one[0].text)][:1]:
            if there.role == "body" and _is_told(doc, above, there, by_name=True):
                return Agreed(above, block.names, None)
    return None


def _listed(
    doc: Document,
    sentence: Sentence,
    ranges: Sequence[tuple[Sentence, Ordinal]],
    counts: Sequence[tuple[Sentence, int]],
) -> Agreed | None:
    """A list in that sentence that is as long as a range beside it or, in a sentence of the pact itself, as a count."""
    parted = [match.start() for match in PARTED.finditer(doc.text, sentence.start, sentence.end)]
    most = len(parted) + 1
    ranged = {_size(o): (s, o) for s, o in ranges if _size(o) <= most and _is_near(s, sentence)}
    counted = [(n, s) for s, n in counts if n <= most and _is_near(s, sentence)]
    names_pact = NAMES_PACT.search(sentence.text)
    if not names_pact:
        # '… 6곳과 협약을 맺었다. 새 식구는 가나다 ▲라마바 …다'.
        fewest = _FEWEST_BESIDE if sentence.text.rstrip(". ").endswith("다") else _FEWEST_BESIDE - 1
        fewest = 2 if _COMES.search(sentence.text) else fewest
        of_pacts = {s.index for s in {s.index: s for _, s in counted}.values() if NAMES_PACT.search(s.text)}
        counted = [(n, s) for n, s in counted if n >= fewest and s.role == "body" and s.index in of_pacts]
    for size in sorted(ranged, reverse=True):
        there, ordinal = ranged[size]
        is_one = _is_one([one for one in ranges if _size(one[1]) == size])
        # '축하 영상을 보낸 곳은 …': as many may have wished well.
        of_others = not names_pact and HELPERS.search(sentence.text)
        is_told = is_one and not of_others and _is_told(doc, sentence, there)
        if is_told and (names := list_of(doc, sentence, size, parted)):
            return Agreed(sentence, names, ordinal)
    for size, there in sorted(counted, key=lambda one: -one[0]):
        if _is_told(doc, sentence, sentence if names_pact else there, by_name=True) and (
            names := list_of(doc, sentence, size, parted, beside=not names_pact)
        ):
            return Agreed(sentence, names, None)
    return None


def _size(ordinal: Ordinal) -> int:
    return ordinal.last - ordinal.first + 1


def _is_one(ranges: Sequence[tuple[Sentence, Ordinal]]) -> bool:
    """One range, however often: of two the text may correct one by the other."""
    return len({(ordinal.first, ordinal.last) for _, ordinal in ranges}) == 1


def _is_near(there: Sentence, here: Sentence) -> bool:
    return abs(there.index - here.index) <= NEAR or there.role == "headline"


def ranges_told(doc: Document) -> tuple[tuple[Sentence, Ordinal], ...]:
    """Ranges of ordinals that are not another's nor of something else; placed in the document's text."""
    return doc.once("ranges told", lambda d: tuple(_ranges_told(d)))


def _ranges_told(doc: Document) -> Iterator[tuple[Sentence, Ordinal]]:
    for sentence in doc.holding(GATE):
        for ordinal in ordinals(sentence.text):
            placed = ordinal._replace(start=sentence.start + ordinal.start, end=sentence.start + ordinal.end)
            is_speech = doc.in_speech(placed.start)
            if 1 < _size(ordinal) <= LARGEST_BATCH and not is_speech and not is_not_series(doc, sentence, placed):
                yield sentence, placed


def _counts(doc: Document) -> Iterator[tuple[Sentence, int]]:
    for sentence in doc.prose[:MOST_SENTENCES]:
        # Each once, however often the sentence says it.
        for size in dict.fromkeys(to_int(match[1]) for match in COUNT.finditer(sentence.text)):
            if 1 < size <= LARGEST_BATCH:
                yield sentence, size


def _is_told(doc: Document, sentence: Sentence, other: Sentence, by_name: bool = False) -> bool:
    """Is it this report's own news: of the series, the city's, over, and neither another's nor recalled?

    Args:
        by_name: Where no ordinal is among the figures, the series itself must be named.
    """
    around = [s for s in doc.prose[:MOST_SENTENCES] if abs(s.index - sentence.index) <= NEAR or s.role == "headline"]
    around += [s for s in doc.body_before(sentence) if s not in around]
    told = " ".join(s.text for s in around)
    # '2019년에 시작했고': when the series began recalls nothing.
    began = rf"{any_of(doc.programme.began)}(?:에)?\s(?:시작|출발|첫발|닻을|막을)"
    both = _SINCE.sub("", re.sub(began, "", f"{sentence.text} {other.text}"))
    # '가나다·라마바.': names alone are told of in the next sentence.
    after = " ".join(s.text for s in around if s.index == sentence.index + 1)
    if not (doc.cues.series.search(told) or (doc.cues.topic.search(told) and not by_name)):
        return False
    if not (doc.cues.city.search(told) or doc.cues.city_names.search(told)):
        return False
    headed = any(s.role == "headline" and _RESULT.search(s.text) for s in around)
    if not headed and not _IS_OVER.search(f"{both} {after}".rstrip()):
        return False
    if BACK.search(both) or OLD_PHOTO.search(both) or _LOOKS_BACK.search(both) or TO_COME.search(both):
        return False
    # The grammar knows plans better than news: what is planned is not told of as done elsewhere in the text.
    if any(clause.tense == "planned" and clause.has_pact for clause in clauses(doc)) or _COMING.search(told):
        return False
    # What sort of pact it is says the sentence that names one; a list alone says nothing of it.
    naming = next((s for s in (sentence, other, *around) if s.role == "body" and NAMES_PACT.search(s.text)), sentence)
    clause = clause_of(doc, Agreed(naming, (), None))
    if another_city_acts(doc, clause) or other_pact(doc, clause) or other_leader(doc, clause):
        return False
    tenses = {c.tense for c in clauses(doc) if c.sentence in (sentence, other)}
    if _WHO_SIGNED.search(sentence.text) and any(_joins_hands(doc, s) for s in around):
        tenses -= {"past"}
    return not tenses & {"past", "planned", "cumulative"}


# '협약을 체결한 곳은 가나다, 라마바 이렇게 두 곳이다' where a sentence beside it tells that the city joined hands.
_WHO_SIGNED = re.compile(r"협약을?\s(?:체결한|맺은|한)\s(?:곳|기업|회사|업체)(?:은|는)\s")


def _joins_hands(doc: Document, sentence: Sentence) -> bool:
    """Did the city join hands with so many on a day that the sentence gives?"""
    told = any(c.tense == "done" and not c.has_pact for c in clauses(doc) if c.sentence is sentence)
    counted = told and COUNT.search(sentence.text) and doc.cues.city.search(sentence.text)
    return bool(counted) and any(days(doc.text, sentence.start, sentence.end))


@rule(
    "signing.agreed",
    positive=(
        "광주시 인공지능 협약의 문턱을 두 회사가 넘었다. 18일 ㈜가나다와 ㈜라마바가 광주형 인공지능 비즈니스 "
        "협약서를 품에 안았다. 81~82번째다."
    ),
    negative=(
        "광주시 인공지능 협약의 문턱을 두 회사가 넘는다. 오는 18일 ㈜가나다와 ㈜라마바가 광주형 인공지능 비즈니스 "
        "협약서를 품에 안을 예정이다. 81~82번째다."
    ),
)
def signing_agreed(doc: Document) -> Iterator[Finding]:
    """Names, their count and the range of ordinals agree, in a report of the series that speaks of a pact."""
    found = agreed(doc)
    if found:
        start = found.sentence.start
        yield Finding("signing.agreed", "signing", start, found.sentence.end, grade="B" if found.ordinal else "C")


@rule(
    "ordinal.agreed",
    positive="광주시가 18일 인공지능 기업을 맞았다. ㈜가나다와 ㈜라마바가 협약서를 품에 안았다. 차례는 81~82번째다.",
    negative="광주시가 18일 인공지능 기업을 맞았다. ㈜가나다와 ㈜라마바가 협약서를 품에 안았다. 차례는 81~83번째다.",
    gate=GATE,
)
def ordinal_agreed(doc: Document) -> Iterator[Finding]:
    """The range of ordinals is as long as the list of names or as their count; asked where the words tell of none."""
    found = agreed(doc) if not series_ordinals(doc) else None
    if found and found.ordinal:
        first, last = found.ordinal.first, found.ordinal.last
        span = (found.ordinal.start, found.ordinal.end)
        words = doc.text[slice(*span)]
        yield Finding("ordinal.agreed", "ordinal_first", *span, value_count=first, value_text=words)
        yield Finding("ordinal.agreed", "ordinal_last", *span, value_count=last, value_text=words)


@rule(
    "party.agreed",
    positive="광주시가 18일 인공지능 기업을 맞았다. ㈜가나다와 ㈜라마바가 협약서를 품에 안았다. 차례는 81~82번째다.",
    negative="광주시가 18일 인공지능 기업을 맞았다. ㈜가나다와 ㈜라마바가 협약서를 품에 안았다. 차례는 81~83번째다.",
)
def party_agreed(doc: Document) -> Iterator[Finding]:
    """A list of names as long as the count or as the range of ordinals."""
    found = agreed(doc)
    if found:
        yield from as_findings("party.agreed", found.names, "B")
