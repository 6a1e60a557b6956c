"""What is said in one language is said in the other, and what is told once is not told twice."""

import string
from datetime import date
from decimal import Decimal

import pytest

from expectations.suites import CHECKS
from report import differences, headline, verdicts, wording
from report.charts import bars, curve
from report.published import KEYS
from report.words import Both, as_words, say
from tests.report.rows import road
from warehouse.headers import read_models

MEASURES = {"companies": Both("협약 기업", "Companies")}


def all_words():
    for module in (differences, headline, verdicts, wording, bars, curve):
        for name, value in vars(module).items():
            if isinstance(value, Both):
                yield f"{module.__name__}.{name}", value
            elif isinstance(value, dict):
                yield from (
                    (f"{module.__name__}.{name}[{key}]", words)
                    for key, words in value.items()
                    if isinstance(words, Both)
                )


def slots(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_each_sentence_has_both_languages_and_the_same_values_in_both():
    found = dict(all_words())
    assert len(found) > 100
    # A sentence may leave out the day in one language; it may not tell another number.
    assert [name for name, words in found.items() if not (words.ko and words.en)] == []
    assert [name for name, words in found.items() if slots(words.ko) != slots(words.en)] == []


@pytest.mark.parametrize(
    ("value", "ko", "en"),
    [
        (1000, "1,000", "1,000"),
        (Decimal("29.68"), "29.68", "29.68"),
        (date(2021, 7, 20), "2021년 7월 20일", "20 July 2021"),
        (None, "–", "–"),
    ],
)
def test_values_are_written_as_readers_write_them(value, ko, en):
    assert as_words(value) == (ko, en)


def test_a_value_in_both_languages_goes_each_into_its_own_sentence():
    assert say(Both("{what} 있음", "there is {what}"), what=Both("값", "a value")) == ("값 있음", "there is a value")


def test_one_disagreement_in_several_documents_is_told_once_with_their_number():
    rows = [road("all_partners", 320, 320, "definition", document_id=name) for name in "abc"]
    (one,) = differences.differences([*rows, road("parts_type", 100, 100, "none")], MEASURES)
    assert one.documents == 3
    assert one.sentence.en.startswith("Companies: the document says 320, as many as all partners (320)")


def test_every_road_and_explanation_of_the_reconciliation_has_words():
    (model,) = [model for model in read_models() if model.table == "kpi.reconciliation"]
    assert {code for code in differences.ROADS if code in model.why} == set(differences.ROADS)
    unknown = road("a_new_road", 5, 4, "a_new_reason")
    (one,) = differences.differences([unknown], {})
    assert "a_new_road" in one.sentence.en
    assert one.why.en == "a_new_reason"


def test_keys_are_those_of_the_tables():
    models = {model.name: model for model in read_models() if model.schema == "kpi"}
    assert {name: models[name].key for name in KEYS} == dict(KEYS)


def test_a_failing_row_is_told_in_both_languages_with_both_numbers():
    check = {"check_name": "parts_add_up", "status": "failed", "message": "1 of 2 rows fail"}
    key = "as_of_date=2020-11-06|measure_code=companies|road_code=parts_type|document_id=d|stated=50|other=53"
    told = '{"programme_code": "p", "stated_value": 50, "found_value": 53, "message": "its own words"}'
    rows = [
        {"check_name": "parts_add_up", "row_key": key, "row_json": told},
        {"check_name": "parts_add_up", "row_key": "something=else", "row_json": '{"message": "its own words"}'},
    ]
    (one,) = verdicts.warnings([check], rows, {("p", "companies"): MEASURES["companies"]})
    assert one.rows[0].ko == "2020년 11월 6일: 협약 기업: 문서에는 50, 같은 문서의 기업과 기관의 합은 53."
    assert "the document says 50" in one.rows[0].en
    assert one.rows[1] == ("its own words", "its own words")


def test_every_check_has_words_for_what_it_means():
    assert set(verdicts.MEANINGS) == {check.name for check in CHECKS}


def test_checks_that_passed_are_no_warnings():
    assert verdicts.warnings([{"check_name": "x", "status": "passed", "message": ""}], [], {}) == []
