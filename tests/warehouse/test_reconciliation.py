"""What is known to disagree is explained in a row: the named cases of the bundled announcements, and each branch."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

DAY, LATER = date(2021, 7, 20), date(2021, 8, 1)
ROWS = """
    select stated_value, other_road_value, difference, explanation_code from kpi.reconciliation
    where road_code = '{}' and explanation_code <> 'none' order by all
"""


def explained(store, road, where="true"):
    query = ROWS.format(road).replace("order by", f"and {where} order by")
    return sorted(set(store.rows(query)))


def test_the_hundredth_agreement_covers_two_companies(gold_in_memory):
    # 100 by ordinals, 101 by name
    assert explained(gold_in_memory, "parties") == [(100, 101, -1, "definition")]


def test_ninety_four_offices_are_of_135_before_the_batch_or_of_145_with_it(gold_in_memory):
    where = "as_of_date = date '2022-03-23'"
    assert explained(gold_in_memory, "derived", where) == [(135, 145, -10, "timing")]
    (offices,) = gold_in_memory.row(
        "select distinct stated_count from star.fact_stated_total where measure_code = 'offices_opened' and " + where
    )
    assert offices == 94


def test_a_total_before_the_batch_is_low_by_what_is_not_found_or_by_the_batch(gold_in_memory):
    assert explained(gold_in_memory, "derived", "stated_value = 299") == [(299, 244, 55, "unnamed")]


PARTS = """
    select distinct stated_value, other_road_value, unnamed_count, definition_count, timing_count, duplicate_count,
        error_count
    from kpi.reconciliation
    where programme_code = 'gwangju-ai' and road_code = '{}' and stated_value = {} and other_road_value = {}
"""


@pytest.mark.parametrize(
    ("road", "stated", "other", "parts"),
    [
        # by name: two companies share the 100th ordinal
        ("parties", 100, 101, (0, -1, 0, 0, 0)),
        # the figure is of before that day's batch of ten
        ("derived", 135, 145, (0, 0, -10, 0, 0)),
        # before the batch of 21 too; beside it, 76 agreements that no announcement found names
        ("derived", 299, 244, (76, 0, -21, 0, 0)),
        # the sectors of a document that add up to more than it states
        ("parts_sector", 50, 53, (0, 0, 0, 0, -3)),
    ],
)
def test_a_difference_is_parted_and_the_parts_give_it(gold_in_memory, road, stated, other, parts):
    assert gold_in_memory.row(PARTS.format(road, stated, other)) == (stated, other, *parts)


def previous(written, believe, *figures, measure="agreements_total"):
    """What the road to the figure before says of the last of some (day, count)."""
    for number, (day, count) in enumerate(figures):
        written.total(f"told {number}", measure, count, day)
    store = believe("kpi.reconciliation")
    query = """
        select other_road_value, explanation_code, unnamed_count, timing_count, error_count from kpi.reconciliation
        where road_code = 'previous' and as_of_date = '{}'
    """
    return store.row(query.format(figures[-1][0]))


def test_growth_is_what_was_signed_since_and_what_nobody_names(written, believe):
    written.signing("release", LATER, (51, 58), ["솔트룩스"])
    assert previous(written, believe, (DAY, 50), (LATER, 60)) == (50, "none", 2, 8, 0)


def test_growth_of_what_signings_do_not_count_is_time(written, believe):
    assert previous(written, believe, (DAY, 50), (LATER, 60), measure="offices_opened") == (50, "none", 0, 10, 0)


def test_a_count_that_never_falls_and_does_is_an_error(written, believe):
    assert previous(written, believe, (DAY, 60), (LATER, 58)) == (60, "error", 0, 0, -2)


def test_november_2020_states_50_and_its_parts_give_53(gold_in_memory):
    where = "as_of_date = date '2020-11-06'"
    assert (50, 53, -3, "error") in explained(gold_in_memory, "parts_sector", where)


def test_a_goal_of_300_was_announced_where_310_is_set(gold_in_memory):
    # by its labels; the sentence says '300개 이상'
    assert explained(gold_in_memory, "goal") == [(300, 310, -10, "error")]


def test_a_goal_of_300_or_more_is_a_matter_of_definition(written, believe):
    written.capture("undated", kind="status")
    written.statement(
        "undated", predicate="goal", measure_code="companies_attracted", value_count=300, qualifier="at_least"
    )
    assert explained(believe("kpi.reconciliation"), "goal") == [(300, 310, -10, "definition")]


def test_320_companies_are_all_partners(gold_in_memory):
    assert explained(gold_in_memory, "all_partners", "stated_value = 320") == [(320, 320, 0, "definition")]


def test_a_goal_set_before_the_configured_one_is_a_matter_of_time(written, believe):
    written.capture("early", published_at="2020-01-29", kind="status")
    written.statement("early", predicate="goal", measure_code="companies_attracted", value_count=300)
    assert explained(believe("kpi.reconciliation"), "goal") == [(300, 310, -10, "timing")]


@pytest.mark.parametrize(
    ("other", "code"),
    [(93, "error"), (100, "definition"), (90, "timing")],
    ids=["another number", "all partners", "before the day's batch"],
)
def test_two_sources_that_differ_are_explained_by_how_they_differ(written, believe, other, code):
    written.signing("signed", DAY, parties=["솔트룩스", "클로봇"])
    written.total("release", "companies", 92, DAY, publisher="gwangju")
    written.total("paper", "companies", other, DAY)
    written.total("other", "agreements_total", 100, DAY)
    found = explained(believe("kpi.reconciliation"), "other_source")
    assert {row[3] for row in found} == {code}


def test_offices_that_differ_by_the_size_of_the_batch_differ_by_error(written, believe):
    written.signing("signed", DAY, parties=["솔트룩스", "클로봇"])
    written.total("release", "offices_opened", 61, DAY, publisher="gwangju")
    written.total("paper", "offices_opened", 63, DAY)
    found = explained(believe("kpi.reconciliation"), "other_source")
    assert {row[3] for row in found} == {"error"}


def test_companies_as_many_as_an_earlier_ordinal_are_sound_where_a_total_is_stated_for_the_day(written, believe):
    written.signing("signing", DAY, (45, 45), ["솔트룩스"])
    written.total("status", "companies", 45, LATER)
    written.total("status", "agreements_total", 52, LATER)
    query = "select chosen_count, observation_status from star.chosen_total where measure_code = 'companies'"
    assert believe("star.chosen_total").row(query) == (45, "normal")


def test_companies_as_many_as_the_ordinal_of_that_very_day_are_suspect_whatever_total_is_stated(written, believe):
    written.signing("signing", DAY, (45, 45), ["솔트룩스"])
    written.total("signing", "companies", 45, DAY)
    written.total("other", "agreements_total", 52, DAY)
    query = "select observation_status from star.chosen_total where measure_code = 'companies'"
    assert believe("star.chosen_total").row(query) == ("definition_suspect",)


BOUNDS = """
    select bound_low, bound_high, status_code from kpi.goal_progress
    where as_of_date = date '2024-12-31' and actual_basis = 'stated' and measure_code = '{}'
