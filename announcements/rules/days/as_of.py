"""For which day a cumulative figure holds, where its own words say so ('2020년 말까지', '(6월 30일 기준)')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.days.time_words import TIME, AsOf, resolved
from announcements.text import Sentence

FIGURES = ("stated_total", "sector_count", "site_count")
# Days after a signing from which a report only recalls it: its figures are of the day they were told.
_RECALLED_AFTER = 7


_COMPARED = r"(?!\s?(?:보다|대비|에\s비|[과와]\s비교|에\s견|을\s웃))"
# Not '기준금리', '기준을 마련했다'.
_SAYS_SO = rf"\s?(?P<mark>현재|기준|시점|집계|까지)(?:까지|으로|으론|에서|에는|는|의|로)?(?![가-힣]){_COMPARED}"
_AS_OF = re.compile(TIME + _SAYS_SO)
# '지난해 말 60곳이던': right before the number.
_AT_THE_END = re.compile(rf"{TIME}(?:에|의)?(?P<mark>)\s(?:모두\s|총\s)?$")
_WORDS = Gate(re.compile(r"현재|기준|시점|집계|까지|년\s?말|지난해\s?말|작년\s?말|월\s?말|[년월일말달]\)"))
# '60개(2020년 말 기준)', '60개사(기업 50, 기관 10, 6월 말)'.
_BRACKET = re.compile(
    rf"(?:[가-힣]{{0,2}}\s?\((?:[^()\n]{{0,30}}?[\s,])?|[^()\n]{{0,30}}?[\s,]){TIME}"
    r"(?:\s?(?P<mark>현재|기준|시점|까지)|(?=\)))[^()\n]{0,12}\)"
)
# A heading's end, or all that a line says: '현황(6월 30일 기준)', '※ 2021년 6월 말 기준'.
_OF_ALL = re.compile(
    rf"(?:[^\n]*[(\[<]|[^\d가-힣\n]{{0,4}}(?:\d\s)?)[^()\d\n]{{0,8}}{TIME}{_SAYS_SO}(?:[^가-힣\n]{{0,3}}$|,\s)"
)
# '※ 2021년 6월 말 기준', '모두 95개다. 6월 말 기준이다.'.
_NOTE = re.compile(rf"[^\d가-힣]{{0,4}}{TIME}\s?(?P<mark>현재|기준|시점|집계|까지)(?:이다|입니다|임)?[^가-힣]{{0,3}}")
_FARTHEST = 12
# What is told after these words is of now, or grew since.
_NOW = re.compile(
    r"이번|이날|이로써|오늘|지금|이제|현재|그동안|올해|올\s들|이달|지난달|더해|더하|보태|합류|추가|이어|포함|보다|대비|견줘|비해|"
    r"\d\s?(?:개사|개|곳|명|건)?(?:에서|이던|던|였던|이었던|에\s[그불머][^\s]{1,3}던|이었으나|였으나|이었지만|였지만)\s|"
    r"\d{1,2}일(?!부터|\s?이후)|\d월(?!\s?\d|부터|\s?이후|\s?첫)"
)
_SIGNED_MORE = re.compile(r"(?:맺어|체결해|협약해|맺으면서|체결하면서|협약하면서)\s")
_BECAME = re.compile(r"\s?[가-힣]{0,4}\s(?:늘|됐|되었|불어|채[웠우])")
# '6월 기준 매출 100억 원인 가나다': figures of somebody else.
_OF_ANOTHER = re.compile(r"[억만조]\s?원|매출|가입자|회원|점유율|이용자|직원\s\d")
# '지난달까지 실증을 마친 가나다': until when something else was done.
_DID = ("한", "된", "친", "낸", "연", "둔", "온", "운", "린", "진", "난", "킨", "던", "는데", "해", "고", "며", "면서")
_COUNTED = re.compile(r"협약|체결|맺|손|유치|서명|동참|합류|함께|모은|집계|파악|확인|사무|둥지|법인|본사|문을|새로")
# '지난해 말까지 41곳이 사무소를 열었고, 협약 기업은 모두 98개다': what is told to its end, and what holds now.
_IN_ALL = re.compile(
    r"(?:이고|이며|이지만|[았었했였](?:고|으며|지만|으나)),?\s(?!이\s|그)[^,]{0,40}?(?:모두|총|누적|통틀어)\s"
)
_OF_THEM = re.compile(r"(?:이|그)\s?(?:가운데|중)|이들|(?:분야|업종|유형|산업|지역|기관)별|업종을|분야를")
# Sentences from one to the next of which a figure's day may be handed on.
_HOPS = 3
_TELLS = re.compile(r"[다까요]['\")\]]*[.!?]?$")


def dated(finding: Finding, signed: date | None, doc: Document, figures: list[Finding]) -> Finding:
    """A figure with its day: what its words say; else that of the signing; where there is none, of the telling.

    Args:
        signed: The day of the signing that is told.
        figures: All that was read; parts of one list are of one day.
    """
    said = _said(doc, finding, figures) if doc.open(_WORDS) else None
    is_before = finding.scope == "before_this_batch"
    # 'Until the day before' is what a figure before the batch of a day means.
    found = resolved(said, doc.told_on, signed) if said and not (is_before and said["vague"]) else None
    if not found:
        recalled = signed and doc.told_on and (doc.told_on - signed).days > _RECALLED_AFTER
        day = doc.told_on if recalled and not is_before else signed or doc.told_on
        found = AsOf(day, "day" if day else None)
    return finding._replace(as_of_date=found.day, as_of_precision=found.precision)


def _said(doc: Document, finding: Finding, figures: list[Finding]) -> re.Match[str] | None:
    if finding.modality == "planned":
        return None
    listed = [finding]
    if finding.predicate != "stated_total":
        listed = sorted((f for f in figures if f.predicate == finding.predicate), key=lambda f: f.start)
    first, last = listed[0], listed[-1]
    found = _BRACKET.match(doc.text, last.end) or _before(doc, first.start, first.end)
    if found or doc.sentence_at(first.start).role != "headline":
        return found
    return _repeated(doc, first)


def _repeated(doc: Document, finding: Finding) -> re.Match[str] | None:
    """A headline's figure is that of the sentence that tells it whole."""
    words = re.compile(rf"(?<!\d){re.escape(finding.value_text or '')}")
    for again in words.finditer(doc.text, finding.end) if finding.value_text else ():
        if doc.sentence_at(again.start()).role == "body":
            return _BRACKET.match(doc.text, again.end()) or _before(doc, *again.span())
    return None


