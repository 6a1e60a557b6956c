"""Faults of the world: each warning on bad, good and explained announcements."""

from datetime import date

import pytest

from tests.warehouse.rows import PROGRAMME, config
from warehouse.frames import EMPTY
from warehouse.load import load_frame

DAY = date(2021, 7, 20)
LATER = date(2021, 9, 1)
DUE = date(2024, 12, 31)


def sectors(written, document, counts):
    for member, count in counts.items():
        written.statement(
            document, predicate="sector_count", member_text=member, value_count=count, as_of_date=DAY, qualifier="exact"
        )


def parts_by_type(written, institutions):
    written.total("a", "agreements_total", 100, DAY)
    written.total("a", "companies", 92, DAY)
    written.total("a", "institutions", institutions, DAY)


def parts_by_sector(written, counts):
    written.total("a", "agreements_total", 100, DAY)
    sectors(written, "a", counts)


def totals(written, *values):
    for day, count, *fields in values:
        written.total(f"{day}-{count}", "agreements_total", count, day, **(fields[0] if fields else {}))


def people(written, before, after):
    for day, count in ((DAY, before), (LATER, after)):
        written.total(f"{day}-{count}", "employees", count, day)


def one_signing(written, **fields):
    written.signing("a", DAY, **fields)


def two_signings(written, second):
    written.signing("a", DAY, (98, 99), ["솔트룩스", "클로봇"])
    written.signing("b", LATER, second, ["아주산업"])


def ordinal_and_total(written, total):
    written.signing("a", DAY, (98, 100), ["솔트룩스", "클로봇", "아주산업"])
    written.total("b", "agreements_total", total, LATER)


def total_and_ordinal(written, total):
    written.total("a", "agreements_total", total, DAY)
    written.signing("b", LATER, (100, 100))


def ordinals_in_time(written, *ranges):
    for month, ordinals in enumerate(ranges, 1):
        written.signing(f"d{month}", date(2021, month, 10), ordinals, [f"회사{month}"])


def before_and_after(written, after):
    written.signing("a", DAY, (136, 145))
    written.total("a", "agreements_total", 135, DAY, scope="before_this_batch")
    written.total("a", "agreements_total", after, DAY)


def companies_and_all(written, companies):
    written.total("a", "agreements_total", 100, DAY)
    written.total("a", "companies", companies, DAY)


def two_sources(written, other):
    written.total("a", "companies", 92, DAY)
    written.total("b", "companies", other, DAY)


def contradicted(written, grade):
    written.total("a", "companies", 92, DAY, grade=grade)


def signed_on(written, day):
    written.signing("a", day, parties=["솔트룩스"])


def counted_on(written, day, precision="day"):
    written.total("a", "companies", 2, day, as_of_precision=precision)


def goal(written, count, due=DUE):
    written.capture("a")
    written.statement("a", predicate="goal", measure_code="companies_attracted", value_count=count, target_date=due)


