"""Which agreement of the series it is, where the ordinal stands in words: '열두 번째 협약이다'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.ordinals import WORDS, Ordinal, in_words
from announcements.rules.ordinals.in_digits import follows_signing
from announcements.rules.ordinals.others import is_not_series
from announcements.rules.pacts.city_signs import signing_clauses
from announcements.rules.registry import rule
from announcements.text import Sentence

_IN_WORDS = re.compile(rf"(?<![가-힣])({WORDS})(?:\s?번째\s?|(?<=첫)\s)")
# Where only the topic is named: fewer may be those with one partner or in one field.
_LEAST_OF_TOPIC = 10
_THIS_YEAR = re.compile(r"올해|새해|들어|이래|이후|분야|민선|임기|취임|하반기|상반기")


def _limited(doc: Document, words: str) -> bool:
    """Counted within a year, a term or a field other than the series' own."""
    return bool(_THIS_YEAR.search(doc.cues.topic.sub("\x01", words).replace("\x01 분야", "")))


@rule(
    "ordinal.first",
    positive="광주시는 3일 ㈜가나다와 ‘광주형 인공지능 비즈니스’ 첫 번째 업무협약을 체결했다.",
    negative="광주시는 3일 ㈜가나다와 광주형 인공지능 비즈니스 올해 첫 업무협약을 체결했다.",
)
def first(doc: Document) -> Iterator[Finding]:
    """An ordinal in words ('첫 번째', '열두 번째 업무협약') where the series is named and its signing told."""
    for clause in signing_clauses(doc):
        words = doc.text[clause.start : clause.pact_start]
        is_named = bool(doc.cues.series.search(words))
        if not (is_named or doc.cues.topic.search(words)) or _limited(doc, words):
            continue
        for match in _IN_WORDS.finditer(words):
            between = doc.cues.series.sub("", words[match.end() :])
            is_high = in_words(match[1]) >= _LEAST_OF_TOPIC
            if (is_named or is_high) and not re.search(r"[가-힣A-Za-z0-9]", between):
                span = (clause.start + match.start(), clause.pact_start)
                value, text = in_words(match[1]), doc.text[slice(*span)].strip()
                yield Finding("ordinal.first", "ordinal_first", *span, value_count=value, value_text=text)
                yield Finding("ordinal.first", "ordinal_last", *span, value_count=value, value_text=text)


_IT_IS = re.compile(r"\s{1,3}(?:업무\s?)?협약(?:이다|이며|으로|이라고|이었다|입니다)")
# '시가 인공지능 기업과 손잡은 것은 이번이 열한 번째다'.
_TO_SIGN = re.compile(r"(?:맺은|체결한|잡은|협약한)\s(?:것은|건)\s(?:이번이\s)?$")
# '인공지능 기업과의 협약으로는 열두 번째다', the topic left out.
_AS_PACT = re.compile(
    r"(?:시(?:가|의)\s)?(?:이번\s)?\s?(?:기업|업체|회사|관련|분야)?(?:과의|와의)?\s?"
    r"(?:업무\s?)?협약(?:으로는|으론|은|으로)\s(?:이번이\s)?$"
)
_IS = re.compile(r"\s?(?:이?다|입니다)\.?$")


@rule(
    "ordinal.it_is",
    positive="광주시는 3일 ㈜가나다와 인공지능 비즈니스 업무협약을 체결했다. 시가 AI와 관련해 맺은 열두 번째 협약이다.",
    negative="광주시는 3일 ㈜가나다와 인공지능 비즈니스 업무협약을 체결했다. 올해 들어 두 번째 협약이다.",
    gate=Gate(_IT_IS, _TO_SIGN, _AS_PACT),
)
def it_is(doc: Document) -> Iterator[Finding]:
    """The sentence after the signing says in words which pact of the topic it was ('열 번째 협약이다')."""
    for sentence in doc.prose:
        match = _IN_WORDS.search(sentence.text) if follows_signing(doc, sentence) else None
        if not match or _limited(doc, sentence.text) or not _is_it(doc, sentence, match):
            continue
        if doc.cues.topic.search(sentence.text) or doc.cues.series.search(sentence.text):
            span = (sentence.start + match.start(), sentence.start + match.end())
            value, text = in_words(match[1]), match.group().strip()
            # '회사가 지자체와 맺은 열두 번째 협약': its own count.
            if is_not_series(doc, sentence, Ordinal(*span, value, value)):
                continue
            yield Finding("ordinal.it_is", "ordinal_first", *span, value_count=value, value_text=text)
            yield Finding("ordinal.it_is", "ordinal_last", *span, value_count=value, value_text=text)


def _is_it(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    rest = doc.cues.topic.sub("", doc.cues.series.sub("", sentence.text[match.end() - 1 :]))
    if _IT_IS.match(rest):
        return True
    topic = doc.cues.topic.search(sentence.text, 0, match.start())
    if topic and _AS_PACT.match(sentence.text[: topic.start()] + sentence.text[topic.end() : match.start()]):
        return bool(_IS.match(sentence.text, match.end()))
    of_the_city = doc.cues.city.match(sentence.text) and _TO_SIGN.search(sentence.text, 0, match.start())
    return bool(of_the_city and _IS.match(sentence.text, match.end()))


_IN_TOTAL = re.compile(rf"(?:[^.\n]{{0,40}}(?:이래|이후|뒤)\s)?통산\s({WORDS})\s?번째(?=이?다|로|,|[.]?$)")


@rule(
    "ordinal.in_total",
    positive="광주시는 3일 ㈜가나다와 인공지능 비즈니스 업무협약을 체결했다. 통산 열다섯 번째다.",
    negative="광주시는 3일 ㈜가나다와 인공지능 비즈니스 업무협약을 체결했다. 수상은 통산 열다섯 번째다.",
    gate=Gate(_IN_TOTAL),
)
def in_total(doc: Document) -> Iterator[Finding]:
    """The sentence after the signing says in words which one it is of all ('통산 열다섯 번째')."""
    for sentence in doc.prose:
        match = _IN_TOTAL.match(sentence.text) if follows_signing(doc, sentence) else None
        if match and not _limited(doc, sentence.text[match.start(1) :]):
            span = (sentence.start + match.start(1), sentence.start + match.end())
            value, text = in_words(match[1]), doc.text[slice(*span)]
            yield Finding("ordinal.in_total", "ordinal_first", *span, value_count=value, value_text=text)
            yield Finding("ordinal.in_total", "ordinal_last", *span, value_count=value, value_text=text)
