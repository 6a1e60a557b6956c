"""Partners by sector, and offices by site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from announcements.document import Document, Finding
from announcements.korean.numbers import NUMBER, to_int
from announcements.korean.particles import ends_with_particle
from announcements.rules.registry import rule

_SECTORS = re.compile(r"(?:분야|업종|유형)(?:별로\s?(?:보면|살펴보면)|별로는|별로|별\s?:|별\s|는\s|별은\s|:)\s?")
_SITES = re.compile(
    r"(?:사무실|사무소|개소|입주|둥지)[^.\n]{0,12}?(?:장소|위치|공간|지역|곳)(?:은|는|별로는|별로|:|\s:)\s?|"
    r"(?:장소|위치)별로는?\s"
)
_ITEM = re.compile(
    rf"[\s▲]*(?P<member>[^,.▲\n]{{1,40}}?)\s?\(?(?P<n>{NUMBER})(?P<unit>\s?(?:개\s?(?:기업|사|업체|기관|소)|"
    rf"개소|개|곳|사|건))?\)?"
    r"(?:\s?\(\d[^)]{0,8}\))?(?:(?:으로|로)?\s?가장\s많(?:고|았고|으며|았으며)(?=,|\s))?"
    r"(?P<close>\s?(?:등)?\s?(?:이다|다|입니다|이며|으로|등이다|등이 있다|순이다|$|\.))?\s?(?P<next>,|▲|$|\.|"
    r"\s?등|과\s|와\s|·|이며|으로|이다|다|\n)"
)
_CLOSING_WORDS = re.compile(r"(?:\s?(?:분야|관련|부문|기업|업체))+(?:에서|에는|에|가|이|은|는)?$")


@rule(
    "breakdown.sector",
    positive="분야별로는 빅데이터 분야 32, 헬스케어 분야 18, 보안 분야 8, 기타 13개 기업 등이다.",
    negative="맡을 분야는 가나다 빅데이터, 라마바 영상콘텐츠다.",
)
def sector(doc: Document) -> Iterator[Finding]:
    """Counts by sector after '분야별로는' or '분야는'."""
    yield from _members(doc, _SECTORS, "sector_count", "breakdown.sector")


@rule(
    "breakdown.site",
    positive="사무실 개소 장소는 창업캠프 19곳, 상무지구 등 7곳, 기타 4곳 등이다.",
    negative="사무실 개소 장소는 창업캠프다.",
)
def site(doc: Document) -> Iterator[Finding]:
    """Counts by place after '사무실 개소 장소는'."""
    yield from _members(doc, _SITES, "site_count", "breakdown.site")


def _members(
    doc: Document, opening: re.Pattern[str], predicate: Literal["sector_count", "site_count"], rule_id: str
) -> Iterator[Finding]:
    for sentence in doc.prose:
        match = opening.search(doc.text, sentence.start, sentence.end)
        if not match:
            continue
        found = list(_items(doc, match.end(), sentence.end, predicate, rule_id))
        if len(found) >= 2:
            yield from found
            return


def _items(
    doc: Document, start: int, end: int, predicate: Literal["sector_count", "site_count"], rule_id: str
) -> Iterator[Finding]:
    position = start
    while position < end:
        match = _ITEM.match(doc.text, position, end)
        # A number at the very end of an excerpt may have lost its last digits.
        if not match or (
            match.end("n") == len(doc.text.rstrip())
            and doc.text.rstrip()[-1:].isdigit()
            and not match["unit"]
            and position == start
        ):
            return
        member = _CLOSING_WORDS.sub("", match["member"].strip(" ▲·'\"")).strip()
        particles = "에" if predicate == "site_count" else ""
        member = member[:-1] if len(member) > 2 and member[-1] in particles else member
        member = member[:-1] if ends_with_particle(member, "이가") and "많" in match.group() else member
        if not member or re.search(r"\d{3,}", member):
            return
        yield Finding(
            rule_id,
            predicate,
            match.start("member"),
            match.end("unit") if match["unit"] else match.end("n"),
            member_text=member,
            value_count=to_int(match["n"]),
            value_text=doc.text[match.start("n") : match.end("n")],
            unit_code="organisation",
            qualifier="exact",
        )
        if match["next"] not in (",", "·", "▲") and not match["next"].startswith(("과", "와")):
            return
        position = match.end()


def choose(doc: Document, findings: list[Finding], kept: list[Finding]) -> list[Finding]:
    """Both breakdowns, graded A where the members add up to the total that the text states."""
    result: list[Finding] = []
    totals = {f.measure_code: f.value_count for f in kept if f.predicate == "stated_total" and f.qualifier == "exact"}
    parties = sum(finding.predicate == "party" for finding in kept)
    batch = {f.value_count for f in kept if f.predicate == "party_count"} | ({parties} if parties else set())
    for predicate, measure in (("sector_count", "agreements_total"), ("site_count", "offices_opened")):
        members = [finding for finding in findings if finding.predicate == predicate]
        # '10개사는 헬스케어 4개, 보안 6개다': the batch by sector, not the run.
        if sum(f.value_count or 0 for f in members) in batch - {totals.get(measure)}:
            continue
        agrees = bool(members) and sum(f.value_count or 0 for f in members) == totals.get(measure)
        result += [replace(finding, grade="A" if agrees else "B") for finding in members]
    return result