BEFORE = {"scope": "before_this_batch"}
BAD = [
    ("parts_add_up", parts_by_type, (9,)),
    ("parts_add_up", parts_by_type, (7,)),
    # more than the total, though the list is not whole
    ("parts_add_up", parts_by_sector, ({"빅데이터": 60, "보안": 41},)),
    # closes with a rest, and yet one is missing
    ("parts_add_up", parts_by_sector, ({"빅데이터": 60, "기타": 39},)),
    ("nested_within", companies_and_all, (101,)),
    ("list_length", one_signing, ()),
    ("totals_never_fall", totals, ((DAY, 100), (LATER, 99))),
    # 300 in August, and 299 before the batch of September
    ("totals_never_fall", totals, ((DAY, 300), (LATER, 299, BEFORE))),
    # a digit too many
    ("measure_jumps", totals, ((DAY, 100), (LATER, 1010))),
    ("ordinals_collide", two_signings, ((99, 100),)),
    ("ordinals_ahead", ordinal_and_total, (99,)),
    # '310번째' for the 31st, alone and at the end of a range
    ("ordinals_ahead", ordinals_in_time, ((30, 30), (310, 310), (32, 32))),
    ("ordinals_ahead", ordinals_in_time, ((30, 30), (31, 310), (32, 33))),
    # nothing after it is as high yet
    ("ordinals_ahead", ordinals_in_time, ((30, 30), (310, 310))),
    ("ordinals_ahead", total_and_ordinal, (101,)),
    ("derived_within_stated", ordinal_and_total, (99,)),
    ("measure_jumps", people, (300, 3100)),
    ("measure_jumps", people, (300, 30)),
    ("batches_add_up", before_and_after, (146,)),
    ("definitions_hold", companies_and_all, (100,)),
    ("sources_agree", two_sources, (93,)),
    ("withheld", contradicted, ("D",)),
    ("days_before_start", signed_on, (date(2012, 7, 20),)),
    ("days_before_start", counted_on, (date(2019, 9, 30),)),
    ("goals_agree", goal, (300,)),
    ("goals_agree", goal, (310, date(2023, 12, 31))),
]
GOOD = [
    ("parts_add_up", parts_by_type, (8,)),
    # cut short: nothing is known to be missing
    ("parts_add_up", parts_by_sector, ({"빅데이터": 60, "보안": 20},)),
    ("parts_add_up", parts_by_sector, ({"빅데이터": 60, "기타": 40},)),
    ("nested_within", companies_and_all, (92,)),
    ("totals_never_fall", totals, ((DAY, 100), (LATER, 100), (LATER, 90, {"qualifier": "about"}))),
    ("measure_jumps", totals, ((DAY, 100), (LATER, 300))),
    # from a handful, and over years
    ("measure_jumps", totals, ((DAY, 9), (LATER, 90))),
    ("measure_jumps", totals, ((DAY, 92), (date(2025, 9, 11), 320))),
    ("ordinals_collide", two_signings, ((100, 100),)),
    ("ordinals_ahead", ordinal_and_total, (100,)),
    # the new count goes on, and two batches that changed places
    ("ordinals_ahead", ordinals_in_time, ((30, 30), (310, 310), (311, 311))),
    ("ordinals_ahead", ordinals_in_time, ((40, 43), (45, 47), (44, 44), (48, 48))),
    # two share the hundredth; a total of the day before
    ("ordinals_ahead", total_and_ordinal, (100,)),
    ("ordinals_ahead", ordinals_in_time, ((98, 99), (100, 100), (100, 100))),
    ("derived_within_stated", ordinal_and_total, (120,)),
    ("measure_jumps", people, (242, 700)),
    ("measure_jumps", people, (242, 100)),
    ("batches_add_up", before_and_after, (145,)),
    ("definitions_hold", companies_and_all, (92,)),
    ("sources_agree", two_sources, (92,)),
    ("withheld", contradicted, ("C",)),
    ("days_before_start", signed_on, (date(2019, 10, 1),)),
    ("days_before_start", counted_on, (date(2019, 10, 1),)),
    # in 2019; which day of it nobody says
    ("days_before_start", counted_on, (date(2019, 1, 1), "year")),
    ("goals_agree", goal, (310,)),
    ("goals_agree", goal, (310, None)),
]


def explain(store, name, line):
    load_frame(store.connection, "config.explanation", config("explanation", line), EMPTY["explanation"])
    store.make("audit.explanation", f"audit.{name}")


LISTS = {"parties": ["솔트룩스", "쏠트룩스", "클로봇"], "count": 2}


@pytest.mark.parametrize(("name", "write", "values"), BAD)
def test_a_fault_of_the_world_is_found_and_a_dated_line_explains_it(written, believe, name, write, values):
    write(written, *values, **(LISTS if name == "list_length" else {}))
    store = believe(f"audit.{name}")
    assert len(store.failing(name)) == 1
    checked, failing, explained = store.row(f"select * from audit.{name}")
    assert (checked > 1, failing, explained) == (True, 1, 0)
    (row_key,) = store.row(f"select row_key from audit.{name}_rows")
    line = {"programme_code": PROGRAMME, "check_name": name, "row_key": row_key, "explanation_code": "error"}
    explain(store, name, {**line, "decided_on": DAY})
    assert store.row(f"select rows_failing, rows_explained from audit.{name}") == (0, 1)
    # it speaks again when its numbers change
    changed = {
        **line,
        "row_key": row_key.replace("=1", "=2").replace("=9", "=8").replace("=3", "=4"),
        "decided_on": DAY,
    }
    explain(store, name, changed)
    assert store.row(f"select rows_failing, rows_explained from audit.{name}") == (1, 0)


