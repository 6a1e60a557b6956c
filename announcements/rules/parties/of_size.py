"""A list of names in a sentence, found by its length: wherever it begins and ends, whatever stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from announcements.document import Document
from announcements.korean.names import FIELD_WORDS, MARK, Name
from announcements.korean.particles import ADNOMINAL, agrees
from announcements.organisations import INSTITUTIONS
from announcements.rules.parties.counterparties import attested_in, names_between
from announcements.rules.parties.heads import of_heads
from announcements.rules.parties.lists import OTHERS, PERSONS
from announcements.text import Sentence

# Where a list may begin inside its sentence, and where it may end; only the first few are tried.
_BEGINS = re.compile(r"(?:은|는|이|가|에서|에는|이날|\d일|먼저|[:,]|다\.)\s|\(")
_ENDS = re.compile(
    r"(?<=[^\s,])(?=(?:은|는|이|가|을|를|와|과|도|의|까지)(?:\s|,))|(?=\s(?:등(?:\s|이|은|과|,|$)|순(?:이다|으로)|이렇게\s))|(?<=[^\s,])(?=\s대표(?:들이|가|는)\s)|(?=이?다\.?$)|(?=이며|이고)|(?<=[^\s,])(?=(?:으로|로),\s)|(?=\))"
    r"|(?<=[^\s,])(?=\s(?:\d{1,2}|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개사|곳|개\s?기업|기업|회사))"
)
MOST_TRIED = 12
MOST_SPANS = 60
# Commas within a list that part no names: between what introduces them.
MOST_ELSE = 6
PARTED = re.compile(r"[,·▲/;]|[와과]\s|\s및\s|비롯해\s")
# Pieces of prose that a list may begin or end with by mistake, and those who never sign for themselves.
_IS_NO_NAME = re.compile(
    r"[가-힣]{2}[은는]\s|(?:에서|으로)(?!$)|(?:이날|오늘|전날|\d일)\s|[가-힣](?:은|는|을|를|에)$|^[^(]*\($|\([^)]*$|^전문$|투자조합|캐피탈"
)
# What those listed did there, where the sentence is not about the pact.
_ELSEWHERE = re.compile(
    r"부스|협찬|후원|전시|축하|강연|발표|수상|입상|시상|공급|납품|거래|투자|합작|상장|인수|가운데|중(?:에서)?\s|빠졌|불참|탈락|"
    r"지난달|이전에|먼저\s온|입주|사무[실소]|본사|법인"
)
# What a sentence tells of an organisation that it introduces.
OF_A_COMPANY = re.compile(
    r"기업|회사|업체|벤처|스타트업|개발|만[드든들]|설계|제작|생산|운영|공급|연구|서비스|플랫폼|솔루션|프로그램|특허|매출|"
    r"투자|사무[실소]|법인|본사|거점|채용|시험장|알려[진졌]"
)
# Ministries, schools and institutes: seldom among those who sign, often among those who help.
_PUBLIC = re.compile(rf"(?:{INSTITUTIONS}|[가-힣]{{2}}대|[가-힣]{{3}}[부처청]|[가-힣]{{2}}[시도군구])$")
# '알고리즘의 공정성을 따지는 한국가나협회': words cut out of what introduces the last name.
_GOES_ON = re.compile(
    rf"(?:은|는|이|가|을|를|의|도)\s[^,.\n]{{0,40}}?[{ADNOMINAL}]\s[^,.\n]{{0,24}}?(?:{INSTITUTIONS}|㈜)"
)
# Words that are a name only where the text uses them as one elsewhere.
_IN_DOUBT = re.compile(r"\s")
_BRACKET = re.compile(r"\([^()\n]{1,30}\)")


def list_of(doc: Document, sentence: Sentence, size: int, parted: list[int], beside: bool = False) -> tuple[Name, ...]:
    """A list of so many names, wherever it begins and ends.

    Args:
        parted: Where the sentence's words are parted, in order.
        beside: The sentence itself says nothing of the pact; it must not tell of anything else either.
    """
    starts = [sentence.start, *(m.end() for m in _BEGINS.finditer(doc.text, sentence.start, sentence.end))]
    ends = [m.start() for m in _ENDS.finditer(doc.text, sentence.start, sentence.end)]
    # '가나다·라마바·사아자.': a sentence of nothing but names.
    ends += [sentence.end] if size > 2 and not sentence.text.endswith(("다", "다.")) else []
    ends = [end for end in ends if not _is_own_syllable(doc, end)]
    for start, end in islice(_spans(starts, ends, parted, size), MOST_SPANS):
        if PERSONS.search(_BRACKET.sub("", doc.text[start:end])):
            names = of_heads(doc, start, end)
        else:
            names = names_between(doc, start, end, strict=True)
        if len(names) != size or _is_cut(doc, names, end):
            continue
        if len({name.text for name in names}) == size and are_names(doc, names):
            # '한국제품시험원': what stands in a name says nothing of whose list it is.
            words = without(doc, sentence, names)
            return () if OTHERS.search(words) or (beside and tells_of_others(words, names)) else names
    return ()


_PARTICLE = frozenset("은는이가을를와과")


def _is_own_syllable(doc: Document, end: int) -> bool:
    """'가나케이 등', '가나케이, 라마바': the last syllable of a name that looks like a particle."""
    syllable, after = doc.text[end : end + 1], doc.text[end + 1 : end + 3]
    if syllable not in _PARTICLE or after[:1] not in (" ", ","):
        return False
    return after == " 등" or not agrees(doc.text[end - 1 : end], syllable)


def _is_cut(doc: Document, names: tuple[Name, ...], end: int) -> bool:
    """Does the list end within the words that introduce its last name?"""
    return not is_sure(doc, names[-1]) and bool(_GOES_ON.match(doc.text, end))


def _spans(starts: list[int], ends: list[int], parted: list[int], size: int) -> Iterator[tuple[int, int]]:
    """Where a list may begin and end that is parted as often as so many names are, or somewhat more."""
    for start in starts[:MOST_TRIED]:
        before = bisect_left(parted, start)
        for end in ends[: 3 * MOST_TRIED]:
            if end > start and size <= bisect_left(parted, end) - before + 1 <= size + MOST_ELSE:
                yield start, end


def tells_of_others(words: str, names: tuple[Name, ...]) -> bool:
    """Do the words around names, where they say nothing of the pact, tell of something else, or mostly of helpers?"""
    return bool(_ELSEWHERE.search(words)) or sum(map(is_public, names)) * 2 >= len(names)


def without(doc: Document, sentence: Sentence, names: tuple[Name, ...]) -> str:
    """The sentence's words but for the names."""
    ends = [sentence.start, *(name.end for name in names)]
    starts = [*(name.start for name in names), sentence.end]
    return " ".join(doc.text[end:start] for end, start in zip(ends, starts, strict=True))


