"""What the checks said about this version, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from report.differences import ROADS
from report.published import Row
from report.words import Both, same, say

MEANINGS: Mapping[str, Both] = {
    # What stops publication: a fault of ours.
    "captures_accounted": Both(
        "가져온 문서는 읽음, 제외, 못 읽음 중 하나여야 한다.",
        "Every document fetched was read, ignored or left unread.",
    ),
    "facts_kept": Both(
        "읽은 진술은 빠짐없이 한 번씩 세야 한다.", "Every statement that counts is counted exactly once."
    ),
    "goal_progress_kept": Both(
        "목표 진척을 다른 길로 다시 계산해도 같아야 한다.", "Goal progress worked out by another road is the same."
    ),
    "agreements_by_month_kept": Both("월별 수를 더하면 전체여야 한다.", "The months add up to the whole."),
    "breakdowns_kept": Both(
        "분야와 사무실의 수는 고른 문서의 것이어야 한다.", "Sectors and sites are those of the chosen document."
    ),
    "settlement_funnel_kept": Both(
        "단계별 수는 가장 앞선 값이어야 한다.", "The stages have the values that stand first."
    ),
    "coverage_kept": Both(
        "찾은 회차와 빠진 회차를 더하면 누계여야 한다.", "Ordinals found and missing make the stated total."
    ),
    "reconciliation_kept": Both(
        "대조표에는 모든 길의 값이 있어야 한다.", "The reconciliation has every road that the facts give."
    ),
    "restatement_kept": Both("바뀐 칸은 모두 변경 기록에 있어야 한다.", "Every changed cell is in the log of changes."),
    "evidence_kept": Both(
        "수마다 뒷받침하는 진술의 수가 맞아야 한다.", "Each number has as many statements behind it as its facts say."
    ),
    "evidence_complete": Both(
        "공개하는 수마다 근거 문장이 있어야 한다.", "Every published number has a sentence behind it."
    ),
    "evidence_quotes": Both(
        "인용문은 보관한 원문에 그대로 있어야 한다.", "Every quote still stands in the archived text."
    ),
    "keys_unique": Both("같은 열쇠의 행이 둘일 수 없다.", "No key stands twice."),
    "ranges_hold": Both("모든 값은 있을 수 있는 범위에 있어야 한다.", "Every value lies within what it can be."),
    "links_present": Both("모든 사실은 속한 곳을 찾아야 한다.", "Every fact finds what it belongs to."),
    # What is published beside the numbers: a fault of the world.
    "parts_add_up": Both("부분을 더하면 전체와 같아야 한다.", "The parts of a total add up to it."),
    "nested_within": Both(
        "본사 이전 ⊂ 법인 설립 ⊂ 사무실 개소 ⊂ 협약.", "Headquarters ⊂ corporations ⊂ offices ⊂ partners."
    ),
    "list_length": Both("명단의 이름 수는 밝힌 수와 같아야 한다.", "A list has as many names as the report says."),
    "batches_add_up": Both(
        "이전 누계에 이번 수를 더하면 새 누계여야 한다.",
        "The total before a batch plus the batch is the total after it.",
    ),
    "totals_never_fall": Both("누계는 줄지 않아야 한다.", "A cumulative total never falls."),
    "measure_jumps": Both("누계는 갑자기 뛰지 않아야 한다.", "A total does not leap away from the one before it."),
    "ordinals_collide": Both("한 회차는 한 협약에만 속해야 한다.", "One ordinal belongs to one signing."),
    "ordinals_ahead": Both(
        "회차는 누계나 앞뒤의 회차와 어긋날 수 없다.",
        "No ordinal contradicts the stated totals or the ordinals around it.",
    ),
    "derived_within_stated": Both(
        "찾아낸 협약이 발표된 누계보다 많을 수 없다.", "The agreements found are no more than the total stated."
    ),
    "sources_agree": Both("같은 날의 값은 출처끼리 같아야 한다.", "Two sources give the same value for one day."),
    "definitions_hold": Both(
        "기업 수가 전체 협력 기관 수와 같으면 정의가 의심된다.",
        "A count of companies that equals the count of all partners is suspect.",
    ),
    "withheld": Both("같은 문서가 스스로 부정하는 수가 없어야 한다.", "No figure is contradicted by its own document."),
    "days_before_start": Both(
        "사업 시작 전의 협약이나 누계는 없어야 한다.", "Nothing was signed or counted before the programme began."
    ),
    "goals_agree": Both("발표된 목표는 설정된 목표와 같아야 한다.", "Announced goals are those of the configuration."),
    "corrections_apply": Both(
        "선언한 정정은 정정할 것을 찾아야 한다.", "Every declared correction finds what it corrects."
    ),
}


SENTENCES: Mapping[str, Both] = {
    **{road: ROADS[road] for road in ("parts_sector", "parts_site", "parts_type", "all_partners", "other_source")},
    "earlier": Both(
        "{measure}: 문서에는 {stated}, 그 전에는 {other}.",
        "{measure}: the document says {stated}, after {other} was stated before.",
    ),
    "goal": Both(
        "{measure}: 문서에 적힌 목표는 {stated}, 설정된 목표는 {other}.",
        "{measure}: the goal is given as {stated}, configured is {other}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check that did not pass."""

    name: str
    meaning: Both
    message: str
    rows: tuple[Both, ...]
    """The failing rows in words; in the check's own where no sentence of ours fits."""


Measures = Mapping[tuple[str, str], Both]
"""Names of measures by programme and code."""


def warnings(checks: Sequence[Row], failures: Sequence[Row], measures: Measures) -> list[Verdict]:
    """The checks that this version was published with a warning of; critical ones would have stopped it."""
    return [
        Verdict(
            check["check_name"],
            MEANINGS.get(check["check_name"], same(check["check_name"])),
            check["message"],
            tuple(_told(row, measures) for row in failures if row["check_name"] == check["check_name"]),
        )
        for check in checks
        if check["status"] != "passed"
    ]


def _told(failure: Row, measures: Measures) -> Both:
    """A failing row as a sentence: what the key names, what is stated, what the other road gives."""
    row = json.loads(failure["row_json"])
    key = dict(part.split("=", 1) for part in failure["row_key"].split("|") if "=" in part)
    pattern = SENTENCES.get(key.get("road_code", "goal" if "goal_code" in key else ""))
    stated, found = row.get("stated_value"), row.get("found_value")
    if pattern is None or stated is None or found is None:
        return same(row.get("message") or failure["row_key"])
    code = key.get("measure_code") or key["goal_code"]
    measure = measures.get((row.get("programme_code", ""), code), same(code))
    sentence = say(pattern, measure=measure, stated=stated, other=found)
    when = key.get("as_of_date") or key.get("target_date")
    return (
        say(Both("{day}: {sentence}", "{day}: {sentence}"), day=date.fromisoformat(when), sentence=sentence)
        if when
        else sentence
    )
