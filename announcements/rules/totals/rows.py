"""Cumulative figures as rows of a table or outline: '협약 기업·기관 | 156', '사무실 개소 | 93'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, to_int
from announcements.rules.pacts.labelled_lines import labelled
from announcements.rules.pacts.other_pacts import of_another_sort
from announcements.rules.pacts.words import LARGEST_BATCH
from announcements.rules.registry import rule
from announcements.rules.totals.figures import finding
from announcements.rules.totals.whose import BODIES

_ROW = re.compile(
    r"[\s|○◦□■●·*ㅇ-]*(?P<label>[가-힣][가-힣 ·/]{1,18}?)\s?[|:]\s?(?:총\s)?"
    rf"(?P<n>{NUMBER})(?P<counter>{ORGANISATION_COUNTER}|\s?명|)[ |]*$"
)
_LABELS = tuple(
    (measure, re.compile(words))
    for measure, words in (
        ("agreements_total", r"(?:누적|총)?(?:업무)?협약(?:체결)?(?:기업·?(?:및)?기관|기업/기관|건수|누계|합계|총계)?"),
        ("companies", r"협약기업수?"),
        ("institutions", r"협약(?:유관)?기관수?"),
        ("offices_opened", r"(?:현지)?(?:사무실|사무소)(?:개소|개설|설치)?수?"),
        ("corporations_established", r"(?:현지)?법인(?:설립)?수?"),
        ("hq_relocated", r"본사(?:이전)?수?"),
        ("employees", r"(?:상시)?(?:근무|상주|고용)(?:인원|인력)?|근무자수?|인력"),
    )
)
_GATE = Gate(re.compile("협 ?약|사무[실소]"))
_LIMITED = re.compile(r"올해|금년|상반기|하반기|분기|목표|계획|예정|월간|당월|신규|전망|한\s달|\d월\s?(?:중|분)")
_FEWEST = 3


@rule(
    "total.rows",
    positive="광주시 AI 협약 현황\n협약 기업·기관 | 156\n사무실 개소 | 93\n법인 설립 | 48\n본사 이전 | 15",
    negative="광주시 AI 협약 올해 실적\n협약 기업·기관 | 156\n사무실 개소 | 93\n법인 설립 | 48\n본사 이전 | 15",
    gate=_GATE,
)
def rows(doc: Document) -> Iterator[Finding]:
    """Three rows or more, each with a measure's name and one number, under no heading that limits them."""
    if doc.text.count("|") + doc.text.count(":") < _FEWEST:
        return
    block: list[tuple[str, re.Match[str]]] = []
    heading = ""
    for start, end in [*doc.lines, (len(doc.text), len(doc.text))]:
        match = _ROW.match(doc.text, start, end) if end - start <= 60 else None
        measure = _measure(match) if match else None
        if match and measure:
            block.append((measure, match))
            continue
        if len(block) >= _FEWEST and not _LIMITED.search(heading) and not _of_others(doc, heading):
            yield from (finding(doc, "total.rows", measure, match) for measure, match in block)
        # Two lines stand above a table: its title and the names of its columns.
        heading = (heading[-60:] + " " + doc.text[start:end][:120]) if not block else doc.text[start:end][:120]
        block = []


def _of_others(doc: Document, heading: str) -> bool:
    """Does the heading speak of pacts of another sort, or of another city's or body's?"""
    names = [match["name"] for match in BODIES.finditer(heading)]
    others = any(not doc.cues.city_names.search(name) for name in names) and not doc.cues.city_names.search(heading)
    return of_another_sort(doc, heading) or others


def _measure(match: re.Match[str]) -> str | None:
    return _named(match["label"])


def _named(label: str) -> str | None:
    words_only = label.replace(" ", "")
    return next((measure for measure, words in _LABELS if words.fullmatch(words_only)), None)


_SPLIT_LINE = re.compile(
    rf"[\s└ㄴ|○◦□■●·*ㅇ-]*(?P<of>기업|(?:유관\s?)?(?:기관|협회|단체)(?:·(?:기관|협회|단체))*)\s?[:|]?\s?"
    rf"(?P<n>{NUMBER})(?P<counter>{ORGANISATION_COUNTER}|)[ |]*$"
)
_ALL_PACTS = re.compile(rf"협약[^\n]{{0,24}}?(?<![\d.,])(?P<n>{NUMBER}){ORGANISATION_COUNTER}")
_OF_PACTS = Gate(_ALL_PACTS)


_SUM_ROW = re.compile(
    rf"[\s|○◦□■●·*ㅇ-]*(?:합계|총계|누계|계)\s?[|:]?\s?(?P<n>{NUMBER})(?P<counter>{ORGANISATION_COUNTER}|\s?건|)[ |]*$"
)
_HEADS_PACTS = re.compile(r"협약|누적|서명")


def _heads_pacts(doc: Document, start: int) -> bool:
    """Do the lines above the table head it as the pacts so far?"""
    above = doc.sentence_at(start).index
    words = " ".join(s.text for s in doc.sentences[max(0, above - _ABOVE) : above])
    return bool(_HEADS_PACTS.search(words) and doc.naming_series) and not (
        _LIMITED.search(words) or _of_others(doc, words)
    )


