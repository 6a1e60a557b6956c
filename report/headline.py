"""Are we on track? One goal in a verdict, a sentence and the figures behind it.

The verdict is the ``status_code`` of one row of ``kpi.goal_progress``: nothing is judged anew here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report.published import Row
from report.words import Both, joined, say

VERDICTS = {
    "reached": Both("달성", "Reached"),
    "on_track": Both("목표 속도", "On track"),
    "behind": Both("뒤처짐", "Behind"),
    "overdue": Both("기한까지 미달성", "Not reached in time"),
    "no_figure": Both("알 수 없음", "Not known"),
    "not_judged": Both("판단 보류", "Not judged"),
    "disputed": Both("값이 엇갈림", "Disputed"),
    "none": Both("아직 수치 없음", "No figure yet"),
}
NO_ROWS = Both(
    "이 목표를 말하는 문서가 아직 없다.",
    "No document speaks of this goal yet.",
)
BETWEEN = Both(
    "기한인 {due}에 {low}에서 {high} 사이였다. 목표 {target}에 이르지 못했다. 그날의 정확한 수를 밝힌 문서는 없다.",
    "On the day due, {due}, it stood between {low} and {high}: short of {target}. No document says how many exactly.",
)
BETWEEN_OPEN = Both(
    "기한인 {due}의 수를 밝힌 문서는 없다. {low} 이상 {high} 이하였다고만 말할 수 있다.",
    "No document gives the figure for the day due, {due}. All that can be said: at least {low}, at most {high}.",
)
AT_DUE_REACHED = Both(
    "기한인 {due}에 {low} 이상이었다. 목표는 {target}.", "On {due} it was at least {low} of {target}."
)
AT_DUE_UNKNOWN = Both(
    "기한인 {due} 무렵의 수를 밝힌 문서가 없어, 이루었는지 말할 수 없다.",
    "It fell due on {due}. No document gives a figure near that day, so nobody can say whether it was reached.",
)
LATE = Both(
    "기한({due}) 뒤인 {day}에 {value}. 목표 {target}에 이르지 못했다.",
    "On {day}, after the day due ({due}), it stood at {value}: short of {target}.",
)
GOING = Both(
    "{day}에 {value}: 주어진 기간의 {elapsed}\u00a0%가 지난 때 목표의 {pct}\u00a0%.",
    "{value} on {day}: {pct}\u00a0% of the target when {elapsed}\u00a0% of the time had gone.",
)
DISPUTED = Both(
    "{day}의 값은 출처마다 달라 싣지 않는다(아래 ‘서로 다른 수’).",
    "Sources differ on the value of {day}, so none is shown (see “Where figures differ”).",
)
SUSPECT = Both(
    "그 뒤에 나온 값 {values}: 전체 협력 기관을 센 수로 보여 판단에 쓰지 않았다.",
    "Later figures, {values}, seem to count all partners and are not used.",
)
LAST = Both("마지막으로 확실한 값: {value} ({day}).", "The last sound figure: {value} ({day}).")
HEADCOUNT = Both(
    "그날 일하던 사람 수이며, 새로 생긴 일자리 수가 아니다.",
    "This is the headcount on that day, not the number of jobs created.",
)


@dataclass(frozen=True, slots=True)
class Headline:
    """One goal on the first screen."""

    goal: Row
    verdict_code: str
    last: Row | None
    """The newest row with a value that counts toward the goal; None where there is none."""
    due: Row | None
    """The row that bounds the value on the day due; None before that day or where a value is stated."""
    sentences: tuple[Both, ...]

    @property
    def verdict(self) -> Both:
        return VERDICTS.get(self.verdict_code, VERDICTS["not_judged"])


def headline(goal: Row, rows: Sequence[Row]) -> Headline:
    """The verdict on one goal, from its rows of ``kpi.goal_progress`` in order of day."""
    stated = [row for row in rows if row["is_primary"] and row["actual_basis"] == "stated"]
    sound = [row for row in stated if row["progress_pct"] is not None]
    last = sound[-1] if sound else None
    due = next(
        (row for row in stated if row["as_of_date"] == goal["target_date"] and row["actual_value"] is None), None
    )
    disputed = [row for row in stated if row["observation_status"] == "disputed" and _is_after(row, last)]
    suspect = [row for row in stated if row["observation_status"] == "definition_suspect" and _is_after(row, last)]
    code = _code(last, due, disputed)
    sentences = [*_verdict(code, goal, last, due), *(say(DISPUTED, day=row["as_of_date"]) for row in disputed)]
    if due is not None and last is not None:
        sentences.append(say(LAST, day=last["as_of_date"], value=last["actual_value"]))
    if suspect:
        sentences.append(say(SUSPECT, values=_listed(suspect)))
    if goal["measure_code"] == "employees" and last is not None:
        sentences.append(HEADCOUNT)
    return Headline(goal, code, last, due, tuple(sentences))


def _code(last: Row | None, due: Row | None, disputed: Sequence[Row]) -> str:
    # Where the day due has a row, it is the answer: what was reached before or after is told beside it.
    if due is not None and due["observation_status"] != "disputed":
        return str(due["status_code"])
    if disputed:
        return "disputed"
    return "none" if last is None else str(last["status_code"])


def _is_after(row: Row, last: Row | None) -> bool:
    return last is None or row["as_of_date"] > last["as_of_date"]


def _verdict(code: str, goal: Row, last: Row | None, due: Row | None) -> list[Both]:
    target = {"due": goal["target_date"], "target": goal["target_value"]}
    if due is not None and code != "disputed":
        low, high = due["bound_low"], due["bound_high"]
        if low is None or high is None:
            return [say(AT_DUE_UNKNOWN, **target)]
        pattern = {"overdue": BETWEEN, "reached": AT_DUE_REACHED}.get(code, BETWEEN_OPEN)
        return [say(pattern, low=low, high=high, **target)]
    if last is None:
        return [] if code == "disputed" else [NO_ROWS]
    values = {"day": last["as_of_date"], "value": last["actual_value"], **target}
    if code == "overdue":
        return [say(LATE, **values)]
    return [say(GOING, elapsed=last["elapsed_pct"], pct=last["progress_pct"], **values)]


def _listed(rows: Sequence[Row]) -> Both:
    one = Both("{value} ({day})", "{value} ({day})")
    parts = [say(one, value=row["actual_value"], day=row["as_of_date"]) for row in rows]
    comma = [Both(part.ko + ",", part.en + ",") for part in parts[:-1]]
    return joined([*comma, parts[-1]])
