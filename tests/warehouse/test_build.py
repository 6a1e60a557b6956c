"""The builder: drift between header and query, keys, names, and the same bytes from the same inputs."""

import random
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse.gold_statements import all_quotes_equal, gold_inputs
from warehouse.build import audit, build, evidence_to_check
from warehouse.exports import write_tables
from warehouse.headers import MODELS, ModelError, read_models
from warehouse.load import Inputs

MODEL = """/*
table:   star.thing
grain:   one thing
key:     programme_code
reads:   config.programme
stored:  {stored}
columns:
  programme_code: the programme
  name: what it is called
*/
select {columns} from config.programme {more}
"""


@pytest.fixture
def models(tmp_path):
    """Models of which one can be written anew."""

    def write(columns="programme_code, name_ko as name", more="", stored="yes"):
        path = tmp_path / "models" / "star" / "thing.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MODEL.format(columns=columns, more=more, stored=stored), encoding="utf-8")
        return tmp_path / "models"

    return write


def one_programme():
    from tests.warehouse.rows import config

    return Inputs(frames={"programme": config("programme", {"programme_code": "a", "name_ko": "가"})})


def test_a_model_that_makes_other_columns_than_its_header_stops_the_build(models, tmp_path):
    folder = models("programme_code, name_ko as title")
    with pytest.raises(ModelError) as error:
        build(tmp_path / "candidate.duckdb", one_programme(), models=folder)
    assert "header: programme_code, name\n" in str(error.value)
    assert "made:   programme_code, title\n" in str(error.value)
    assert not (tmp_path / "candidate.duckdb").exists()


@pytest.mark.parametrize("stored", ["yes", "while built: others rest on it"])
@pytest.mark.parametrize(
    ("more", "said"),
    [("cross join range(2)", "repeats for 1 keys"), ("union all select null, null", "is null in 1 rows")],
)
def test_a_key_that_repeats_or_is_null_stops_the_build(models, tmp_path, more, said, stored):
    with pytest.raises(ModelError, match=said):
        build(tmp_path / "candidate.duckdb", one_programme(), models=models(more=more, stored=stored))


def test_what_is_held_while_built_is_not_in_the_file(models, tmp_path):
    database = tmp_path / "candidate.duckdb"
    folder = models(stored="while built: others rest on it")
    (folder / "star" / "count.sql").write_text(
        MODEL.format(columns="programme_code, count(*) as name", more="group by all", stored="yes")
        .replace("star.thing", "star.count")
        .replace("config.programme", "star.thing"),
        encoding="utf-8",
    )
    build(database, one_programme(), models=folder)
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("select table_name from information_schema.tables where table_schema = 'star'")
        assert found.fetchall() == [("count",)]
        assert connection.execute("from star.count").fetchall() == [("a", 1)]


def test_a_query_that_fails_names_its_file(models, tmp_path):
    with pytest.raises(ModelError, match=r"thing\.sql: the query fails"):
        build(tmp_path / "candidate.duckdb", one_programme(), models=models("programme_code, nothing as name"))


def test_a_failed_build_leaves_the_former_database(models, tmp_path):
    database = tmp_path / "candidate.duckdb"
    build(database, one_programme(), models=models())
    before = database.read_bytes()
    with pytest.raises(ModelError):
        build(database, one_programme(), models=models("programme_code"))
    assert database.read_bytes() == before


@pytest.mark.parametrize("name", ["kpi.duckdb", "star.db", "audit", "passing.duckdb"])
def test_a_database_named_like_a_schema_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="ambiguous"):
        build(tmp_path / name, Inputs())


def kpi_bytes(database: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    write_tables(database, folder, read_models())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_inputs_in_any_order_give_the_same_bytes(gold, tmp_path):
    inputs = gold_inputs(tmp_path / "inputs")
    shuffled = []
    for kind, source in (("readings", inputs.readings[0]), ("statements", inputs.statements[0])):
        rows = pl.read_parquet(source).sample(fraction=1.0, shuffle=True, seed=5)
        files = [tmp_path / f"{kind}-{part}.parquet" for part in range(3)]
        for part, file in enumerate(files):
            rows.gather_every(3, part).write_parquet(file)
        random.Random(5).shuffle(files)
        shuffled.append(files)
    lines = inputs.captures[0].read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(5).shuffle(lines)
    inputs.captures[0].write_text("".join(lines), encoding="utf-8")
    again = tmp_path / "again.duckdb"
    build(again, replace(inputs, readings=shuffled[0], statements=shuffled[1]))
    audit(again, all_quotes_equal(evidence_to_check(again)))
    assert kpi_bytes(again, tmp_path / "new") == kpi_bytes(gold, tmp_path / "old")


def test_every_quote_behind_a_cell_is_handed_out_whole(gold):
    quotes = evidence_to_check(gold)
    assert quotes.columns == ["statement_number", "document_id", "span_start", "span_end", "quote"]
    with duckdb.connect(str(gold), read_only=True) as connection:
        cited = connection.execute("select count(distinct statement_id) from kpi.evidence").fetchone()
    assert (quotes.height,) == cited
    assert quotes["quote"].null_count() == 0


def test_kpi_columns_are_those_of_the_interface():
    interface = {
        "goal_progress": "programme_code goal_code measure_code is_primary as_of_date actual_basis actual_value "
        "target_value target_date progress_pct elapsed_pct pace_ratio required_per_month projected_low projected_high "
        "status_code observation_status",
        "agreements_by_month": "month_date signings_count agreements_count cumulative_count stated_total",
        "sector_mix": "as_of_date sector_code name_ko name_en organisations_count share_pct is_consistent document_id",
        "office_sites": "as_of_date site_code name_ko name_en organisations_count share_pct is_consistent document_id",
        "settlement_funnel": "as_of_date stage_code organisations_count share_of_signed_pct",
        "coverage": "as_of_date stated_total ordinals_found organisations_named coverage_pct missing_ordinals",
        "reconciliation": "measure_code as_of_date stated_value road_code other_road_value difference explanation_code "
        "document_id",
        "evidence": "kpi_table kpi_key column_name statement_id document_id publisher url published_date quote_public "
        "quote_sha256 span_start span_end rule_id",
    }
    made = {model.name: set(model.columns) for model in read_models(MODELS) if model.schema == "kpi"}
    for table, columns in interface.items():
        assert set(columns.split()) <= made[table], table
