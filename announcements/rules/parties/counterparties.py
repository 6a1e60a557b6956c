"""Names of counterparties in a part of the text: who is listed there, without the city and what stands on its side."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.lists import read_list
from announcements.korean.names import MARK, Name, introduces
from announcements.korean.numbers import NATIVE
from announcements.korean.particles import ADNOMINAL
from announcements.organisations import INSTITUTIONS

# A word right before, without particle or punctuation: the two may be one name ('가나 홀딩스').
_AFTER_WORD = re.compile(r"[가-힣A-Za-z0-9)](?<![은는이가을를과와의에도고])\s$")
_MAY_FOLLOW = frozenset("은는이가과와의을를도로에,.·:(㈜'\"-")
_WORD = re.compile(r"[가-힣A-Za-z0-9]")
_AT_START = re.compile(r"(?:^|[,·▲\"'(\n.㈜-]\s?)$")


def attested_in(doc: Document, words: str, begins: bool = False) -> bool:
    """Does the text name these words more than once, as a word of its own?"""
    if not 2 <= len(words) <= 40:
        return False
    text, places = doc.text, _places(doc.text, words)
    if begins:
        return any(_AT_START.search(text, max(0, at - 4), at) for at in places)
    if " " in words:
        return len(places) > 1
    alone = sum(not _AFTER_WORD.search(text, max(0, at - 16), at) for at in places)
    # By itself in one place and behind an introduction in another is enough.
    return alone >= (1 if 0 < alone < len(places) else 2)


def _places(text: str, words: str) -> list[int]:
    """Where the words stand as words of their own, particles aside; the first 50 places are enough."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < 50:
        after = text[at + len(words) : at + len(words) + 1]
        if (not after or after in _MAY_FOLLOW or after.isspace()) and not _WORD.match(text[at - 1 : at] if at else ""):
            found.append(at)
        at = text.find(words, at + 1)
    return found


# A day, or a letter that was lost.
_NO_NAME = re.compile(
    r"^\d{1,2}(?:월|일|시)에?$|(?:오전|오후)\s?\d{1,2}시|^(?:[한두세네]|다섯|여섯|일곱|여덟|아홉|열)\s명$|\ufffd|(?:에서|에게|으로부터)$|(?:에는|에서는|에서도|으로는)\s"
    # '지난주 가나다', '이달 말까지 라마바': when, not who.
    r"|^(?:이|지난|다음|이번)\s?[달주]\s|까지\s"
)

# '㈜가나다의 시연', '가나다의 기술': what somebody does or has.
_WHOSE = re.compile(r"\S{2,}[^\s]의\s\S")


# '대기업, 중견기업, 벤처 등', '팹리스와 AI 서비스 기업 등': where one is only a sort of body, those beside it may be.
_ONLY_SORT = (
    r"(?:(?!등\s)[^\s,·()㈜]{1,10}(?<!비롯한)(?<!포함한)\s){0,3}?"
    r"(?!등\s)[^\s,·()㈜]{0,8}(?:기업|업체|회사|기관|스타트업|벤처)"
)
_SORT = re.compile(
    rf"(?:(?<=[,·]\s)|(?<=[,·])|(?<=[와과은는이가]\s)){_ONLY_SORT}"
    r"(?=\s등[\s과와은이]|,\s|[와과]\s[^\s,]{1,20}(?:\s등\s|,))"
)
_SORT_NEXT = re.compile(rf"[와과]\s{_ONLY_SORT}\s등[\s과와은이]")

# '로봇, 의료와 보안 등 4개 분야를': fields by their number.
_FIELDS_NEXT = re.compile(
    r"(?:[와과]\s[^\s,]{1,12})?\s등\s(?:[가-힣]{1,6}\s)?\d{1,2}(?:개|대)?\s?(?:분야|부문|업종|영역)"
)