@rule(
    "total.split_lines",
    positive="광주시와 AI 협약한 곳 98곳!\n└ 기업 90곳\n└ 기관·협회 8곳",
    negative="광주시와 AI 협약한 곳 98곳!\n└ 기업 60곳\n└ 기관·협회 8곳",
    gate=_OF_PACTS,
)
def split_lines(doc: Document) -> Iterator[Finding]:
    """Companies and institutions on the two lines below a figure of the pacts that they add up to."""
    for (first, end), one, other in zip(doc.lines, doc.lines[1:], doc.lines[2:], strict=False):
        companies, institutions = _SPLIT_LINE.match(doc.text, *one), _SPLIT_LINE.match(doc.text, *other)
        if not companies or not institutions or companies["of"] != "기업" or institutions["of"] == "기업":
            continue
        heading = doc.text[first:end]
        total = to_int(companies["n"]) + to_int(institutions["n"])
        stated = [to_int(match["n"]) for match in _ALL_PACTS.finditer(heading)]
        sum_row = _SUM_ROW.match(doc.text, first, end)
        if sum_row and to_int(sum_row["n"]) == total and _heads_pacts(doc, first):
            stated.append(total)
            yield finding(doc, "total.split_lines", "agreements_total", sum_row)
        if total in stated and not _LIMITED.search(heading) and not of_another_sort(doc, heading):
            yield finding(doc, "total.split_lines", "companies", companies)
            yield finding(doc, "total.split_lines", "institutions", institutions)


_PACTS_LABEL = re.compile(r"(?:업무)?협약(?:체결)?(?:현황|실적|성과|누계)?")
_PACTS_VALUE = re.compile(
    rf"(?:총\s|모두\s|누적\s)?(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>{ORGANISATION_COUNTER}|\s?건)"
)


@rule(
    "total.labelled",
    positive="광주시 AI 기본계획\n○ 그간의 성과\n - 업무협약 : 353개 기업·기관(’19. 10.~’25. 12.)",
    negative="광주시 AI 기본계획\n○ 올해 목표\n - 업무협약 : 353개 기업·기관",
    gate=_GATE,
)
def of_pacts(doc: Document) -> Iterator[Finding]:
    """More pacts than one ceremony holds, after a label that names nothing else ('업무협약 : 353개 기업·기관')."""
    for line in labelled(doc):
        match = _PACTS_VALUE.match(doc.text, line.start, line.end) if _PACTS_LABEL.fullmatch(line.label) else None
        if match is None or to_int(match["n"]) <= LARGEST_BATCH:
            continue
        here = doc.sentence_at(line.start)
        above = " ".join(s.text for s in doc.sentences[max(0, here.index - 1) : here.index + 1])
        if not _LIMITED.search(above) and not _of_others(doc, above) and doc.cues.topic.search(doc.text):
            yield finding(doc, "total.labelled", "agreements_total", match)


_ITEM = re.compile(
    r"[\s○◦□■●◆◇▶·*ㅇ▲-]*(?P<label>[가-힣][가-힣 ·]{1,18}?)\s?:?\s?(?:총\s)?"
    rf"(?P<n>{NUMBER})(?P<counter>{ORGANISATION_COUNTER}|\s?명|)"
    r"\s?(?P<next>,\s|[/·|]|\.\s|\.?$)"
)
# Lines above one of items in which what limits it may stand.
_ABOVE = 3


@rule(
    "total.items",
    positive="광주시 AI 협약 현황\n- 광주 사무소 개소 107, 법인 설립 52, 본사 이전 18, 근무 인원 611명",
    negative="광주시 AI 협약 올해 목표\n- 광주 사무소 개소 107, 법인 설립 52, 본사 이전 18, 근무 인원 611명",
    gate=_GATE,
)
def items(doc: Document) -> Iterator[Finding]:
    """Three or more measures' names with a number each on one line, under no heading that limits them."""
    for number, (start, end) in enumerate(doc.lines):
        found: list[tuple[str, re.Match[str]]] = []
        at = start
        while (match := _ITEM.match(doc.text, at, end)) and (measure := _measure_here(doc, match)):
            found.append((measure, match))
            at = match.end()
            if match["next"].startswith("."):
                break
        # '협약 기업·기관 163, 사무소 101, 법인 57. 시가 내놓은 …': a sentence of nothing else.
        whole = at >= end or (found and found[-1][1]["next"].startswith("."))
        if len(found) < _FEWEST or not whole or len(dict(found)) < len(found):
            continue
        heading = " ".join(doc.text[slice(*line)][:120] for line in doc.lines[max(0, number - _ABOVE) : number])
        if not _LIMITED.search(heading) and not _of_others(doc, heading):
            yield from (finding(doc, "total.items", measure, match) for measure, match in found)


def _measure_here(doc: Document, match: re.Match[str]) -> str | None:
    """The measure of a label that may say where ('광주 사무소 개소')."""
    return _named(doc.cues.city_names.sub("", match["label"]))
