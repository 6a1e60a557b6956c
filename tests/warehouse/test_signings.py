"""Reports of one signing become one signing; what differs stays apart."""

from datetime import date

from tests.warehouse.rows import PROGRAMME

DAY = date(2021, 7, 20)
NEXT_DAY = date(2021, 7, 21)


def test_reports_that_share_a_party_on_one_day_are_one_signing(written, signings):
    # the city's release names both
    written.signing("release", DAY, parties=["솔트룩스", "클로봇"])
    # a newspaper names one, with its legal form
    written.signing("paper", DAY, parties=["㈜솔트룩스"])
    assert signings() == [(DAY, None, 2, 2)]


def test_reports_that_share_an_ordinal_are_one_signing_whatever_they_name(written, signings):
    # names one of ten
    written.signing("a", DAY, (136, 145), ["렉스소프트"])
    # names another of the ten
    written.signing("b", DAY, (136, 145), ["비투엔"])
    assert signings() == [(DAY, 136, 2, 2)]


def test_a_party_that_only_one_report_names_counts_once(written, believe):
    # cut short
    written.signing("short", DAY, parties=["솔트룩스"], count=3)
    # whole
    written.signing("whole", DAY, parties=["솔트룩스", "클로봇", "알바이오텍"], count=3)
    assert believe("star.fact_agreement").row("select count(*), sum(statements_count) from star.fact_agreement") == (
        3,
        4,
    )


def test_a_report_that_names_nobody_joins_the_signing_of_its_day(written, signings):
    written.signing("whole", DAY, parties=["솔트룩스", "클로봇"])
    # '21개 기업과 업무협약도': an item in a story about something else
    written.signing("aside", DAY)
    assert signings() == [(DAY, None, 2, 2)]


def test_of_two_signings_on_a_day_a_report_that_names_nobody_joins_the_one_of_its_size(written, signings):
    # two parties
    written.signing("two", DAY, (98, 99), ["솔트룩스", "클로봇"], count=2)
    # one party, the same day
    written.signing("one", DAY, (100, 100), ["아주산업"], count=1)
    # says only that there was one
    written.signing("aside", DAY, count=1)
    assert signings() == [(DAY, 98, 2, 1), (DAY, 100, 1, 2)]


def test_ordinals_without_names_join_names_without_ordinals(written, signings):
    written.signing("number", DAY, (100, 100))
    written.signing("names", DAY, parties=["아주산업", "카카오엔터프라이즈"])
    assert signings() == [(DAY, 100, 2, 2)]


def test_different_ordinals_and_parties_on_one_day_are_two_signings(written, signings):
    written.signing("a", DAY, (99, 99), ["솔트룩스"])
    written.signing("b", DAY, (100, 100), ["아주산업"])
    assert signings() == [(DAY, 99, 1, 1), (DAY, 100, 1, 1)]


def test_two_lists_cut_short_of_the_same_length_are_one_signing(written, signings):
    written.signing("a", DAY, parties=["솔트룩스"], count=10)
    written.signing("b", DAY, parties=["클로봇"], count=10)
    assert signings() == [(DAY, None, 2, 2)]


def test_a_day_that_differs_is_the_same_signing_on_the_day_that_most_publishers_give(written, believe):
    # the subhead's day in one outlet
    written.signing("odd", NEXT_DAY, (100, 100), ["아주산업"])
    # two others agree
    written.signing("a", DAY, (100, 100), ["아주산업"])
    written.signing("b", DAY, (100, 100), ["아주산업"])
    store = believe("star.fact_signing")
    assert store.row("select signed_date, days_stated_count, reports_count from star.fact_signing") == (DAY, 2, 3)


def test_the_day_of_the_better_grade_wins_over_the_number_of_publishers(written, signings):
    for document in ("a", "b"):
        written.signing(document, NEXT_DAY, (100, 100))
    # exact, and it agrees with the rest of its document
    written.signing("best", None, (100, 100))
    written.statement("best", predicate="signed_date", signing_ref="s1", as_of_date=DAY, grade="A")
    assert signings() == [(DAY, 100, 0, 3)]


def test_of_two_days_that_stand_equally_the_one_of_the_better_source_wins(written, signings):
    written.signing("paper", NEXT_DAY, (100, 100))
    # the city itself
    written.signing("release", DAY, (100, 100), publisher="gwangju")
    assert signings() == [(DAY, 100, 0, 2)]


def test_the_same_party_months_later_is_another_signing(written, signings):
    written.signing("first", DAY, parties=["솔트룩스"])
    written.signing("second", date(2022, 3, 1), parties=["솔트룩스"])
    assert [row[0] for row in signings()] == [DAY, date(2022, 3, 1)]


def test_a_report_without_a_day_joins_by_ordinal(written, signings):
    written.signing("dated", DAY, (100, 100), ["아주산업"])
    written.signing("undated", None, (100, 100), ["카카오엔터프라이즈"])
    assert signings() == [(DAY, 100, 2, 2)]


def test_a_report_without_a_day_joins_by_parties_the_signing_that_shares_most(written, signings):
    written.signing("one", DAY, parties=["솔트룩스", "클로봇"])
    written.signing("other", date(2022, 3, 1), parties=["솔트룩스", "렉스소프트"])
    written.signing("undated", None, parties=["솔트룩스", "렉스소프트"])
    assert [(row[0], row[3]) for row in signings()] == [(DAY, 1), (date(2022, 3, 1), 2)]


