"""Parts laid out beneath what they add up to: in brackets, on the lines below, or as a table.

Where nothing but a figure stands above them, the sum says that they are its parts: those that miss it are left. A line
labelled '분야' or '위치' and the rows of a table say it themselves; what they come to is judged with the other figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, to_int
from announcements.rules.breakdowns.listed import SUM_LINE
from announcements.rules.registry import rule

Predicate = Literal["sector_count", "site_count"]

_UNIT = r"(?:개\s?(?:기업|사|업체|기관|소)|개소|개|곳|사|건)"
_BULLETS = r"\-▲▷○◇◦■□●•∙*ㆍ·ㅇ※"
_PART = re.compile(
    rf"[\s{_BULLETS}]*(?P<member>[^\s\d,/()\[\]:|{_BULLETS}][^\n,/()\[\]:|▲]{{0,28}}?)\s?(?:[:|(]\s?)?"
    # '가온빌딩245 3': what stands last is the number.
    rf"(?P<n>{NUMBER})(?!\s\d{{1,3}}(?:[,\s/·)]|$))(?P<unit>\s?{_UNIT})?\s?\)?\s?(?:[,/·▲]|(?=[)\n\]])|(?=\s)|(?=이[다며]|으로|로|다)|$)"
)
# '입주 장소를 보면 창업캠프': no name of a place.
_SENTENCE_WITHIN = re.compile(r"[을를은]\s|면\s|[다요까][.?!]\s|^(?:으?로|[이가])\s")
_OFFICES = re.compile(rf"(?:사무실|사무소)[^\n.,\d]{{0,18}}?(?P<n>{NUMBER})(?:\s?{_UNIT})?")
_OPENED = re.compile(rf"(?P<n>{NUMBER})\s?{_UNIT}[^\n.,\d]{{0,24}}?(?:사무실|사무소)")
# '… 곳은 71개사다. 창업캠프 29, …': the parts may be the next sentence.
_OPENS = re.compile(r"(?:으)?로,?\s|[는은]\s|(?:이?다)?\.\s|[^\n\d(:]{0,24}(?:\)\s?:|[(:\n])")
_NOT_YET = re.compile("예정|계획|목표|전망")
_BY_SECTOR = re.compile(rf"(?:분야|업종|부문)별[^\n.,\d]{{0,14}}?\(?(?:총|모두)?\s?(?P<n>{NUMBER})\s?{_UNIT}")
_OF_OFFICES, _OF_SECTORS = Gate(_OFFICES, _OPENED), Gate(_BY_SECTOR)


@rule(
    "breakdown.site_parts",
    positive="○ 사무실 개소: 61개사\n - 창업캠프 19, 새마을지구 등 7, 기타 35",
    negative="○ 사무실 개소: 61개사\n - 창업캠프 19, 새마을지구 등 7",
    gate=_OF_OFFICES,
)
def site_parts(doc: Document) -> Iterator[Finding]:
    """Places beneath or in brackets after a number of offices, where they add up to it."""
    yield from _beneath(doc, _OF_OFFICES, "breakdown.site_parts", "site_count")


@rule(
    "breakdown.sector_parts",
    positive="□ 분야별 협약 현황(총 50개)\n ○ 빅데이터 32개\n ○ 헬스케어 18개",
    negative="□ 분야별 협약 현황(총 55개)\n ○ 빅데이터 32개\n ○ 헬스케어 18개",
    gate=_OF_SECTORS,
)
def sector_parts(doc: Document) -> Iterator[Finding]:
    """Sectors beneath or in brackets after '분야별 현황(총 50개)', where they add up to it."""
    yield from _beneath(doc, _OF_SECTORS, "breakdown.sector_parts", "sector_count")


def _beneath(doc: Document, gate: Gate, rule_id: str, predicate: Predicate) -> Iterator[Finding]:
    for gated in doc.open(gate):
        for head in gated.pattern.finditer(doc.text):
            opens = _OPENS.match(doc.text, head.end())
            parts = _parts(doc.text, opens.end(), to_int(head["n"])) if opens else ()
            if parts and not _NOT_YET.search(doc.sentence_at(head.start()).text):
                yield from (_finding(rule_id, predicate, doc, part) for part in parts)
                return


@rule(
    "breakdown.site_line",
    positive="협약 기업의 사무실 개소 60곳\n어디로 갔을까?\n창업캠프 40 / 새마을지구 15 / 기타 5",
    negative="협약 기업의 사무실 개소 60곳\n어디에 썼을까?\n교육 40 / 임차 15 / 기타 9",
    gate=_OF_OFFICES,
)
def site_line(doc: Document) -> Iterator[Finding]:
    """A line below the number of offices is nothing but three parts or more that add up to it."""
    stated = [match for gated in doc.open(_OF_OFFICES) for match in gated.pattern.finditer(doc.text)]
    for start, end in doc.lines if stated else ():
        if not _SEVERAL.search(doc.text, start, end):
            continue
        parts = _whole_line(doc.text, start)
        total = sum(to_int(part["n"]) for part in parts)
        if len(parts) >= _FEWEST and any(to_int(head["n"]) == total and head.end() < start for head in stated):
            yield from (_finding("breakdown.site_line", "site_count", doc, part) for part in parts)
            return


_SEVERAL = re.compile(r"\d[^\d\n]{0,6}[,/·][^\n]{0,30}?\d[^\d\n]{0,6}[,/·]")
_LABEL = r"^[{bullets}\s(]*(?:{words})(?:별)?\s?(?:\)\s?|:\s?|\n\s*)"
_LABELS: tuple[tuple[Predicate, re.Pattern[str]], ...] = (
    ("sector_count", re.compile(_LABEL.format(bullets=_BULLETS, words="분야|업종"), re.MULTILINE)),
    (
        "site_count",
        re.compile(
            _LABEL.format(bullets=_BULLETS, words="(?:(?:사무(?:실|소)|개소|입주)\\s)?(?:위치|장소)"), re.MULTILINE
        ),
    ),
)
_LABELLED = Gate(*(label for _, label in _LABELS))
_FEWEST = 3


@rule(
    "breakdown.labelled",
    positive="○ (분야) 빅데이터 32, 헬스케어 18, 기타 5",
    negative="○ (분야) 빅데이터, 헬스케어 18개 과제, 기타 5",
    gate=_LABELLED,
)
def labelled(doc: Document) -> Iterator[Finding]:
    """A line that is labelled '분야' or '위치' and holds nothing but three parts or more with their numbers."""
    for predicate, label in _LABELS:
        for head in label.finditer(doc.text):
            parts = _whole_line(doc.text, head.end())
            if len(parts) >= _FEWEST:
                yield from (_finding("breakdown.labelled", predicate, doc, part) for part in parts)
                break


def _whole_line(text: str, start: int) -> Sequence[re.Match[str]]:
    """The parts from there to the end of the line; none where something else stands among them."""
    end = text.find("\n", start)
    line_end = len(text) if end < 0 else end
    found: list[re.Match[str]] = []
    while start < line_end and (match := _PART.match(text, start, line_end)):
        found.append(match)
        start = match.end()
    return () if text[start:line_end].strip() else found


def _parts(text: str, start: int, total: int | None) -> Sequence[re.Match[str]]:
    """The parts from there on, once they give the total; none where they miss it."""
    found: list[re.Match[str]] = []
    left = total or 0
    while left > 0 and (match := _PART.match(text, start)) and not _SENTENCE_WITHIN.search(match["member"]):
        found.append(match)
        left -= to_int(match["n"]) or left + 1
        start = match.end()
    return found if left == 0 and len(found) > 1 else ()


def _finding(rule_id: str, predicate: Predicate, doc: Document, part: re.Match[str]) -> Finding:
    return Finding(
        rule_id,
        predicate,
        part.start("member"),
        part.end("unit") if part["unit"] else part.end("n"),
        member_text=part["member"].strip(" '\""),
        value_count=to_int(part["n"]),
        value_text=doc.text[part.start("n") : part.end("n")],
        unit_code="organisation",
        qualifier="exact",
    )


_COUNTED = (
    r"(?:협약\s?)?(?:기업|기관|업체|협약|개소|입주|사무실)?\s?(?:·\s?(?:기업|기관)\s?)?(?:개?\s?수|현황|건수)"
    r"(?:\s?\([^)\n]{1,6}\))?"
)
_HEADS: tuple[tuple[Predicate, re.Pattern[str]], ...] = (
    ("sector_count", re.compile(rf"^[ |]*(?:분야|업종|부문)(?:명|별)?(?:\s?\|\s?|\s){_COUNTED}[ |]*$", re.MULTILINE)),
    (
        "site_count",
        re.compile(
            rf"^[ |]*(?:사무실\s|입주\s)?(?:장소|위치|소재지|공간|건물)(?:명|별)?(?:\s?\|\s?|\s){_COUNTED}[ |]*$",
            re.MULTILINE,
        ),
    ),
)
_BY_HEADS = Gate(*(head for _, head in _HEADS))
_ROW = re.compile(
    rf"[ |]*(?P<member>[^\n|:]{{1,30}}?)\s?(?:\||\s)\s?(?P<n>{NUMBER})(?P<unit>\s?{_UNIT})?"
    r"(?:\s?\|[^\n]*)?[ |]*(?:\n|$)"
)
_RULED = re.compile(r"[ |:+=-]+(?:\n|$)")


@rule(
    "breakdown.table",
    positive="분야 | 기업 수\n빅데이터 | 32\n헬스케어 | 18\n합계 | 50",
    negative="분야 | 기업 수\n빅데이터 | 32\n헬스케어 | 18\n합계 | 55",
    gate=_BY_HEADS,
)
def table(doc: Document) -> Iterator[Finding]:
    """Rows of a table headed '분야 | 기업 수' or '장소 | 개소 수', where they give its own sum if it has one."""
    for predicate, head in _HEADS:
        for match in head.finditer(doc.text):
            rows, total = _rows(doc.text, match.end() + 1)
            if len(rows) > 1 and total in (None, sum(to_int(row["n"]) or 0 for row in rows)):
                yield from (_finding("breakdown.table", predicate, doc, row) for row in rows)
                break


def _rows(text: str, start: int) -> tuple[list[re.Match[str]], int | None]:
    """The rows from there on, and the sum in the last or the first of them; None where there is none."""
    rows: list[re.Match[str]] = []
    total = None
    while start < len(text):
        if ruled := _RULED.match(text, start):
            start = ruled.end()
            continue
        row = _ROW.match(text, start)
        if row is None:
            break
        if SUM_LINE.fullmatch(row["member"]):
            total = to_int(row["n"])
        else:
            rows.append(row)
        start = row.end()
    return rows, total
