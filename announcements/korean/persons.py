"""Persons beside organisations in lists: which words are a person's, with or without a title, and which the body's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from announcements.korean.particles import RANKS, TITLE_WORDS

# Family names before two syllables (or one, or two after a double family name).
_FAMILY = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공"
    "현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은편용예경봉사부가복태목형피두감호동빈판"
    "범승계진라명"
)
_COMMON_FAMILY = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하"
_DOUBLE_FAMILY = ("남궁", "황보", "제갈", "선우", "독고", "사공")
PERSON = rf"(?:(?:{'|'.join(_DOUBLE_FAMILY)})[가-힣]{{1,2}}|[{_FAMILY}][가-힣]{{1,2}})"
_PERSON = re.compile(rf"{PERSON}(?:·{PERSON})*")
# Where a person stands in a photograph: '김하나(왼쪽)', '이두리(오른쪽 두 번째)'.
IN_PICTURE = r"\((?:사진\s?)?(?:맨\s?)?(?:왼쪽|오른쪽|가운데|중앙|좌측|우측|[좌우](?=\))|앞줄|뒷줄)[^()\n]{0,14}\)"
# '김하나(45)', '김하나(왼쪽)'.
_BESIDE = re.compile(rf"(?:\(\d{{2}}\)|{IN_PICTURE})$")
_KIND = r"(?:수석|책임|선임|공동|각자|총괄|\S{1,6}부문|\S{1,6}본부)"
# '한국가나연구원' is a name; '선임연구원' and '연구원' alone are titles. No title holds a particle ('내일은사장').
_TITLE = (
    rf"(?:(?![가-힣]{{1,5}}[은는](?:{TITLE_WORDS}))(?![가-힣]{{2,6}}(?<!선임)(?<!책임)(?<!수석)연구원)"
    rf"[가-힣A-Z]{{0,6}}(?:{TITLE_WORDS})님?)"
)
_RANK = rf"(?:{RANKS}|[가-힣]{{0,4}}총괄|고문|간사|리더)"
# '김하나 대표', '김하나 공동대표(왼쪽)', '김하나 씨', '김하나 책임'.
TITLED = re.compile(
    rf"(?:(?:\s{_KIND})?\s{_TITLE}|(?:\s|(?<=\s[가-힣]{{3}}))(?:씨|님)|(?:(?<=\s[가-힣]{{3}})|(?<=\s[가-힣]\s[가-힣]))\s{_RANK})"
    r"(?:\([^)]{0,10}\))?$"
)
# '가나다 연구소장 김하나', '대표 김하나·이두리 씨', '원장 최 솔'; after a title also a family name that few bear.
_NAMED_SO = rf"(?:{PERSON}|[가-힣]{{3}})"
_TITLE_FIRST = re.compile(
    rf"(?:^|(?<=\s))(?:{_KIND}\s)?(?:(?P<title>{_TITLE})\s(?P<persons>{_NAMED_SO}(?:·{_NAMED_SO}){{0,8}})"
    rf"|{_RANK}\s{PERSON}(?:·{PERSON}){{0,8}}|(?:{_TITLE}|{_RANK})\s[{_FAMILY}]\s[가-힣]{{1,2}})"
    r"(?:\s?(?:씨|님))?$"
)
# '㈜가나다 김하나·이두리 대표', '가나다 김하나·이두리 공동대표': whose dots part persons.
_HEADS_OF_ONE = re.compile(rf"(?<=\s){PERSON}(?:·{PERSON}){{1,8}}\s(?P<joint>공동\s?|각자\s?)?{_TITLE}\s?$")
_HANGUL = re.compile("[가-힣]{3}")
_THREE = re.compile(rf"(?=[가-힣]{{3}}$){PERSON}$")


def likeness(word: str, attested: Callable[[str], bool]) -> int:
    """0 for no person's name; more for three syllables, a common family name and no use as a name by itself."""
    word = _BESIDE.sub("", word)
    if not _PERSON.fullmatch(word):
        return 0
    return 1 + 3 * (len(word) == 3 or "·" in word) + 2 * (word[0] in _COMMON_FAMILY) + 2 * (not attested(word))


def is_person(word: str) -> bool:
    """May the word be a person's name, or several persons'?"""
    return bool(_PERSON.fullmatch(word))


def has_common_family(word: str) -> bool:
    """Does the word begin with a family name that many bear, or with one that is nothing else?"""
    return word[0] in _COMMON_FAMILY or word.startswith(_DOUBLE_FAMILY)


def is_too_long(word: str) -> bool:
    """Too long for a person's name: four syllables are one only after a double family name."""
    return len(word) > 4 or (len(word) == 4 and not is_person(word))


def is_three(word: str) -> bool:
    """Three syllables that begin with a family name, as most persons' names do."""
    return bool(_THREE.match(word))


def before_title_and_person(text: str, start: int, end: int) -> int | None:
    """Where the title begins in '가나다 연구소장 김하나': what stands before it is the body's."""
    # Most items are one word.
    found = _TITLE_FIRST.search(text[start:end]) if " " in text[start:end] else None
    return start + found.start() if found else None


def heads_of_one(text: str, start: int, end: int, marked: bool) -> bool:
    """Do the dots part those who head one body? Without 'joint' its legal form must say that a body stands before."""
    behind = _TITLE_FIRST.search(text[start:end])
    if behind and "·" in behind.group():
        return True
    found = _HEADS_OF_ONE.search(text[start:end])
    return bool(found and (marked or found["joint"]))


# '표정우(㈜가나다 대표)', '표정우(가나다)'.
_BODY_BEHIND = re.compile(rf"(?=[가-힣]{{3}}\s?\()(?P<person>{PERSON})\s?\([^()\n]{{2,30}}\)")


def persons_first(items: Sequence[str]) -> bool:
    """'김하나(가나다), 이두리(라마바)': each a person with a bracket; one alone may be a name of three syllables."""
    return len(items) > 1 and all(_BODY_BEHIND.fullmatch(item) for item in items)


def each_with_a_person(names: Sequence[str], attested: Callable[[str], bool]) -> bool:
    """'가나다 김하나, 라마바 이두리': every name ends in a word like a person's, and stands so nowhere else."""
    words = [name.split(" ") for name in names]
    alike = len(names) > 1 and all(len(one) > 1 and _HANGUL.fullmatch(one[-1]) for one in words)
    return alike and len({one[-1] for one in words}) > 1 and not any(map(attested, names))


_ALONE = re.compile(rf"(?:(?:{TITLE_WORDS})님?|씨|님)")


def holds_person(words: Sequence[str]) -> bool:
    """Is one of the words but the first a title by itself, as in '가나다 대표 김하나 외'?"""
    return any(_ALONE.fullmatch(word) for word in words[1:])