def _before(doc: Document, start: int, end: int, hops: int = _HOPS) -> re.Match[str] | None:
    """The words before a figure that say its day: in its clause, in its sentence's opening, over its list."""
    sentence = doc.sentence_at(start)
    tells = _TELLS.search(sentence.text)
    if start == sentence.start and not tells and (after := _AS_OF.search(doc.text, end, sentence.end)):
        return after
    own = _in_sentence(doc, sentence, start, end)
    if own or _AS_OF.search(doc.text, sentence.start, start) or _NOW.search(doc.text, sentence.start, start):
        return own
    if _OF_THEM.match(doc.text, sentence.start, start):
        before = doc.sentences[sentence.index - 1].end - 1
        return _before(doc, before, before, hops - 1) if sentence.index and hops else None
    if not tells:
        return next(_over_list(doc, sentence), None)
    return next((_NOTE.fullmatch(after.text) for after in doc.sentences[sentence.index + 1 : sentence.index + 2]), None)


def _in_sentence(doc: Document, sentence: Sentence, start: int, end: int) -> re.Match[str] | None:
    near = _AT_THE_END.search(doc.text, max(sentence.start, start - 24), start)
    if near and near["end"]:
        return near
    last = max(_AS_OF.finditer(doc.text, sentence.start, start), key=lambda said: said.start(), default=None)
    if not last:
        return None
    between = doc.text[last.end() : start]
    if _NOW.search(between) or _OF_ANOTHER.search(between):
        return None
    if _SIGNED_MORE.search(between) and _BECAME.match(doc.text, end):
        return None
    is_over = last["mark"] == "까지" and (_IN_ALL.search(between) or _something_else(between))
    return None if is_over else last


def _something_else(between: str) -> bool:
    """Does a verb there say what was done until then, besides signing and settling?"""
    words = between.split()
    return any(
        word.endswith(_DID) and not _COUNTED.search(" ".join(words[max(0, number - 1) : number + 1]))
        for number, word in enumerate(words)
    )


def _over_list(doc: Document, sentence: Sentence) -> Iterator[re.Match[str]]:
    """The heading of the lines in which it stands, or the note below them."""
    above = doc.sentences[max(0, sentence.index - _FARTHEST) : sentence.index][::-1]
    for lines in (above, doc.sentences[sentence.index + 1 : sentence.index + 1 + _FARTHEST]):
        for line in lines:
            if _TELLS.search(line.text):
                break
            found = _OF_ALL.match(doc.text, line.start, line.end)
            if found:
                yield found