@pytest.mark.parametrize(("name", "write", "values"), GOOD)
def test_what_agrees_is_no_fault(written, believe, name, write, values):
    write(written, *values)
    assert believe(f"audit.{name}").failing(name) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"parties": ["솔트룩스", "클로봇"], "count": 2}, []),
        # cut short
        ({"parties": ["솔트룩스"], "count": 10}, []),
        # two companies share the hundredth
        ({"parties": ["솔트룩스", "클로봇"], "ordinals": (100, 100)}, []),
        ({"ordinals": (17, 21), "count": 6}, ["the signing has 6 parties by its reports, 5 by its ordinals"]),
        ({"parties": ["가", "나", "다"], "ordinals": (17, 18)}, ["2 parties are stated, 3 are named"]),
    ],
)
def test_a_list_fits_the_number_that_is_stated(written, believe, fields, said):
    written.signing("a", DAY, **fields)
    assert believe("audit.list_length").failing("list_length") == said


def test_days_and_ordinals_told_differently_are_found(written, believe):
    written.signing("a", DAY, (100, 100), ["아주산업"])
    written.signing("b", date(2021, 7, 21), (101, 101), ["아주산업"])
    failing = believe("audit.sources_agree").failing("sources_agree")
    assert failing == [
        "the signing of 2021-07-20 is told with 2 different days; if one is misprinted, correct it in "
        "configs/corrections.yml: document: b, field: signed_date, was: 2021-07-21, now: the day that is right",
        "the signing of 2021-07-20 is told with 2 different ordinals; if one is misprinted, correct it in "
        "configs/corrections.yml: document: b, field: ordinal_first, was: 101, and ordinal_last, was: 101",
    ]


def test_a_correction_that_corrects_nothing_complains(written, believe):
    written.signing("a", DAY, parties=["솔트룩스"])
    common = {"programme_code": PROGRAMME, "field_code": "party", "now_text": "가"}
    lines = config(
        "correction",
        {**common, "correction_id": "works", "was_text": "솔트룩스"},
        # the source has mended its misprint
        {**common, "correction_id": "idle", "was_text": "솔트럭스"},
    )
    store = believe("audit.corrections_apply", correction=lines)
    assert store.rows("select row_key from audit.corrections_apply_rows") == [("correction_id=idle",)]


def test_two_signings_that_claim_one_ordinal_name_the_line_that_makes_them_one(written, believe):
    for document in ("release", "wire"):
        written.signing(document, DAY, (100, 100), ["아주산업"])
    # of whom it does not say
    written.signing("paper", LATER, (100, 100))
    store = believe("audit.ordinals_collide")
    assert store.failing("ordinals_collide") == [
        "ordinal 100 is claimed by 2 signings; if they are one, correct in configs/corrections.yml: document: paper, "
        "field: signed_date, was: 2021-09-01, now: 2021-07-20; if not, the fields ordinal_first and ordinal_last of "
        "the report that misprints it"
    ]
    line = {"field_code": "signed_date", "was_text": str(LATER), "now_text": str(DAY), "document_id": "paper"}
    correction = config("correction", {"correction_id": "c1", "programme_code": PROGRAMME, "decided_on": DAY, **line})
    assert believe("audit.ordinals_collide", correction=correction).failing("ordinals_collide") == []


def test_two_signings_that_a_misprinted_ordinal_ties_come_apart_by_the_line_that_is_named(written, believe):
    written.signing("first", DAY, (98, 99), ["솔트룩스", "클로봇"])
    # the hundredth; no other report says so
    written.signing("second", date(2021, 7, 23), (99, 99), ["아주산업"])
    store = believe("audit.sources_agree")
    assert any("document: second, field: ordinal_first, was: 99" in said for said in store.failing("sources_agree"))
    line = {"programme_code": PROGRAMME, "decided_on": DAY, "was_text": "99", "now_text": "100"}
    fields = ("ordinal_first", "ordinal_last")
    lines = [{**line, "correction_id": f, "field_code": f, "document_id": "second"} for f in fields]
    store = believe("audit.sources_agree", correction=config("correction", *lines))
    assert store.failing("sources_agree") == []
    assert store.rows("select ordinal_first from star.fact_signing order by all") == [(98,), (100,)]


@pytest.mark.parametrize("has_day", [False, True])
def test_where_the_day_is_not_of_the_report_that_claims_an_ordinal_no_line_is_named(written, believe, has_day):
    written.signing("first", DAY, (100, 100), ["아주산업"])
    written.signing("second", None, (100, 100), ["솔트룩스"], published_at="2021-07-01")
    if has_day:
        written.signing("third", date(2021, 7, 1), parties=["솔트룩스"])
    said = believe("audit.ordinals_collide").failing("ordinals_collide")
    assert said == ["ordinal 100 is claimed by 2 signings"]