"""


def test_the_day_due_is_bounded_by_ordinals_on_either_side(written, believe):
    written.total("early", "agreements_total", 100, DAY)
    written.signing("before", date(2024, 11, 12), (235, 244))
    written.signing("after", date(2025, 1, 20), (251, 260))
    # nothing is stated after the day due yet: no row
    assert believe("kpi.goal_progress").rows(BOUNDS.format("agreements_total")) == []
    written.total("later", "agreements_total", 320, date(2025, 9, 11))
    assert believe("kpi.goal_progress").row(BOUNDS.format("agreements_total")) == (244, 250, "overdue")


def test_bounds_that_contradict_each_other_bound_nothing(written, believe):
    written.signing("before", date(2024, 11, 12), (235, 244))
    written.total("later", "agreements_total", 320, date(2025, 9, 11))
    # a digit is missing: 231st for 321st
    written.signing("misprint", date(2025, 10, 1), (231, 231))
    store = believe("kpi.goal_progress", "audit.ranges_hold")
    assert store.row(BOUNDS.format("agreements_total")) == (None, None, "no_figure")
    assert store.failing("ranges_hold") == []


def test_companies_are_bounded_by_all_agreements_and_people_by_nothing(written, believe):
    written.total("early", "companies", 92, DAY)
    written.total("early", "employees", 242, DAY)
    written.total("later", "agreements_total", 352, date(2025, 12, 1))
    written.total("later", "employees", 900, date(2025, 12, 1))
    store = believe("kpi.goal_progress")
    assert store.row(BOUNDS.format("companies")) == (92, 352, "no_figure")
    assert store.row(BOUNDS.format("employees")) == (None, None, "no_figure")


def projected(store, day):
    query = """
        select projected_low, projected_high, projection_reason from kpi.goal_progress
        where measure_code = 'companies' and as_of_date = ? and actual_basis = 'stated'
    """
    return store.connection.execute(query, [day]).fetchone()


@pytest.mark.parametrize("points", [5, 6])
def test_a_range_is_projected_from_six_points_in_eighteen_months_and_not_from_five(written, believe, points):
    days = [DAY - timedelta(days=60 * back) for back in range(points)]
    for back, day in enumerate(days):
        written.total(f"doc-{back}", "companies", 92 - 6 * back, day)
    found = projected(believe("kpi.goal_progress"), DAY)
    # 6 in 60 days, whichever months are looked at; 1260 days are left
    assert found == ((218, 218, "projected") if points == 6 else (None, None, "too_few_points"))


def test_the_range_spans_the_paces_of_the_last_6_12_and_18_months(written, believe):
    # slow at first, fast of late
    for back, count in enumerate((92, 80, 70, 68, 66, 64)):
        written.total(f"doc-{back}", "companies", count, DAY - timedelta(days=90 * back))
    store = believe("kpi.goal_progress", "star.run_rate")
    query = "select slowest_per_day, fastest_per_day from star.run_rate where as_of_date = date '2021-07-20'"
    # 28 in 450 days; 22 in 180 days
    assert store.row(query) == (Decimal("0.062222"), Decimal("0.122222"))
    assert projected(store, DAY) == (170, 246, "projected")


def test_why_nothing_is_projected_is_said(written, believe):
    written.total("a", "companies", 92, DAY)
    written.total("b", "companies", 93, DAY)
    written.total("c", "companies", 94, date(2025, 1, 2))
    written.signing("signing", DAY, (1, 1), ["솔트룩스"])
    store = believe("kpi.goal_progress")
    assert projected(store, DAY) == (None, None, "no_value")
    assert projected(store, date(2025, 1, 2)) == (None, None, "fell_due")
    query = "select distinct projection_reason from kpi.goal_progress where measure_code = 'agreements_total'"
    assert store.row(query) == ("derived",)


def test_a_figure_without_a_day_is_held_against_no_day(written, believe, loaded):
    # As DuckDB joins where it expects many rows: such a join finds partners for rows without a day.
    loaded.execute("set asof_loop_join_threshold = 0")
    written.signing("signed", date(2021, 7, 20), (98, 100))
    written.total("undated", "agreements_total", 244, None)
    found = believe("kpi.reconciliation").rows("select * from kpi.reconciliation where road_code = 'derived'")
    loaded.execute("reset asof_loop_join_threshold")
    assert found == []
