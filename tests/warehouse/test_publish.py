"""Publication: whole or not at all, read-only, nothing private, the same files for the same tables."""

import csv
import json
import os
import stat

import duckdb
import polars as pl
import pytest

from warehouse import publish as publishing
from warehouse.csv_file import write_csv
from warehouse.headers import read_models
from warehouse.publish import (
    PublishError,
    current_version,
    file_hashes,
    make_current,
    publish,
    sweep,
    version_path,
    versions,
)

FIRST, SECOND = "20261122T180000Z-00000001", "20261123T180000Z-00000002"


@pytest.fixture
def candidate(tmp_path):
    """A small database as the builder leaves it: something of each schema."""
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        for schema in ("raw", "extracted", "config", "ops", "star", "audit", "kpi"):
            connection.execute(f"create schema {schema}")
        connection.execute("create table extracted.statement as select 'a whole quote that names a person' as quote")
        connection.execute("create table star.corrected_statement as select 'not masked' as value_text")
        connection.execute(
            "create table star.dim_programme as select 'a' as programme_code, date '2019-10-01' as started_on"
        )
        connection.execute(
            "create table star.calendar_span as "
            "select 'a' as programme_code, date '2019-10-01' as first_date, date '2019-10-02' as last_date"
        )
        # Stored no earlier than here, worked out from a table that is not published.
        connection.execute("create table star.statement_behind as select 'b' as programme_code, 'f' as fact_key")
        connection.execute(
            "create view star.bridge_statement as select programme_code, 'fact_signing' as fact_table, fact_key, "
            "'s' as statement_id from star.statement_behind"
        )
        connection.execute("comment on view star.bridge_statement is 'what stands behind'")
        connection.execute("create table audit.keys_unique as select 1 as rows_checked")
        connection.execute("create table ops.run as select 'r' as run_id")
        connection.execute(
            """
            create table kpi.coverage as
            select 'a' as programme_code, date '2021-07-20' as as_of_date, 100 as stated_total, 1 as ordinals_found,
                1 as organisations_named, 1.00 as coverage_pct, '=1+1' as missing_ordinals
            """
        )
        connection.execute("comment on table kpi.coverage is 'one day''s coverage'")
        connection.execute("comment on column kpi.coverage.stated_total is 'the total'")
    return path


@pytest.fixture(autouse=True)
def only_coverage(monkeypatch):
    """The small database has one KPI table."""
    models = tuple(model for model in read_models() if model.schema != "kpi" or model.name == "coverage")
    monkeypatch.setattr(publishing, "read_models", lambda folder: models)


def test_the_first_publication_becomes_current(candidate, tmp_path):
    published = tmp_path / "published"
    assert current_version(published) is None
    path = publish(candidate, published, FIRST, {"inputs_sha256": "abc"})
    current = current_version(published)
    assert current is not None
    assert (current.version, current.path, current.database) == (FIRST, path, path / "published.duckdb")
    assert (published / "current").resolve() == path.resolve()
    assert json.loads((published / "current.json").read_text()) == {"version": FIRST}


def test_only_what_may_be_published_is_copied_with_its_comments(candidate, tmp_path):
    path = publish(candidate, tmp_path / "published", FIRST, {})
    with duckdb.connect(str(path / "published.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        assert [name for (name,) in tables] == [
            *("audit.keys_unique", "kpi.coverage", "ops.run", "star.bridge_statement", "star.calendar_span"),
            "star.dim_programme",
        ]
        days = connection.execute("select date_key from star.dim_date order by all").fetchall()
        assert days == [(-1,), (20191001,), (20191002,)]
        bridge = connection.execute(
            "select fact_key, comment from star.bridge_statement, duckdb_tables() "
            "where schema_name = 'star' and table_name = 'bridge_statement'"
        )
        assert bridge.fetchall() == [("f", "what stands behind")]
        (comment,) = connection.execute("select comment from duckdb_tables() where schema_name = 'kpi'").fetchone()
        assert comment == "one day's coverage"
        query = "select comment from duckdb_columns() where column_name = 'stated_total'"
        assert connection.execute(query).fetchall() == [("the total",)]
        (tags,) = connection.execute("select tags from duckdb_databases() where not internal").fetchone()
        assert "v1.0.0+" in str(tags)


def test_the_manifest_holds_hashes_and_the_version_before(candidate, tmp_path):
    published = tmp_path / "published"
    publish(candidate, published, FIRST, {"inputs_sha256": "abc"})
    path = publish(candidate, published, SECOND, {"inputs_sha256": "def"})
    manifest = json.loads((path / "manifest.json").read_text())
    assert manifest["inputs_sha256"] == "def"
    assert (manifest["version"], manifest["previous_version"], manifest["schema_version"]) == (SECOND, FIRST, 1)
    assert manifest["outputs"] == file_hashes(path)
    assert {"published.duckdb", "coverage.csv", "coverage.parquet", "datapackage.json"} <= set(manifest["outputs"])
    assert versions(published) == [FIRST, SECOND]


def test_files_of_a_version_are_read_only(candidate, tmp_path):
    path = publish(candidate, tmp_path / "published", FIRST, {})
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.iterdir()} == {0o444}


