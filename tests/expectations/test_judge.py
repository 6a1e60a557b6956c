"""Judging: each shape passes on good, fails on bad, fails on empty, and a check that crashed has not passed."""

import pandas as pd
import pytest

from expectations.judge import judge
from expectations.suites import CHECKS, Check
from expectations.verdict import Verdict, is_sound

KEPT = Check(
    name="rows_kept",
    shape="compare",
    severity="critical",
    owner="warehouse",
    meaning="Every row extracted stands once in the star.",
    key=("programme_code",),
)
FALLING = Check(
    name="totals_fall",
    shape="violations",
    severity="warning",
    owner="data-team",
    meaning="A cumulative total never falls.",
)


def kept(*rows: tuple[str, int | None, int | None]) -> dict[str, pd.DataFrame]:
    frame = pd.DataFrame(rows, columns=["programme_code", "count_expected", "count_found"])
    return {"rows_kept": frame}


def falling(checked: int, failing: pd.DataFrame) -> dict[str, pd.DataFrame]:
    summary = pd.DataFrame({"rows_checked": [checked], "rows_failing": [len(failing)]})
    return {"totals_fall": summary, "totals_fall_rows": failing}


def one(check: Check, audits: dict[str, pd.DataFrame]) -> Verdict:
    (verdict,) = judge([check], audits)
    return verdict


def test_a_comparison_passes_when_every_pair_agrees():
    verdict = one(KEPT, kept(("a", 3, 3), ("b", 0, 0)))
    assert (verdict.status, verdict.rows, verdict.blocks) == ("passed", (), False)


def test_a_comparison_that_differs_names_the_row_and_both_numbers():
    verdict = one(KEPT, kept(("a", 3, 3), ("b", 5, 4)))
    assert verdict.status == "failed"
    assert verdict.blocks
    assert verdict.rows == ({"programme_code": "b", "count_expected": 5, "count_found": 4},)
    assert verdict.row_key(verdict.rows[0]) == "programme_code=b"


def test_every_failing_row_is_kept_however_many():
    verdict = one(KEPT, kept(*((str(n), n, n + 1) for n in range(500))))
    assert len(verdict.rows) == 500


def test_a_null_on_one_side_never_passes():
    assert one(KEPT, kept(("a", 3, 3), ("b", 5, None))).blocks


def test_nothing_to_compare_fails():
    verdict = one(KEPT, kept())
    assert verdict.blocks
    assert "empty" in verdict.message


@pytest.mark.parametrize("audits", [{}, {"rows_kept": pd.DataFrame({"programme_code": ["a"], "count_found": [1]})}])
def test_a_check_that_cannot_be_carried_out_has_crashed_and_blocks(audits):
    verdict = one(KEPT, audits)
    assert verdict.status == "crashed"
    assert verdict.blocks
    assert "could not be carried out" in verdict.message


def test_violations_pass_when_rows_were_checked_and_none_fails():
    empty = pd.DataFrame(columns=["row_key", "was", "fell_to"])
    assert one(FALLING, falling(7, empty)).status == "passed"


def test_violations_warn_with_the_failing_rows_whole():
    rows = pd.DataFrame({"row_key": ["companies 92 > 90"], "was": [92], "fell_to": [90]})
    verdict = one(FALLING, falling(7, rows))
    assert verdict.warns
    assert not verdict.blocks
    assert verdict.rows == ({"row_key": "companies 92 > 90", "was": 92, "fell_to": 90},)


def test_violations_over_no_rows_fail():
    assert one(FALLING, falling(0, pd.DataFrame(columns=["row_key"]))).status == "failed"


def test_violations_without_their_rows_have_crashed():
    audits = falling(7, pd.DataFrame(columns=["row_key"]))
    del audits["totals_fall_rows"]
    assert one(FALLING, audits).status == "crashed"


def test_no_verdict_is_not_a_sound_candidate():
    assert not is_sound([])


def test_checks_have_names_of_their_own_and_a_critical_one_is_among_them():
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))
    assert any(check.severity == "critical" for check in CHECKS)
