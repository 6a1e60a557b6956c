"""No person is a party: the one place through which every party's name passes, whichever rule found it.

Rules know how lists are written, and a list of persons is written alike. Here is asked what a name would let through to
the tables: a title in it, or a person whom the published quote would mask at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from announcements.document import Document, Finding
from announcements.korean.names import MARK
from announcements.korean.particles import OTHER_TITLES, RANKS, TITLE_WORDS
from announcements.korean.persons import IN_PICTURE, PERSON, has_common_family, is_three
from announcements.privacy import mask_persons
from announcements.text import Sentence

# Words that are titles as soon as they end so; others ('의원', '지사', '연구원') end names of bodies too.
_OFFICES = (
    "부시장|시장|의장|구청장|장관|차관|국장|과장|교수|청장|권한대행|직무대행|직무대리|총리|시의원|국회의원|구의원|도의원|군수|도지사|대통령|보좌관|비서관|사무관|"
    "서기관|주무관|대변인|담당관|정책관|기획관|총괄관|조정관|특보|홍보대사"
)
_ENDS_AS_TITLE = (
    f"{_OFFICES}|대표이사|대표|회장|이사장|원장|총장|협회장|단장|본부장|센터장|소장|부장|팀장|실장|위원장|위원|책임자|경영자|사무총장|"
    "부문장|지점장|은행장|법인장|그룹장|창업자|창업주|설립자"
)
_TITLE = rf"(?:(?:{TITLE_WORDS}|{OTHER_TITLES})|[가-힣A-Z]{{0,12}}(?:{_ENDS_AS_TITLE}))"
_HAS_TITLE = re.compile(rf"(?<!\S){_TITLE}(?:님?들?[과와은는이가의도]?)(?!\S)")
# 'Acting Mayor Kang Da-on', 'Kang Da-on'.
_IN_ENGLISH = re.compile(
    r"\b(?:Mayor|Governor|Minister|Councill?or|Commissioner|President|Chair(?:man|woman|person)|Director|Professor|"
    r"(?:Co-?)?[Ff]ounder|Chief Executive|C[ETOF]O|Spokes(?:man|woman|person)|(?:Mr|Ms|Mrs|Dr|Prof)\.?)(?= |$)"
    r"|\b[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+\b"
)
_BESIDE_PERSON = rf"(?:{RANKS}|매니저|개발자|지배인|PM|PD|씨|님)"
_WITH_PERSON = re.compile(
    rf"(?<!\S){PERSON}\s(?:\S+\s)?{_BESIDE_PERSON}$|(?<!\S){_BESIDE_PERSON}\s{PERSON}(?!\S)|^{_BESIDE_PERSON}$"
)
# '김하나(왼쪽)', '김하나(가나다 대표) 씨와'.
_SHOWN = re.compile(rf"(?:^|\s){PERSON}{IN_PICTURE}")
_BRACKET = re.compile(r"\([^()\n]{1,30}\)")
_PERSON = re.compile(rf"(?<![가-힣㈜)A-Za-z0-9]){PERSON}(?![가-힣㈜(A-Za-z0-9])")
# '표선 가나대 명예교수', '표선(가나다 대표님)', '표선·길다온 프로'.
_TITLE_AFTER = re.compile(
    rf"\s(?:[^\s,.▲\d]{{1,20}}\s){{0,3}}?[^\s,.▲]{{0,12}}{_TITLE}(?![가-힣]{{3,}})"
    rf"|\s?\([^()\n]{{0,20}}?(?:{_TITLE}님?|{_BESIDE_PERSON})\)"
    rf"|(?:(?:,\s|·|[와과]\s){PERSON})?\s{_BESIDE_PERSON}(?![가-힣]{{2,}})|\s등\s\d{{1,2}}\s?명"
)
_OFFICE_AFTER = re.compile(
    rf"\s?\(?(?:[^\s,.▲\d()]{{1,20}}\s){{0,3}}?[^\s,.▲()]{{0,12}}(?:{_OFFICES})(?![가-힣]{{2,}})"
)
# '가나다 등 7개 기업 대표', '가나다 네 회사 대표': the title is that of many.
_MANY_AFTER = re.compile(
    r"\s(?:등\s(?!\d{1,2}\s?명)|(?:\d{1,2}|[두세네]|다섯|여섯|일곱)\s?(?:개|곳|회사|기업|업체|기관))"
)
_LAST_WORD = re.compile(r"(?<!\S)([가-힣]{3})\s$")
_NEXT_WORD = re.compile(r"\s([가-힣]{3})(?:[·\s]|$)")


def of_bodies(doc: Document, found: Iterable[Finding]) -> Iterator[Finding]:
    """Those of the findings that name no person and hold no title."""
    for finding in found:
        if not _of_person(doc, finding):
            yield finding


def _of_person(doc: Document, finding: Finding) -> bool:
    name = finding.organisation_text or ""
    sentence = doc.sentence_at(finding.start)
    before = _before(doc, sentence, finding.start)
    shown = (
        doc.text[finding.start : finding.end + 24]
        if "(" in doc.text[max(0, finding.end - 14) : finding.end + 1]
        else ""
    )
    if _SHOWN.match(shown) or _WITH_PERSON.search(_BRACKET.sub("", name).rstrip("와과은는이가도")):
        return True
    # '길다온 ㈜나루 책임': the word before the name makes the last a title.
    if (
        _HAS_TITLE.search(name)
        or _IN_ENGLISH.search(name)
        or _WITH_PERSON.search(f"{before[1]} {name}" if before else name)
    ):
        return True
    return any(
        _is_person_at(doc, sentence, finding.start + match.start(), match.group())
        for match in _PERSON.finditer(name)
        if not MARK.match(name, match.end() + 1)
    )


def _is_person_at(doc: Document, sentence: Sentence, start: int, word: str) -> bool:
    """Do the words there say that a person is meant, and is the word no body's name elsewhere in the text?"""
    end = start + len(word)
    office = bool(_OFFICE_AFTER.match(doc.text, end))
    if _MANY_AFTER.match(doc.text, end) or _heads_it(doc, sentence, _before(doc, sentence, start)):
        return False
    after = None if office else _NEXT_WORD.match(doc.text, end, sentence.end)
    common = has_common_family(word)
    # '나루 길다온 대표', but '김다온 이나루 공동대표'.
    if _heads_it(doc, sentence, after) and not (after and common and has_common_family(after[1])):
        return False
    if not (common or office):
        return False
    hidden = "○" in _masked(doc, sentence)[start - sentence.start : end - sentence.start]
    return bool(hidden or _TITLE_AFTER.match(doc.text, end)) and not _stands_elsewhere(doc, word)