def test_a_report_without_a_day_does_not_join_by_party_when_its_ordinal_differs(written, signings):
    written.signing("dated", DAY, (100, 100), ["아주산업"])
    written.signing("undated", None, (99, 99), ["아주산업"])
    assert signings() == [(DAY, 100, 1, 1), (None, 99, 1, 1)]


def test_a_report_published_long_after_does_not_join_by_party_alone(written, signings):
    written.signing("dated", DAY, parties=["솔트룩스"])
    # an extension a year later; its day could not be read
    written.signing("later", None, parties=["솔트룩스"], published_at="2022-08-01")
    assert [row[0] for row in signings()] == [DAY, None]


def test_reports_without_any_day_join_each_other(written, signings):
    written.signing("a", None, (37, 38), ["제타뱅크"])
    written.signing("b", None, (37, 38), ["헬스허브"])
    assert signings() == [(None, 37, 2, 2)]


def test_a_report_that_says_neither_day_nor_ordinal_nor_party_stays_unresolved(written, believe):
    written.signing("whole", DAY, parties=["솔트룩스"])
    written.signing("vague", None, count=21)
    store = believe("star.fact_signing")
    assert store.row("select count(*), sum(reports_count) from star.fact_signing") == (1, 1)
    unresolved = "select document_id from star.signing_of_report where signing_key = 'unknown'"
    assert store.rows(unresolved) == [("vague",)]


def test_a_plan_is_no_signing(written, signings):
    written.capture("plan")
    # 협약을 체결할 예정이다
    written.statement("plan", predicate="signing", signing_ref="s1", modality="planned")
    # the day and the party are read as they stand; the plan rules
    written.statement("plan", predicate="signed_date", signing_ref="s1", as_of_date=DAY)
    written.statement("plan", predicate="party", signing_ref="s1", organisation_text="솔트룩스")
    assert signings() == []


def test_a_month_is_not_a_day(written, signings):
    written.signing("vague", None, (10, 10))
    written.statement(
        "vague", predicate="signed_date", signing_ref="s1", as_of_date=date(2020, 4, 1), as_of_precision="month"
    )
    assert signings() == [(None, 10, 0, 1)]


def test_two_companies_can_share_one_ordinal(written, believe):
    written.signing("a", DAY, (100, 100), ["아주산업", "카카오엔터프라이즈"])
    query = "select ordinal_number, is_ordinal_shared, count(*) from star.fact_agreement group by all"
    assert believe("star.fact_agreement").rows(query) == [(100, True, 2)]


def test_within_a_batch_nobody_knows_who_has_which_ordinal(written, believe):
    written.signing("a", DAY, (98, 99), ["솔트룩스", "클로봇"])
    query = "select distinct ordinal_number, ordinal_first, ordinal_last from star.fact_agreement"
    assert believe("star.fact_agreement").rows(query) == [(None, 98, 99)]


def test_keys_stay_when_a_later_report_is_added(written, believe):
    written.signing("first", DAY, (100, 100), ["아주산업"], fetched_at="2026-11-22T02:00:00+09:00")
    before = believe("star.fact_agreement").rows("select agreement_key, signing_key from star.fact_agreement")
    # sorts before the first by every name it has, but was fetched a night later
    written.signing("a-later", DAY, (99, 99), ["가나다"], fetched_at="2026-11-23T02:00:00+09:00")
    after = believe("star.fact_agreement").rows("select agreement_key, signing_key from star.fact_agreement")
    assert set(before) < set(after)


def test_a_misread_range_of_ordinals_makes_no_million_rows(written, believe):
    written.signing("a", DAY, (1, 1_000_000), ["솔트룩스"])
    assert believe("star.signing_mention").row("select count(*) from star.signing_mention") == (3,)


def test_a_commitment_told_twice_is_one(written, believe):
    for document in ("a", "b"):
        written.signing(document, DAY, parties=["솔트룩스"])
        written.statement(
            document,
            predicate="commitment",
            organisation_text="솔트룩스",
            value_text="법인 설립" if document == "a" else "법인  설립",
            quote="솔트룩스는 법인 설립을 약속했다",
            modality="planned",
        )
    # all parties jointly, in words that name a person: the masked quote is kept instead
    written.statement(
        "a", predicate="commitment", value_text="김철수 시장과 협력", quote_public="○○○ 시장과 협력", modality="planned"
    )
    query = (
        "select organisation_key = 'joint', commitment_text, documents_count from star.fact_commitment order by 1, 2"
    )
    rows = believe("star.fact_commitment").rows(query)
    assert (True, "○○○ 시장과 협력", 1) in rows
    assert next(row for row in rows if not row[0])[2] in (1, 2)
    assert all("김철수" not in row[1] for row in rows)


def test_the_programme_is_part_of_every_key(written, believe):
    written.signing("a", DAY, (1, 1), ["솔트룩스"])
    written.capture("b", programme_code="other-city")
    for fields in ({"predicate": "signing"}, {"predicate": "ordinal_first", "value_count": 1}):
        written.statement("b", programme_code="other-city", signing_ref="s1", **fields)
    written.readings[-1]["programme_code"] = "other-city"
    query = "select programme_code, count(*) from star.fact_signing group by all order by all"
    assert believe("star.fact_signing").rows(query) == [(PROGRAMME, 1), ("other-city", 1)]
