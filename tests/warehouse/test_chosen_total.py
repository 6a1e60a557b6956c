"""Which value counts for a measure on a day."""

from datetime import date

import pytest

from tests.warehouse.rows import PROGRAMME, config

DAY = date(2021, 7, 20)
CHOSEN = "select chosen_count, observation_status, publishers_count, candidates_count from star.chosen_total"


@pytest.fixture
def chosen(believe):
    return lambda: believe("star.chosen_total").rows(CHOSEN)


def test_a_figure_that_nobody_disputes_is_chosen(written, chosen):
    written.total("a", "companies", 92, DAY)
    assert chosen() == [(92, "normal", 1, 1)]


def test_the_better_grade_wins_over_more_publishers(written, chosen):
    written.total("a", "companies", 93, DAY)
    written.total("b", "companies", 93, DAY)
    # the only one whose parts add up
    written.total("c", "companies", 92, DAY, grade="A")
    assert chosen() == [(92, "normal", 1, 2)]


def test_more_independent_publishers_win_over_the_better_source(written, chosen):
    written.total("release", "companies", 93, DAY, publisher="gwangju")
    written.total("a", "companies", 92, DAY)
    written.total("b", "companies", 92, DAY)
    assert chosen() == [(92, "normal", 2, 2)]


def test_one_publisher_with_two_articles_speaks_once(written, chosen):
    written.total("morning", "companies", 93, DAY, publisher="paper")
    written.total("evening", "companies", 93, DAY, publisher="paper")
    written.total("release", "companies", 92, DAY, publisher="gwangju")
    assert chosen() == [(92, "normal", 1, 2)]


def test_the_better_source_wins_where_all_else_is_equal(written, chosen):
    written.total("release", "companies", 92, DAY, publisher="gwangju")
    written.total("paper", "companies", 93, DAY)
    assert chosen() == [(92, "normal", 1, 2)]


@pytest.mark.parametrize(("programme", "believed"), [(PROGRAMME, 93), ("other-city", None)])
def test_the_standing_that_a_programme_gives_a_publisher_counts_in_no_other(written, believe, programme, believed):
    ranked = config("publisher", {"programme_code": programme, "publisher": "paper", "source_rank": 1})
    written.total("paper", "companies", 93, DAY, publisher="paper")
    written.total("other", "companies", 92, DAY)
    assert believe("star.chosen_total", publisher=ranked).row("select chosen_count from star.chosen_total") == (
        believed,
    )


def test_a_tie_publishes_nothing(written, chosen):
    written.total("a", "companies", 92, DAY)
    written.total("b", "companies", 93, DAY)
    assert chosen() == [(None, "disputed", 1, 2)]


def test_two_figures_in_one_document_are_a_tie(written, chosen):
    # the headline and the body differ
    written.total("a", "companies", 92, DAY)
    written.total("a", "companies", 93, DAY)
    assert chosen() == [(None, "disputed", 1, 2)]


@pytest.mark.parametrize(
    "fields",
    [
        {"grade": "D"},
        {"qualifier": "at_least"},
        {"qualifier": "at_most"},
        {"qualifier": "about"},
        {"scope": "before_this_batch"},
        {"modality": "claimed"},
        {"modality": "planned"},
        {"as_of_precision": "month"},
        {"as_of_date": None},
    ],
    ids=lambda fields: "-".join(map(str, next(iter(fields.items())))),
)
def test_what_is_not_exact_stated_dated_and_read_by_rule_is_never_chosen(written, believe, fields):
    day = fields.pop("as_of_date", DAY)
    written.total("a", "companies", 92, day, **fields)
    store = believe("star.chosen_total")
    assert store.rows(CHOSEN) == []
    kept = 0 if fields.get("grade") == "D" else 1
    assert store.row("select count(*) from star.fact_stated_total") == (kept,)


def test_companies_as_many_as_the_agreements_stated_that_day_are_suspect(written, chosen):
    written.total("a", "companies", 100, DAY)
    written.total("b", "agreements_total", 100, DAY)
    assert (100, "definition_suspect", 1, 1) in chosen()


def test_companies_as_many_as_the_highest_ordinal_by_then_are_suspect(written, chosen):
    written.signing("signing", DAY, (350, 352), ["솔트룩스"])
    written.total("status", "companies", 352, date(2021, 8, 1))
    assert chosen() == [(352, "definition_suspect", 1, 1)]


