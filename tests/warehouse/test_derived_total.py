"""How many agreements there are at least by the ordinals of signings, and ordinals that are not believed."""

from datetime import date

import pytest


def monthly(written, ranges):
    for month, ordinals in enumerate(ranges, 1):
        written.signing(f"d{month}", date(2021, month, 10), ordinals, [f"회사{month}"])


DERIVED = "select derived_count from star.derived_total order by as_of_date"


@pytest.mark.parametrize(
    ("ranges", "derived"),
    [
        # '310번째' for the 31st, and '31~310번째' for the 31st alone
        (((30, 30), (310, 310), (32, 32)), [30, 30, 32]),
        (((30, 30), (31, 310), (32, 33)), [30, 30, 33]),
        # twice in a row
        (((30, 30), (310, 310), (320, 320), (33, 33)), [30, 30, 30, 33]),
        # '81번째' is no leap
        (((30, 30), (81, 81), (32, 32)), [30, 30, 32]),
        # a leap that nothing confirms yet, and one that the next goes on from
        (((30, 30), (310, 310)), [30, 30]),
        (((30, 30), (310, 310), (311, 311)), [30, 310, 311]),
        # of the first nobody knows
        (((310, 310), (32, 32), (33, 33)), [310, 310, 310]),
        # a digit lost contradicts nothing but itself
        (((39, 39), (40, 40), (4, 4), (42, 42)), [39, 40, 40, 42]),
        # two batches that changed places, and a report of an earlier one in between
        (((40, 43), (45, 47), (44, 44), (48, 48)), [43, 47, 47, 48]),
        (((12, 12), (40, 45), (20, 20), (46, 46)), [12, 45, 45, 46]),
    ],
)
def test_an_ordinal_that_the_days_around_it_contradict_is_not_carried(written, believe, ranges, derived):
    monthly(written, ranges)
    assert believe("star.derived_total").rows(DERIVED) == [(n,) for n in derived]


@pytest.mark.parametrize(("later", "derived"), [(31, 30), (312, 310)])
def test_a_total_told_later_confirms_a_leap_of_ordinals_or_does_not(written, believe, later, derived):
    monthly(written, [(30, 30), (310, 310)])
    written.total("status", "agreements_total", later, date(2021, 3, 1))
    assert believe("star.derived_total").rows(DERIVED) == [(30,), (derived,)]


def test_an_ordinal_is_held_against_a_total_told_before_it(written, believe):
    written.total("status", "agreements_total", 30, date(2020, 12, 31))
    monthly(written, [(310, 310)])
    assert believe("star.derived_total").rows(DERIVED) == [(1,)]


def test_a_misprinted_range_finds_no_ordinals(written, believe):
    monthly(written, [(30, 30), (31, 310), (34, 34)])
    written.total("status", "agreements_total", 34, date(2021, 3, 10))
    assert believe("kpi.coverage").row("select missing_ordinals from kpi.coverage") == ("1-29, 31-33",)
