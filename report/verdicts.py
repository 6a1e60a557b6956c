"""What the checks said about this version, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report.published import Row
from report.words import Both, same

MEANINGS: Mapping[str, Both] = {
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
    "ordinals_collide": Both("한 회차는 한 협약에만 속해야 한다.", "One ordinal belongs to one signing."),
    "ordinals_ahead": Both("회차가 누계를 앞설 수 없다.", "No ordinal runs ahead of the stated total."),
    "derived_within_stated": Both(
        "찾아낸 협약이 발표된 누계보다 많을 수 없다.", "The agreements found are no more than the total stated."
    ),
    "sources_agree": Both("같은 날의 값은 출처끼리 같아야 한다.", "Two sources give the same value for one day."),
    "definitions_hold": Both(
        "기업 수가 전체 협력 기관 수와 같으면 정의가 의심된다.",
        "A count of companies that equals the count of all partners is suspect.",
    ),
    "goals_agree": Both("발표된 목표는 설정된 목표와 같아야 한다.", "Announced goals are those of the configuration."),
    "corrections_apply": Both(
        "선언한 정정은 정정할 것을 찾아야 한다.", "Every declared correction finds what it corrects."
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check that did not pass."""

    name: str
    meaning: Both
    message: str
    rows: tuple[str, ...]
    """The failing rows as the check tells them."""


def warnings(checks: Sequence[Row], failures: Sequence[Row]) -> list[Verdict]:
    """The checks that this version was published with a warning of; critical ones would have stopped it."""
    return [
        Verdict(
            check["check_name"],
            MEANINGS.get(check["check_name"], same(check["check_name"])),
            check["message"],
            tuple(_told(row) for row in failures if row["check_name"] == check["check_name"]),
        )
        for check in checks
        if check["status"] != "passed"
    ]


def _told(failure: Row) -> str:
    row = json.loads(failure["row_json"])
    return str(row.get("message") or failure["row_key"])