def _before(doc: Document, sentence: Sentence, start: int) -> re.Match[str] | None:
    return _LAST_WORD.search(doc.text, max(sentence.start, start - 8), start)


def _heads_it(doc: Document, sentence: Sentence, other: re.Match[str] | None) -> bool:
    """'길다온 나루 대표': is the word right beside a person's, so that this one is the body's?"""
    # '배석한 정소담': a verb may look like a name.
    if not other or not is_three(other[1]) or other[1][-1] in "한된는은던":
        return False
    return _masked(doc, sentence)[other.start(1) - sentence.start] == "○"


def _masked(doc: Document, sentence: Sentence) -> str:
    return doc.once(f"masked {sentence.start}", lambda _: mask_persons(sentence.text))


def _stands_elsewhere(doc: Document, word: str) -> bool:
    """The same word where nobody would take it for a person's: '㈜허들', '허들은'."""
    return word in doc.once("words that are no person's", _words_of_no_person)


_WORD = re.compile("(?<![가-힣])[가-힣]{2,6}(?![가-힣])")
_PARTICLES = frozenset("은는이가와과을를의에")


def _words_of_no_person(doc: Document) -> set[str]:
    """Words that are not masked and have no title after them, with and without a particle."""
    found: set[str] = set()
    for match in _WORD.finditer(mask_persons(doc.text)):
        word, with_particle = match.group(), match.group()[-1] in _PARTICLES
        if with_particle:
            found.add(word[:-1])
        if not _TITLE_AFTER.match(doc.text, match.end()):
            found.add(word)
    return found
