"""Where figures differ, in words: the rows of ``kpi.reconciliation`` that do not agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from report.published import Row
from report.words import Both, say

ROADS: Mapping[str, Both] = {
    "parts_sector": Both(
        "{measure}: 문서에는 {stated}, 같은 문서의 분야별 합은 {other}.",
        "{measure}: the document says {stated}, but the sectors in the same document add up to {other}.",
    ),
    "parts_site": Both(
        "{measure}: 문서에는 {stated}, 같은 문서의 장소별 합은 {other}.",
        "{measure}: the document says {stated}, but the sites in the same document add up to {other}.",
    ),
    "parts_type": Both(
        "{measure}: 문서에는 {stated}, 같은 문서의 기업과 기관의 합은 {other}.",
        "{measure}: the document says {stated}, but companies and institutions in the same document add up to {other}.",
    ),
    "derived": Both(
        "{measure}: 문서에는 {stated}, 찾아낸 서명의 회차로 확인되는 것은 {other}.",
        "{measure}: the document says {stated}, but the ordinals of the signings that were found reach {other}.",
    ),
    "other_source": Both(
        "{measure}: 문서에는 {stated}, 다른 출처의 같은 날 값은 {other}.",
        "{measure}: the document says {stated}, but another source says {other} for the same day.",
    ),
    "all_partners": Both(
        "{measure}: 문서에는 {stated}, 전체 협력 기관 수와 같다({other}). 기업만 센 수로 보지 않는다.",
        "{measure}: the document says {stated}, as many as all partners ({other}). "
        "It is not taken for a count of companies.",
    ),
    "before_plus_batch": Both(
        "{measure}: 문서에는 {stated}, 이번 협약 전의 누계에 이번 수를 더하면 {other}.",
        "{measure}: the document says {stated}, but the figure before this batch plus the batch gives {other}.",
    ),
    "parties": Both(
        "{measure}: 문서에는 {stated}, 이름으로 세면 {other}. 한 회차를 여러 곳이 함께 썼다.",
        "{measure}: the document says {stated}, but by name there are {other}, because organisations share an ordinal.",
    ),
    "chosen": Both(
        "{measure}: 문서에는 어림수 {stated}, 그날의 정확한 값은 {other}.",
        "{measure}: the document says about {stated}, the exact value of that day is {other}.",
    ),
    "previous": Both(
        "{measure}: 문서에는 {stated}, 그 전에 밝힌 수는 {other}.",
        "{measure} is given as {stated}; the last figure before it is {other}.",
    ),
    "goal": Both(
        "{measure}: 문서에 적힌 목표는 {stated}, 이 페이지가 쓰는 목표는 {other}.",
        "{measure}: the goal is given as {stated}; the goal used on this page is {other}.",
    ),
}
OTHER_ROAD = Both(
    "{measure}: 문서에는 {stated}, 다른 길({road})로는 {other}.",
    "{measure}: the document says {stated}, but by another road ({road}) it is {other}.",
)
EXPLANATIONS: Mapping[str, Both] = {
    "unnamed": Both("이름을 밝히지 않은 곳이 있음", "some are not named"),
    "definition": Both("세는 대상이 다름", "another definition"),
    "timing": Both("세는 시점이 다름", "another moment"),
    "duplicate": Both("겹쳐 셈", "counted twice"),
    "error": Both("문서의 오류로 보임", "probably an error in the document"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement, told once however many documents repeat it."""

    row: Row
    documents: int
    sentence: Both
    why: Both
    is_explained: bool


def differences(rows: Sequence[Row], measures: Mapping[str, Both]) -> list[Difference]:
    """What does not agree, newest first; what no day is known for comes last."""
    same: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["explanation_code"] != "none":
            key = tuple(row[name] for name in ("as_of_date", "measure_code", "road_code", "stated_value"))
            same.setdefault((*key, row["other_road_value"], row["explanation_code"]), []).append(row)
    found = [_difference(group, measures) for group in same.values()]
    return sorted(found, key=lambda one: (str(one.row["as_of_date"] or ""), one.row["measure_code"]), reverse=True)


def _difference(group: Sequence[Row], measures: Mapping[str, Both]) -> Difference:
    row = group[0]
    pattern = ROADS.get(row["road_code"], OTHER_ROAD)
    code = row["explanation_code"]
    sentence = say(
        pattern,
        measure=measures.get(row["measure_code"], Both(row["measure_code"], row["measure_code"])),
        stated=row["stated_value"],
        other=row["other_road_value"],
        road=row["road_code"],
    )
    return Difference(row, len(group), sentence, EXPLANATIONS.get(code, Both(code, code)), row["is_explained"])