def test_companies_as_many_as_all_partners_before_plus_the_batch_are_suspect(written, chosen):
    written.signing("signing", DAY, parties=["솔트룩스"], count=21)
    written.total("signing", "agreements_total", 299, DAY, scope="before_this_batch")
    written.total("status", "companies", 320, DAY)
    assert chosen() == [(320, "definition_suspect", 1, 1)]


def test_companies_before_plus_a_batch_with_institutions_are_suspect(written, chosen):
    written.signing("signing", DAY, parties=["솔트룩스", "한국스마트헬스케어협회"])
    written.total("signing", "companies", 90, DAY, scope="before_this_batch")
    written.total("signing", "companies", 92, DAY)
    assert chosen() == [(92, "definition_suspect", 1, 1)]


def test_companies_before_plus_a_batch_of_companies_are_sound(written, chosen):
    written.signing("signing", DAY, parties=["솔트룩스", "클로봇"])
    written.total("signing", "companies", 90, DAY, scope="before_this_batch")
    written.total("signing", "companies", 92, DAY)
    assert chosen() == [(92, "normal", 1, 1)]


def test_a_sound_value_wins_over_suspect_ones_however_many_repeat_them(written, believe):
    # the mayor's "100개 기업", repeated
    for document in ("a", "b", "c"):
        written.total(document, "companies", 100, DAY)
    written.total("d", "companies", 92, DAY)
    written.total("d", "agreements_total", 100, DAY)
    query = f"{CHOSEN} where measure_code = 'companies'"
    assert believe("star.chosen_total").rows(query) == [(92, "normal", 1, 2)]


def test_a_stray_total_as_high_as_the_companies_makes_them_not_suspect(written, believe):
    for document in ("a", "b"):
        written.total(document, "companies", 92, DAY)
        written.total(document, "institutions", 8, DAY)
        written.total(document, "agreements_total", 100, DAY)
    # '92개 기업·기관과 협약을 맺었다'
    written.total("stray", "agreements_total", 92, DAY)
    query = f"{CHOSEN} where measure_code = 'companies'"
    assert believe("star.chosen_total").rows(query) == [(92, "normal", 2, 1)]


@pytest.mark.parametrize(("institutions", "status"), [(8, "normal"), (7, "definition_suspect")])
def test_parts_that_add_up_are_what_they_are_called(written, believe, institutions, status):
    written.total("a", "companies", 92, DAY)
    written.total("b", "institutions", institutions, DAY)
    for document, total in (("c", 92), ("d", 100)):
        written.total(document, "agreements_total", total, DAY)
    query = "select observation_status from star.chosen_total where measure_code = 'companies'"
    assert believe("star.chosen_total").row(query) == (status,)


def test_a_figure_told_with_a_signing_holds_for_the_day_of_the_signing(written, believe):
    written.signing("a", DAY, (100, 100), ["아주산업"])
    written.signing("b", DAY, (100, 100), ["아주산업"])
    # says the 21st, of the signing and of the figure
    written.signing("odd", date(2021, 7, 21), (100, 100), ["아주산업"])
    written.total("odd", "companies", 92, date(2021, 7, 21), signing_ref="s1")
    # gives no day at all
    written.signing("undated", None, (100, 100), ["아주산업"])
    written.total("undated", "companies", 92, None)
    # gives no day of signing, so that the figure was given the day of publication
    written.signing("late", None, (100, 100), ["아주산업"], published_at="2021-07-23")
    written.total("late", "companies", 92, date(2021, 7, 23), signing_ref="s1")
    # a figure of another day, recalled in the same report
    written.total("a", "companies", 43, date(2020, 11, 6), signing_ref="s1")
    query = "select as_of_date, chosen_count, publishers_count from star.chosen_total order by all"
    assert believe("star.chosen_total").rows(query) == [(date(2020, 11, 6), 43, 1), (DAY, 92, 3)]


def test_a_number_beyond_all_bounds_is_no_figure(written, believe):
    written.total("a", "companies", 9_000_000_000_000_000_000, DAY)
    assert believe("kpi.goal_progress").rows(CHOSEN) == []