def test_a_report_is_added_before_the_version_is_sealed(candidate, tmp_path):
    def prepare(folder):
        assert (folder / "published.duckdb").exists()
        (folder / "report").mkdir()
        (folder / "report" / "index.html").write_text("<p>")

    path = publish(candidate, tmp_path / "published", FIRST, {}, prepare=prepare)
    assert "report/index.html" in json.loads((path / "manifest.json").read_text())["outputs"]
    assert stat.S_IMODE((path / "report" / "index.html").stat().st_mode) == 0o444


STEPS = [
    (publishing, "write_database"),
    (publishing, "write_tables"),
    (publishing, "write_package"),
    (publishing, "_write_manifest"),
    (publishing, "_seal"),
    (publishing, "make_current"),
    (publishing, "_name_version"),
    (publishing.Path, "replace"),
    (publishing.Path, "symlink_to"),
    (publishing, "_sync"),
]


@pytest.mark.parametrize(("where", "step"), STEPS, ids=[name for _, name in STEPS])
def test_a_kill_at_any_step_leaves_the_former_version_whole(candidate, tmp_path, monkeypatch, where, step):
    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    published = tmp_path / "published"
    publish(candidate, published, FIRST, {})
    before = file_hashes(version_path(published, FIRST))
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(where, step, die)
        publish(candidate, published, SECOND, {})
    assert file_hashes(version_path(published, FIRST)) == before
    current = current_version(published)
    assert current is not None
    assert file_hashes(current.path) == current.manifest["outputs"]
    # the night is run again under the same name, and finishes what was begun
    path = publish(candidate, published, SECOND, {})
    assert current_version(published).path == path
    assert not [name for name in os.listdir(published / "versions") if name.startswith(".")]


def test_what_a_killed_publication_left_is_swept(tmp_path):
    for name in ("versions/.unfinished-a/published.duckdb", ".unfinished-current.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert sweep(tmp_path) == [".unfinished-a", ".unfinished-current.json"]
    assert sweep(tmp_path) == []


def test_a_version_that_was_finished_but_not_made_current_is_taken_when_it_says_the_same(
    candidate, tmp_path, monkeypatch
):
    published = tmp_path / "published"
    monkeypatch.setattr(publishing, "make_current", lambda *_: None)
    path = publish(candidate, published, FIRST, {})
    assert current_version(published) is None
    monkeypatch.setattr(publishing, "make_current", make_current)
    assert publish(candidate, published, FIRST, {}) == path
    assert current_version(published).version == FIRST


def test_a_version_never_changes(candidate, tmp_path):
    published = tmp_path / "published"
    publish(candidate, published, FIRST, {})
    with duckdb.connect(str(candidate)) as connection:
        connection.execute("update kpi.coverage set stated_total = 101")
    with pytest.raises(PublishError, match="versions never change"):
        publish(candidate, published, FIRST, {})


@pytest.mark.parametrize("version", ["", "../elsewhere", ".hidden", "a/b"])
def test_a_version_is_a_plain_name(tmp_path, version):
    with pytest.raises(PublishError, match="cannot name a folder"):
        version_path(tmp_path, version)


def test_rolling_back_to_a_version_that_is_not_there_says_which_are(candidate, tmp_path):
    published = tmp_path / "published"
    publish(candidate, published, FIRST, {})
    publish(candidate, published, SECOND, {})
    make_current(published, FIRST)
    assert current_version(published).version == FIRST
    with pytest.raises(PublishError, match=f"Choose one of {FIRST}, {SECOND}"):
        make_current(published, "20261124T180000Z-00000003")


@pytest.fixture
def csv_bytes(tmp_path):
    def written(frame: pl.DataFrame) -> bytes:
        write_csv(frame.lazy(), tmp_path / "table.csv")
        return (tmp_path / "table.csv").read_bytes()

    return written


def test_a_table_without_rows_has_the_names_of_its_columns(csv_bytes):
    assert csv_bytes(pl.DataFrame(schema={"text": pl.String, "number": pl.Int64})) == b"\xef\xbb\xbftext,number\r\n"


def test_a_csv_file_suits_spreadsheets_and_runs_no_formula(csv_bytes):
    texts = ["=1+1", "+1", "-1", "@a", "\t=1", 'a "b", c', "두 줄\n글", None]
    frame = pl.DataFrame({"text": texts, "number": [-1] * len(texts)})
    written = csv_bytes(frame)
    assert written.startswith(b"\xef\xbb\xbftext,number\r\n")
    rows = list(csv.reader(written.decode("utf-8-sig").splitlines(keepends=True)))
    assert [row[0] for row in rows[1:6]] == ["'=1+1", "'+1", "'-1", "'@a", "'\t=1"]
    assert rows[6][0] == 'a "b", c'
    assert {row[1] for row in rows[1:]} == {"-1"}
