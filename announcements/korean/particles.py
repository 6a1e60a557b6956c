"""Particles: which one a word takes, and taking it off again."""

from __future__ import annotations

import re

_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
# Of the 28 endings of a syllable, in the order of Unicode.
_FINALS = {"ㄴ": 4, "ㄹ": 8, "ㅂ": 17, "ㅆ": 20}


def ending_in(finals: str, *, but: str = "") -> str:
    """Every syllable that ends in one of these consonants, for a class of letters; without those of ``but``."""
    wanted = {_FINALS[final] for final in finals}
    every = (chr(code) for code in range(_HANGUL_FIRST, _HANGUL_LAST + 1) if (code - _HANGUL_FIRST) % 28 in wanted)
    return "".join(syllable for syllable in every if syllable not in but)


# These mark what is over: 했, 됐, 맺었, 열렸, 가졌.
OVER = ending_in("ㅆ", but="겠있")
# These end verbs that describe what follows: 만든, 하는, 할.
ADNOMINAL = ending_in("ㄴㄹ")
# Pairs (after a final consonant, after a vowel).
_PAIRS = {"은": True, "는": False, "이": True, "가": False, "을": True, "를": False, "과": True, "와": False}


def has_final_consonant(word: str) -> bool | None:
    """Does the last syllable end in a consonant? None where it is not Hangul (letters, digits, ㈜)."""
    if not word or not _HANGUL_FIRST <= ord(word[-1]) <= _HANGUL_LAST:
        return None
    return (ord(word[-1]) - _HANGUL_FIRST) % 28 != 0


def agrees(word: str, particle: str) -> bool:
    """Could ``particle`` follow ``word``? Letters, digits and ㈜ take either form."""
    final = has_final_consonant(word)
    return final is None or _PAIRS.get(particle, final) == final


def ends_with_particle(word: str, particles: str) -> bool:
    return len(word) > 1 and word[-1] in particles and agrees(word[:-1], word[-1])


def words(text: str) -> list[str]:
    """A list of words written with spaces, which reads better than fifty quoted ones."""
    return text.split()


TITLE_WORDS = (
    "대표이사|공동대표|부대표|대표|회장|부회장|사장|부사장|이사장|이사|상무|전무|원장|부원장|소장|총장|부총장|학장|협회장|지회장|"
    "단장|본부장|센터장|지사장|부장|차장|과장|팀장|실장|국장|부시장|시장|구청장|장관|차관|의원|교수|박사|매니저|연구원|위원장|"
    "책임자|경영자|청장|이장|의장|지사|사무총장|부문장|지점장|대리|주무관|CTO|CEO|COO|CFO|"
    "권한대행|직무대행|직무대리|총리|은행장|법인장|그룹장|파트장|창업자|창업주|설립자"
)
# Titles of persons who seldom sign for anybody.
OTHER_TITLES = (
    "기자|시의원|군수|도지사|대통령|선수|감독|작가|변호사|회계사|특보|보좌관|비서관|사무관|서기관|"
    "앵커|특파원|부의장|예비후보|후보|사원|총괄|연구위원|이사회|대변인|담당관|정책관|기획관|총괄관|조정관|홍보대사|개발자"
)
# Titles only right beside a person: names of bodies end in these words too.
RANKS = "책임|선임|수석|프로"
TITLE = re.compile(rf"(?:{TITLE_WORDS})")
