"""A KPI cell explained, and the dictionary."""

from datetime import date

import pytest

from warehouse.build import build
from warehouse.dictionary import render as render_dictionary
from warehouse.dictionary import render_table, table_names
from warehouse.explain import NoSuchCell, explain_goal_progress, render

DAY = date(2021, 7, 20)


def test_a_cell_is_explained_by_its_arithmetic_and_its_sentences(gold):
    explanation = explain_goal_progress(gold, "companies_attracted", DAY)
    primary = explanation.rows[0]
    assert (primary.measure_code, primary.is_primary) == ("companies", True)
    assert primary.arithmetic == "92 / 310 = 29.68 %"
    assert {said.publisher for said in primary.sentences} == {"gwangju", "segye", "newsis", "namdonews"}
    assert all("92" in said.quote for said in primary.sentences)
    assert [(one.value, one.is_chosen) for one in primary.candidates] == [(92, True)]
    text = render(explanation)
    assert "companies (stated, primary): 92 / 310 = 29.68 %" in text
    assert "https://mobile.newsis.com" in text


def test_what_was_not_chosen_says_why(written, tmp_path):
    # two outlets count all partners, as the total of that day shows
    for document in ("a", "b"):
        written.total(document, "companies", 100, DAY)
    written.total("c", "agreements_total", 100, DAY)
    # a lower grade
    written.total("d", "companies", 91, DAY, grade="C")
    # fewer publishers
    written.total("e", "companies", 93, DAY)
    for document in ("f", "g"):
        written.total(document, "companies", 92, DAY)
    database = tmp_path / "candidate.duckdb"
    build(database, written.inputs(tmp_path / "inputs"))
    candidates = explain_goal_progress(database, "companies_attracted", DAY).rows[0].candidates
    assert {one.value: one.why_not for one in candidates} == {
        92: "",
        93: "1 independent publishers, the chosen value has 2",
        91: "grade C, the chosen value has B",
        100: "it seems to count all partners, not this measure",
    }
    text = render(explain_goal_progress(database, "companies_attracted", DAY))
    assert "not chosen: 100" in text


def test_a_suspect_figure_is_explained_without_a_percentage(gold):
    primary = explain_goal_progress(gold, "companies_attracted", date(2025, 9, 11)).rows[0]
    assert primary.arithmetic == "320 / 310: no percentage, the figure seems to count all partners"


def test_a_day_without_a_figure_names_the_days_nearby(gold):
    with pytest.raises(NoSuchCell, match=r"2021-07-20, 2020-11-06"):
        explain_goal_progress(gold, "companies_attracted", date(2021, 7, 21))


def test_an_unknown_goal_names_the_goals(gold):
    with pytest.raises(NoSuchCell, match="There are: companies_attracted, jobs"):
        explain_goal_progress(gold, "happiness", DAY)


def test_the_dictionary_describes_every_published_table():
    text = render_dictionary()
    assert all(f"### {table}\n" in text for table in table_names())
    assert "| `progress_pct` | actual_value of target_value; null where the definition" in text
    assert "star.corrected_statement" not in table_names()
    assert render_table("kpi.coverage").startswith("### kpi.coverage\n")
    assert render_dictionary() == text
