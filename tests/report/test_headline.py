"""The verdict on a goal and its sentence: what the rows say, and where they say nothing, that."""

from datetime import date

from report.headline import VERDICTS, headline
from tests.report.rows import GOAL, due, progress

JULY = progress(date(2021, 7, 20), 92)


def said(*rows, goal=GOAL):
    found = headline(goal, rows)
    return found.verdict_code, " ".join(sentence.en for sentence in found.sentences).replace("\u00a0", " ")


def test_a_goal_that_fell_due_without_a_figure_is_bounded_and_the_last_sound_figure_keeps_its_day():
    code, words = said(JULY, due(92, 299, "overdue"))
    assert code == "overdue"
    assert "31 December 2024, it stood between 92 and 299: short of 310" in words
    assert "The last sound figure: 92 (20 July 2021)" in words


def test_without_bounds_nobody_can_say():
    code, words = said(JULY, due(None, None, "no_figure"))
    assert code == "no_figure"
    assert "nobody can say whether it was reached" in words


def test_bounds_that_include_the_target_claim_neither():
    code, words = said(JULY, due(92, 400, "not_judged"))
    assert code == "not_judged"
    assert "All that can be said: at least 92, at most 400" in words


def test_a_target_reached_before_or_after_the_day_due_does_not_answer_for_that_day():
    early = progress(date(2022, 1, 1), 320, status_code="reached")
    assert said(early, due(None, None, "no_figure"))[0] == "no_figure"
    late = progress(date(2025, 6, 1), 320, status_code="reached")
    code, words = said(JULY, due(92, 299, "overdue"), late)
    assert code == "overdue"
    assert "The last sound figure: 320 (1 June 2025)" in words


def test_before_the_day_due_the_newest_sound_figure_speaks():
    code, words = said(progress(date(2020, 11, 6), 43), JULY)
    assert code == "behind"
    assert words.startswith("92 on 20 July 2021: 29.68 % of the target when 34.31 % of the time had gone")


def test_a_disputed_day_after_the_last_sound_figure_is_the_verdict():
    disputed = progress(date(2022, 1, 1), None, observation_status="disputed", status_code="not_judged")
    code, words = said(JULY, disputed)
    assert code == "disputed"
    assert "Sources differ on the value of 1 January 2022" in words
    assert "No document speaks" not in words


def test_a_disputed_day_before_the_last_sound_figure_is_history():
    disputed = progress(date(2020, 1, 1), None, observation_status="disputed", status_code="not_judged")
    assert said(disputed, JULY)[0] == "behind"


def test_suspect_figures_are_named_and_not_used():
    suspect = progress(date(2025, 9, 11), 320, progress_pct=None, observation_status="definition_suspect")
    code, words = said(JULY, due(92, 299, "overdue"), suspect)
    assert code == "overdue"
    assert "Later figures, 320 (11 September 2025), seem to count all partners" in words


def test_a_headcount_is_never_told_as_jobs():
    goal = {**GOAL, "measure_code": "employees"}
    assert "not the number of jobs created" in said(progress(date(2021, 7, 20), 242), goal=goal)[1]


def test_a_goal_nobody_speaks_of_has_no_figure():
    assert said() == ("none", "No document speaks of this goal yet.")


def test_every_status_of_the_table_has_a_verdict_in_both_languages():
    from warehouse.headers import read_models

    (model,) = [model for model in read_models() if model.table == "kpi.goal_progress"]
    codes = [code for code in VERDICTS if code in model.columns["status_code"]]
    assert {"reached", "on_track", "behind", "overdue", "no_figure", "not_judged"} <= set(codes)
    assert all(verdict.ko and verdict.en for verdict in VERDICTS.values())
