"""The day that a signing or a figure is of."""

from datetime import date

import pytest

from tests.warehouse.rows import PROGRAMME, config

DAY = date(2021, 7, 20)
NEXT_DAY = date(2021, 7, 21)
EARLY = date(2012, 7, 20)
FIGURES = "select as_of_date, stated_count from star.fact_stated_total order by all"


@pytest.fixture
def figures(believe):
    return lambda: believe("star.fact_stated_total").rows(FIGURES)


def test_figures_of_a_report_that_misstates_the_day_are_of_the_day_of_the_signing(written, figures):
    for document in ("a", "b"):
        written.signing(document, DAY, (100, 100))
    written.signing("odd", NEXT_DAY, (100, 100))
    written.total("odd", "agreements_total", 100, NEXT_DAY)
    assert figures() == [(DAY, 100)]


@pytest.mark.parametrize(("published", "told"), [("2021-07-27", DAY), ("2021-12-10", date(2021, 12, 10))])
def test_figures_told_long_after_the_signing_that_they_recall_are_of_their_own_day(written, figures, published, told):
    written.signing("release", DAY, (100, 100), ["아주산업"])
    # 'opened its office on the 10th; on its 100th agreement …; 120 have signed so far'
    written.signing("later", None, (100, 100), ["아주산업"], published_at=published)
    written.total("later", "agreements_total", 120, date.fromisoformat(published))
    assert figures() == [(told, 120)]


@pytest.mark.parametrize("month", [None, DAY.replace(day=1)])
def test_a_figure_of_a_month_is_of_no_day_not_of_the_signing_told_with_it(written, figures, month):
    written.signing("release", DAY, (100, 100))
    written.total("release", "agreements_total", 95, month)
    written.statements[-1]["as_of_precision"] = "month"
    assert figures() == [(None, 95)]


@pytest.mark.parametrize("day", [None, DAY])
@pytest.mark.parametrize(("count", "told"), [(100, DAY), (190, None)])
def test_figures_of_a_page_without_a_date_are_of_the_signing_that_they_can_be_of(written, figures, count, told, day):
    written.signing("release", DAY, (100, 100), ["아주산업"])
    # whether it gives the day of the signing or not: more have signed than had by then
    written.signing("undated", day, (100, 100), ["아주산업"])
    written.total("undated", "agreements_total", count, day)
    assert figures() == [(told, count)]


def test_where_a_signing_is_put_on_another_day_its_figures_go_with_it(written, believe):
    written.signing("release", DAY, (100, 100), ["아주산업"])
    written.total("release", "agreements_total", 100, DAY)
    moved = {"field_code": "signed_date", "was_text": str(DAY), "now_text": str(NEXT_DAY), "document_id": "release"}
    correction = config("correction", {"correction_id": "c1", "programme_code": PROGRAMME, "decided_on": DAY, **moved})
    store = believe("star.fact_stated_total", "star.fact_signing", correction=correction)
    assert store.rows(FIGURES) == [(NEXT_DAY, 100)]
    assert store.rows("select signed_date from star.fact_signing") == [(NEXT_DAY,)]


def test_a_day_before_the_programme_began_dates_neither_signing_nor_figure(written, believe):
    written.signing("old", EARLY, parties=["솔트룩스"])
    written.total("old", "companies", 92, EARLY)
    written.statement("old", predicate="sector_count", member_text="보안", value_count=8, as_of_date=EARLY)
    store = believe()
    assert store.rows("select signed_date from star.fact_signing") == [(None,)]
    assert store.rows(FIGURES) == [(None, 92)]
    assert store.rows("select distinct as_of_date from star.fact_stated_breakdown") == [(None,)]
    published = ("agreements_by_month", "goal_progress", "coverage", "sector_mix")
    assert [store.row(f"select count(*) from kpi.{name}") for name in published] == [(0,)] * len(published)
    store.make("audit.facts_kept")
    assert store.differing("facts_kept") == []


def test_a_report_with_such_a_day_joins_the_signing_whose_ordinal_it_shares(written, signings):
    written.signing("release", DAY, (100, 100), ["아주산업"])
    # 2012 for 2021
    written.signing("paper", EARLY, (100, 100), published_at="2021-07-20")
    assert signings() == [(DAY, 100, 1, 2)]


def test_a_correction_gives_such_a_day_back_and_can_take_one(written, believe):
    written.signing("old", EARLY)
    written.signing("new", NEXT_DAY)
    common = {"programme_code": PROGRAMME, "decided_on": DAY, "field_code": "signed_date"}
    lines = config(
        "correction",
        {**common, "correction_id": "c1", "was_text": str(EARLY), "now_text": str(DAY)},
        {**common, "correction_id": "c2", "was_text": str(NEXT_DAY), "now_text": str(EARLY)},
    )
    store = believe("star.fact_signing", "audit.facts_kept", "audit.days_before_start", correction=lines)
    assert store.rows("select signed_date, reports_count from star.fact_signing") == [(DAY, 1)]
    assert store.differing("facts_kept") == []
    (message,) = store.failing("days_before_start")
    assert message == (
        "https://example.org/new gives signed_date the day 2012-07-20, before the programme began (2019-10-01); "
        "it is not used. If it is wrong, correct it in configs/corrections.yml: document: new, field: signed_date, "
        "was: 2012-07-20, now: the day that is right"
    )
