"""The published figures of the bundled announcements, and the branches of each KPI table."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from tests.warehouse.rows import PROGRAMME, config

DAY = date(2021, 7, 20)
NOVEMBER = date(2020, 11, 6)
PROGRESS = """
    select actual_value, target_value, progress_pct, status_code, observation_status
    from kpi.goal_progress
    where goal_code = ? and measure_code = ? and as_of_date = ? and actual_basis = ?
"""


def progress(store, goal, measure, day, basis="stated"):
    return store.connection.execute(PROGRESS, [goal, measure, day, basis]).fetchone()


def test_companies_are_92_of_310_and_not_100(gold_in_memory):
    row = progress(gold_in_memory, "companies_attracted", "companies", DAY)
    assert row == (92, 310, Decimal("29.68"), "behind", "normal")
    row = progress(gold_in_memory, "companies_attracted", "agreements_total", DAY)
    assert row == (100, 310, Decimal("32.26"), "behind", "normal")


def test_employees_are_242_of_1000(gold_in_memory):
    assert progress(gold_in_memory, "jobs", "employees", DAY)[:3] == (242, 1000, Decimal("24.20"))


def test_companies_that_are_all_partners_are_shown_without_progress(gold_in_memory):
    row = progress(gold_in_memory, "companies_attracted", "companies", date(2025, 9, 11))
    assert row == (320, 310, None, "not_judged", "definition_suspect")


def test_time_gone_pace_and_need_are_worked_out_in_days(gold_in_memory):
    query = """
        select elapsed_pct, pace_ratio, required_per_month from kpi.goal_progress
        where measure_code = 'companies' and as_of_date = date '2021-07-20'
    """
    # 658 of 1918 days; (92 / 310) / (658 / 1918); 218 in 1260 days of which 30.4375 make a month
    assert gold_in_memory.row(query) == (Decimal("34.31"), Decimal("0.87"), Decimal("5.27"))


def test_where_no_figure_is_stated_on_the_day_due_it_is_bounded_and_not_filled_in(gold_in_memory):
    query = """
        select actual_value, progress_pct, bound_low, bound_high, status_code from kpi.goal_progress
        where measure_code = 'companies' and as_of_date = date '2024-12-31'
    """
    # 299 agreements of all kinds preceded the batch of 2025-09-11: fewer than the 310 companies of the goal
    assert gold_in_memory.row(query) == (None, None, 92, 299, "overdue")


def test_sectors_come_from_one_document_and_give_100(gold_in_memory):
    query = "select organisations_count from kpi.sector_mix where as_of_date = date '2021-07-20' order by 1 desc"
    counts = [count for (count,) in gold_in_memory.rows(query)]
    assert counts == [32, 18, 13, 12, 8, 7, 5, 3, 2]
    query = "select distinct is_consistent, document_id from kpi.sector_mix where as_of_date = date '2021-07-20'"
    assert [row[0] for row in gold_in_memory.rows(query)] == [True]


def test_a_longer_list_of_another_total_does_not_replace_that_of_the_day(written, believe):
    lists = {
        "release": ("gwangju", 100, {"빅데이터": 60, "보안": 40}),
        "other": ("paper", 131, {"빅데이터": 70, "보안": 41, "에너지": 20}),
    }
    for document, (publisher, total, members) in lists.items():
        written.total(document, "agreements_total", total, DAY, publisher=publisher)
        for member, count in members.items():
            fields = {"predicate": "sector_count", "member_text": member, "value_count": count, "qualifier": "exact"}
            written.statement(document, as_of_date=DAY, **fields)
    store = believe("kpi.sector_mix")
    assert [count for (count,) in store.rows("select organisations_count from kpi.sector_mix order by 1 desc")] == [
        60,
        40,
    ]


def test_sectors_that_do_not_add_up_are_shown_as_such(gold_in_memory):
    query = "select sum(organisations_count), any_value(is_consistent) from kpi.sector_mix where as_of_date = ?"
    assert gold_in_memory.connection.execute(query, [NOVEMBER]).fetchone() == (53, False)
    query = """
        select stated_value, other_road_value, difference, explanation_code from kpi.reconciliation
        where road_code = 'parts_sector' and as_of_date = date '2020-11-06' and other_road_value = 53
    """
    assert gold_in_memory.row(query) == (50, 53, -3, "error")


def test_offices_are_61_at_twelve_sites(gold_in_memory):
    query = "select organisations_count from kpi.office_sites where as_of_date = date '2021-07-20' order by 1 desc"
    assert [count for (count,) in gold_in_memory.rows(query)] == [19, 9, 7, 7, 6, 4, 2, 2, 2, 1, 1, 1]


def test_stages_of_settling_are_nested(gold_in_memory):
    query = """
        select organisations_count, share_of_signed_pct from kpi.settlement_funnel
        where as_of_date = date '2021-07-20' order by 1 desc
    """
    assert gold_in_memory.rows(query) == [
        (100, Decimal("100.00")),
        (61, Decimal("61.00")),
        (30, Decimal("30.00")),
        (9, Decimal("9.00")),
    ]


def test_coverage_names_the_ordinals_that_are_missing(gold_in_memory):
    query = "select ordinals_found, missing_ordinals from kpi.coverage where as_of_date = date '2021-07-20'"
    assert gold_in_memory.row(query) == (20, "1-10, 12-16, 22-36, 39-44, 48-49, 51-85, 87, 90-91, 96-99")


def test_months_add_up_to_the_agreements_whose_day_is_known(gold_in_memory):
    query = """
        select max(cumulative_count), (select count(*) from star.fact_agreement where signed_date is not null)
        from kpi.agreements_by_month
    """
    last, known = gold_in_memory.row(query)
    assert last == known == 91


def test_a_disputed_value_is_published_as_null(written, believe):
    written.total("a", "companies", 92, DAY)
    written.total("b", "companies", 93, DAY)
    store = believe("kpi.goal_progress")
    row = progress(store, "companies_attracted", "companies", DAY)
    assert row == (None, 310, None, "not_judged", "disputed")
    query = "select pace_ratio, required_per_month from kpi.goal_progress where observation_status = 'disputed'"
    assert store.rows(query) == [(None, None)]


@pytest.mark.parametrize(
    ("count", "day", "status"),
    [
        (310, date(2024, 1, 1), "reached"),
        (309, date(2025, 1, 1), "overdue"),
        (309, date(2024, 12, 1), "on_track"),
        (1, date(2024, 12, 1), "behind"),
        # the programme began before the day that the goal counts from
        (0, date(2019, 9, 1), "on_track"),
    ],
)
def test_the_status_of_a_goal(written, believe, count, day, status):
    written.total("a", "companies", count, day)
    programme = config("programme", {"programme_code": PROGRAMME, "started_on": date(2019, 9, 1)})
    store = believe("kpi.goal_progress", programme=programme)
    assert progress(store, "companies_attracted", "companies", day)[3] == status


def test_a_lower_bound_never_says_that_a_goal_is_missed(written, believe):
    written.signing("a", date(2025, 1, 10), (240, 244), ["솔트룩스"])
    row = progress(
        believe("kpi.goal_progress"), "companies_attracted", "agreements_total", date(2025, 1, 10), "derived"
    )
    assert row == (244, 310, Decimal("78.71"), "not_judged", "estimated")


def test_percentages_are_rounded_half_up(written, believe):
    # 1 / 8 of a thousand-th: 12.5 hundredths; in binary it would go either way
    store = believe("star.dim_programme")
    query = "select pct(1, 800), pct(3, 800), pct(2, 3), pct(1, 0), pct(100000, 1), pct(null, 5)"
    assert store.row(query) == (Decimal("0.13"), Decimal("0.38"), Decimal("66.67"), None, None, None)


def test_a_bound_is_held_against_the_exact_figure_of_the_day(written, believe):
    # 100개를 넘어섰다
    written.total("a", "agreements_total", 100, DAY, qualifier="at_least")
    written.total("b", "agreements_total", 99, DAY)
    query = "select stated_value, other_road_value, explanation_code from kpi.reconciliation where road_code = 'chosen'"
    assert believe("kpi.reconciliation").rows(query) == [(100, 99, "error")]


def test_every_table_and_column_has_a_comment(gold):
    schemas = "schema_name in ('star', 'audit', 'kpi') and comment is null"
    with duckdb.connect(str(gold), read_only=True) as connection:
        for found in ("duckdb_tables()", "duckdb_columns()"):
            assert connection.execute(f"select * from {found} where {schemas}").fetchall() == []
