"""Days that are told of one signing, and signings that lie a few days apart."""

from datetime import date

import pytest

DAY = date(2021, 7, 20)
LATER = date(2021, 7, 23)


@pytest.mark.parametrize("papers", [1, 2])
def test_a_misprinted_ordinal_does_not_make_one_signing_of_two(written, believe, papers):
    written.signing("first", DAY, (98, 99), ["솔트룩스", "클로봇"], publisher="gwangju")
    written.signing("second", LATER, (100, 100), ["아주산업"], publisher="gwangju")
    for number in range(papers):
        written.signing(f"paper-{number}", LATER, (99, 99), ["아주산업"])
    rows = believe("star.fact_signing").rows(
        "select signed_date, reports_count, parties_count from star.fact_signing order by all"
    )
    assert rows == [(DAY, 1, 2), (LATER, 1 + papers, 1)]


@pytest.mark.parametrize(
    ("other", "party"),
    [
        # nobody has other ordinals for the day and party of the paper: the day may be misprinted
        ((99, 99), "클로봇"),
        # a company's own ordinal within the batch is no other
        ((98, 99), "아주산업"),
        # the party is of both days
        ((100, 100), "솔트룩스"),
    ],
)
def test_with_less_against_it_an_ordinal_ties_two_days(written, signings, other, party):
    written.signing("first", DAY, (98, 99), ["솔트룩스"])
    written.signing("second", LATER, other, [party])
    written.signing("paper", LATER, (99, 99), ["솔트룩스" if party == "솔트룩스" else "아주산업"])
    assert len(signings()) == 1


def test_reports_of_a_day_that_share_a_strayed_ordinal_stay_together(written, signings):
    written.signing("first", DAY, (90, 91), ["솔트룩스", "클로봇"])
    written.signing("second", LATER, (100, 101), ["아주산업", "비투엔"])
    written.signing("one", LATER, (90, 91), ["아주산업"])
    written.signing("other", LATER, (90, 91), ["렉스소프트"])
    assert [(row[0], row[3]) for row in signings()] == [(DAY, 1), (LATER, 3)]


def test_a_party_with_its_ordinals_is_one_agreement_however_far_apart_the_days(written, believe):
    for document in ("release", "wire"):
        written.signing(document, DAY, (100, 100), ["아주산업", "카카오엔터프라이즈"])
    # a month misprinted
    written.signing("paper", date(2021, 8, 20), (100, 100), ["아주산업"])
    store = believe("star.fact_signing", "star.fact_agreement")
    assert store.rows("select signed_date, days_stated_count from star.fact_signing") == [(DAY, 2)]
    assert store.row("select count(*) from star.fact_agreement") == (2,)


@pytest.mark.parametrize(
    ("ordinals", "parties"),
    [
        # signs again
        ((150, 150), ["아주산업"]),
        # the same number; of whom nobody says
        ((100, 100), []),
        ((100, 100), ["솔트룩스"]),
    ],
)
def test_a_party_or_an_ordinal_alone_ties_no_days_that_lie_far_apart(written, signings, ordinals, parties):
    written.signing("first", DAY, (100, 100), ["아주산업"])
    written.signing("second", date(2021, 9, 20), ordinals, parties)
    assert len(signings()) == 2