# '의료와 반도체 분야 AI 기업 8개사와', '의료와 로봇을 다루는 세 회사가': the particle joins what they do.
_BODIES = r"(?:기업|업체|회사|기관|스타트업|벤처)"
_WORD_OF_SORT = r"(?:(?!등\s|\S{0,6}협약)[^\s,.·()㈜]{1,12}\s)"
_SO_MANY = rf"(?:\d{{1,3}}\s?(?:개\s?)?(?:사|{_BODIES}|곳)|(?:{NATIVE})\s?(?:{_BODIES}|곳|군데))"
_SOME_BODIES = re.compile(
    rf"[와과]\s{_WORD_OF_SORT}{{0,5}}?(?:[^\s,.·()㈜]{{0,8}}{_BODIES}(?:들|\s?{_SO_MANY})"
    rf"|(?:분야|부문|업종|업계)(?:의|에서\s[^\s,.]{{1,6}}[{ADNOMINAL}])?\s(?:(?:AI|인공지능|유망|전문|관련)\s){{0,3}}(?:{_SO_MANY}|[^\s,.·()㈜]{{0,4}}{_BODIES})"
    rf"|[^\s,.]{{1,8}}[{ADNOMINAL}]\s(?:(?:AI|인공지능)\s)?{_SO_MANY})(?:[와과은는이가을를의도]|에서|\s등)"
)
# '의료, 로봇과 보안 분야 기업들과'.
_BODIES_LAST = re.compile(
    rf"(?:^|[와과,·]\s?){_WORD_OF_SORT}{{1,4}}[^\s,.·()㈜]{{0,6}}{_BODIES}들$"
    rf"|(?:분야|부문|업종|업계)(?:의|에서\s[^\s,.]{{1,6}}[{ADNOMINAL}])?\s(?:[^\s,.·()㈜]{{1,8}}\s){{0,2}}{_BODIES}$"
)


def names_between(doc: Document, start: int, end: int, strict: bool = False) -> tuple[Name, ...]:
    """Counterparties in a list: the city, its mayor and bodies on its side are left out."""

    def attested(words: str, *, begins: bool = False) -> bool:
        return attested_in(doc, words, begins)

    if _FIELDS_NEXT.match(doc.text, end):
        return ()
    names = [_without_topic(doc, name) for name in read_list(doc.text, start, end, attested, strict)]
    if names and (_SOME_BODIES.match(doc.text, end) or _BODIES_LAST.search(doc.text[start:end])):
        names = [name for name in names if MARK.search(name.text) or introduces(doc.text[start : name.end])]
    if names and (_SORT.search(doc.text, start, end) or _SORT_NEXT.match(doc.text, end)):
        names = [name for name in names if MARK.search(name.text) or attested_in(doc, name.text)]
    return tuple(
        name
        for name in names
        if not _NO_NAME.search(name.text)
        and not (_WHOSE.match(name.text) and not attested(name.text))
        and not _is_city_side(doc, name.text)
        and not _is_called_so(doc, name.text)
    )


_ONLY_A_SORT = re.compile(INSTITUTIONS)
_ENDS_IN_A_SORT = re.compile(rf"[가-힣]{{0,6}}{INSTITUTIONS}")


def _is_called_so(doc: Document, name: str) -> bool:
    """'평가원', or '시험평가원' beside a '한국AI시험평가원': short for a body, which the text may name elsewhere."""
    if not _ENDS_IN_A_SORT.fullmatch(name):
        return False
    return bool(_ONLY_A_SORT.fullmatch(name) or re.search(rf"[가-힣A-Za-z0-9]{re.escape(name)}", doc.text))


_ACTING = frozenset("은는이가")


def _without_topic(doc: Document, name: Name) -> Name:
    """'새빛 가나다', '로봇 라마바': the city's short name or the topic before a name introduces it."""
    lead = (doc.programme.city_short_name, *doc.programme.topic_words)
    first, _, rest = name.text.partition(" ")
    # '광주시는 가나다': the city as the subject before it.
    acts = first[-1:] in _ACTING and first[:-1] in (*doc.programme.city_names, doc.programme.city_short_name, "시")
    if rest and (acts or (first in lead and not attested_in(doc, name.text))):
        return Name(name.start + len(first) + 1, name.end, rest)
    return name


def _is_city_side(doc: Document, name: str) -> bool:
    words = name.split(" ")
    # '마지막 순서로 시': the city, after words that introduce what it did.
    if words[-1] in ("시", "市") or any(word.rstrip(",") in doc.programme.city_names for word in words):
        return True
    bare = "".join(name.split())
    match = doc.cues.city_side.match(bare)
    return bool(
        (match and match.end() >= len(bare) - 1)
        or any(bare in (c, f"{c}장", f"{c}청", f"{c}의회") for c in doc.programme.city_names)
    )
