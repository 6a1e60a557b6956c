"""Headers of models: what is read from them, and what an error says."""

import re
from pathlib import Path

import pytest

from warehouse.headers import ModelError, read_model, read_models
from warehouse.models import in_order, needed_for

HEADER = """/*
table:   star.thing
grain:   one thing
key:     programme_code, thing_code
reads:   config.programme
why:     Because of a reason that takes
  two lines.
columns:
  programme_code: the programme
  thing_code: the thing, told
    at length
*/
select programme_code, 'a' as thing_code from config.programme
"""


def model_file(tmp_path: Path, text: str, name: str = "star/thing.sql") -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_gives_table_grain_key_reads_and_columns(tmp_path):
    model = read_model(model_file(tmp_path, HEADER))
    assert (model.table, model.schema, model.name, model.grain) == ("star.thing", "star", "thing", "one thing")
    assert model.key == ("programme_code", "thing_code")
    assert model.reads == ("config.programme",)
    assert model.columns == {"programme_code": "the programme", "thing_code": "the thing, told at length"}
    assert model.why == "Because of a reason that takes two lines."
    assert model.is_published


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("/*\n", "-- ", "no header"),
        ("grain:   one thing\n", "", "has no grain"),
        ("grain:", "grains:", "'grains' is unknown"),
        ("table:   star.thing", "table:   star.other", "place says star.thing"),
        ("the programme\n", "\n", "no description for programme_code"),
        ("key:     programme_code, thing_code", "key:     thing_key", "key names thing_key"),
        ("from config.programme", "from config.programme, raw.capture", "the query reads"),
        ("  thing_code: the thing, told", "  programme_code: the thing, told", "describes programme_code twice"),
        ("columns:\n", "severity: fatal\nshape: compare\nowner: us\ncolumns:\n", "'fatal' is unknown"),
        ("columns:\n", "shape: compare\ncolumns:\n", "needs shape, severity and owner"),
        ("columns:\n", "severity: critical\nowner: us\nshape: compare\ncolumns:\n", "names its two numbers"),
        ("columns:\n", "severity: critical\nowner: us\nshape: violations\ncolumns:\n", "rows_checked and rows_failing"),
        ("one thing\n", "one thing\nunindented\n", "cannot read the header line"),
        ("columns:\n", "stored:  now and then\ncolumns:\n", "'now and then' is unknown"),
        ("columns:\n", "unrepeated: url\ncolumns:\n", "unrepeated names url"),
    ],
)
def test_a_wrong_header_names_the_file_and_the_fault(tmp_path, was, now, said):
    path = model_file(tmp_path, HEADER.replace(was, now, 1))
    with pytest.raises(ModelError) as error:
        read_model(path)
    assert str(path) in str(error.value)
    assert said in str(error.value)


def test_models_come_after_what_they_read(tmp_path):
    model_file(tmp_path, HEADER)
    later = HEADER.replace("star.thing", "star.another").replace("config.programme", "star.thing")
    model_file(tmp_path, later, "star/another.sql")
    ordered = in_order(read_models(tmp_path), {"config.programme"})
    assert [model.table for model in ordered] == ["star.thing", "star.another"]


def test_a_circle_of_models_is_named(tmp_path):
    model_file(tmp_path, HEADER.replace("config.programme", "star.another"))
    model_file(
        tmp_path,
        HEADER.replace("star.thing", "star.another").replace("config.programme", "star.thing"),
        "star/another.sql",
    )
    with pytest.raises(ModelError, match=r"circle: star\.\w+ → star\.\w+ → star\.\w+"):
        in_order(read_models(tmp_path), set())


def test_a_table_that_nobody_makes_is_named(tmp_path):
    path = model_file(tmp_path, HEADER)
    with pytest.raises(ModelError, match=r"reads config\.programme, which no model and no loader makes") as error:
        in_order(read_models(tmp_path), {"config.goal"})
    assert str(path) in str(error.value)


def test_needed_for_follows_reads_into_other_schemas():
    tables = {model.table for model in needed_for(read_models(), ("kpi",))}
    assert {"kpi.evidence", "audit.evidence_of_totals", "star.fact_signing"} <= tables
    assert "audit.facts_kept" not in tables


def test_no_asof_join_meets_a_row_without_a_day():
    """DuckDB 1.5.5 finds partners for such rows, from 64 rows on; the macro ``asof_day`` keeps them apart."""
    asof = {model.name: model.sql for model in read_models() if "asof " in model.sql}
    assert len(asof) >= 4
    for name, sql in asof.items():
        assert len(re.findall(r"<= asof_day\(\w+\.as_of_date\)", sql)) == sql.count("asof "), name


def test_every_model_keeps_the_house_rules():
    for model in read_models():
        lines = model.path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 120, model.path
        assert max(map(len, lines)) <= 120, model.path
        assert model.schema == "audit" or "programme_code" in model.key, model.table