def are_names(doc: Document, names: tuple[Name, ...]) -> bool:
    """Words of any list may be as many by chance: the fewer there are, the more of them must look like names."""
    return may_be_names(doc, names) and sum(is_sure(doc, name) for name in names) >= {2: 2, 3: 1}.get(len(names), 0)


def may_be_names(doc: Document, names: tuple[Name, ...]) -> bool:
    """Is none of them a piece of prose, a field, or of several words that are no name elsewhere?"""
    if any(_IS_NO_NAME.search(name.text) or _joins(doc, name) for name in names):
        return False
    if FIELD_WORDS.intersection(name.text for name in names):
        return False
    return all(not _IN_DOUBT.search(n.text) or is_sure(doc, n) or _is_item(doc, n) for n in names)


# '수면을 분석하는 가나다', '로봇을 만든 라마바'.
_DOES = re.compile(rf"[을를]\s(?:[가-힣]{{1,6}}\s)?[가-힣]{{1,5}}[{ADNOMINAL}]\s$")


def is_sure(doc: Document, name: Name) -> bool:
    """A name by its form, by its use elsewhere, or by what it is said to do."""
    does = _DOES.search(doc.text, max(0, name.start - 24), name.start)
    return bool(MARK.search(name.text) or does) or attested_in(doc, name.text)


def _is_item(doc: Document, name: Name) -> bool:
    """'▲가나 다라 ▲마바': all that stands between two signs."""
    return doc.text[name.start - 1 : name.start] == "▲" and "▲" in doc.text[name.end : name.end + 2]


def is_public(name: Name) -> bool:
    """A ministry, school or institute by its name."""
    return bool(_PUBLIC.search(name.text))


def _joins(doc: Document, name: Name) -> bool:
    """'㈜가나다, ㈜라마바와, 오후에는 …': the last letter is a particle."""
    return name.text[-1] in "와과" and doc.text[name.end : name.end + 1] == "," and not attested_in(doc, name.text)
