"""A list of names in a sentence, found by its length: wherever it begins and ends, whatever stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left

from announcements.document import Document
from announcements.korean.names import FIELD_WORDS, MARK, Name
from announcements.rules.counterparties import attested_in, names_between
from announcements.rules.party_lists import OTHERS, PERSONS
from announcements.text import Sentence

# Where a list may begin inside its sentence, and where it may end; only the first few are tried.
_BEGINS = re.compile(r"(?:은|는|이|가|에서|에는|이날|\d일|먼저|[:,]|다\.)\s|\(")
_ENDS = re.compile(
    r"(?<=[^\s,])(?=(?:은|는|이|가|을|를|와|과|도|의|까지)(?:\s|,))|(?=\s(?:등(?:\s|이|은|과|,|$)|순(?:이다|으로)))|(?=이?다\.?$)|(?=이며|이고)|(?<=[^\s,])(?=(?:으로|로),\s)|(?=\))"
    r"|(?<=[^\s,])(?=\s(?:\d{1,2}|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개사|곳|개\s?기업|기업|회사))"
)
MOST_TRIED = 12
# Commas within a list that part no names: between what introduces them.
MOST_ELSE = 6
PARTED = re.compile(r"[,·▲/;]|[와과]\s|\s및\s")
# Pieces of prose that a list may begin or end with by mistake, and those who never sign for themselves.
_IS_NO_NAME = re.compile(
    r"(?:에서|으로)(?!$)|(?:이날|오늘|전날|\d일)\s|[가-힣](?:은|는|을|를|에)$|^[^(]*\($|\([^)]*$|^전문$|투자조합|캐피탈"
)
# Words that are a name only where the text uses them as one elsewhere.
_IN_DOUBT = re.compile(r"\s")
_BRACKET = re.compile(r"\([^()\n]{1,30}\)")


def list_of(doc: Document, sentence: Sentence, size: int, parted: list[int]) -> tuple[Name, ...]:
    """A list of so many names, wherever it begins and ends.

    Args:
        parted: Where the sentence's words are parted, in order.
    """
    starts = [sentence.start, *(m.end() for m in _BEGINS.finditer(doc.text, sentence.start, sentence.end))]
    ends = [m.start() for m in _ENDS.finditer(doc.text, sentence.start, sentence.end)]
    # '가나다·라마바·사아자.': a sentence of nothing but names.
    ends += [sentence.end] if size > 2 and not sentence.text.endswith(("다", "다.")) else []
    for start in starts[:MOST_TRIED]:
        for end in ends[:MOST_TRIED]:
            parts = bisect_left(parted, end) - bisect_left(parted, start) + 1 if end > start else 0
            if not size <= parts <= size + MOST_ELSE or PERSONS.search(_BRACKET.sub("", doc.text[start:end])):
                continue
            names = names_between(doc, start, end, strict=True)
            if len(names) == size == len({name.text for name in names}) and _are_names(doc, names):
                # '한국제품시험원': what stands in a name says nothing of whose list it is.
                return () if OTHERS.search(_without(doc, sentence, names)) else names
    return ()


def _without(doc: Document, sentence: Sentence, names: tuple[Name, ...]) -> str:
    ends = [sentence.start, *(name.end for name in names)]
    starts = [*(name.start for name in names), sentence.end]
    return " ".join(doc.text[end:start] for end, start in zip(ends, starts, strict=True))


def _are_names(doc: Document, names: tuple[Name, ...]) -> bool:
    """Words of any list may be as many by chance: the fewer there are, the more of them must look like names."""
    if any(_IS_NO_NAME.search(name.text) or _joins(doc, name) for name in names) or FIELD_WORDS.intersection(
        n.text for n in names
    ):
        return False
    sure = [bool(MARK.search(name.text)) or attested_in(doc, name.text) for name in names]
    if any(_IN_DOUBT.search(name.text) and not known for name, known in zip(names, sure, strict=True)):
        return False
    return sum(sure) >= {2: 2, 3: 1}.get(len(names), 0)


def _joins(doc: Document, name: Name) -> bool:
    """'㈜가나다, ㈜라마바와, 오후에는 …': the last letter is a particle."""
    return name.text[-1] in "와과" and doc.text[name.end : name.end + 1] == "," and not attested_in(doc, name.text)
