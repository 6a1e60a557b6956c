"""The log of changes: each cell that differs from the version before, with its cause, from version to version."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse.conftest import Warehouse
from tests.warehouse.rows import PROGRAMME, Written, config, shingles, sketched
from warehouse.build import Former, Inputs, build
from warehouse.cells import CELLS, changed_cells
from warehouse.diff import UNKNOWN, diff, differing_rows
from warehouse.headers import read_models
from warehouse.load import define_macros

MARCH, APRIL, MAY, JUNE, WITHDRAWN, DOUBTED = (date(2021, month, 10) for month in (3, 4, 5, 6, 8, 11))
COMPANIES, OFFICES, PEOPLE, MOVED = date(2021, 7, 20), date(2021, 8, 1), date(2021, 9, 1), date(2021, 10, 1)
CORRECTION = {"correction_id": "fix", "programme_code": PROGRAMME, "field_code": "companies", "reason": "misprint"}


SECOND, THIRD = (f"2026-11-{day}T02:00:00+09:00" for day in (23, 24))
BY_NEW_RULES = {"kind": "status", "read_at": "2026-11-25T03:00:00+09:00", "ruleset_fingerprint": "rules-2"}
AS_IS, AS_MENDED = sketched(shingles("page")), sketched(shingles("page", 1))


def gives(written: Written, document: str, page: str, fetched_at: str, **fields) -> None:
    """What the page of another document gives at an instant: much the same text, unless said otherwise."""
    address = {"url": f"https://example.org/{page}", "publisher": f"publisher-{page}", "sketch": AS_MENDED}
    written.capture(document, **{"kind": "status", "fetched_at": fetched_at, **address, **fields})


def before() -> Written:
    written = Written()
    written.signing("signed", MARCH, (1, 2), ["솔트룩스", "솔트룩스코리아"])
    written.signing("later", APRIL, (3, 3), ["클로봇"])
    written.total("misprinted", "companies", 92, COMPANIES)
    written.total("address", "offices_opened", 61, OFFICES, sketch=AS_IS)
    written.total("address", "corporations_established", 20, OFFICES)
    written.total("read", "hq_relocated", 9, MOVED)
    written.total("people", "employees", 242, PEOPLE, sketch=AS_IS)
    # a later form of that page, which nobody can read yet
    gives(written, "late", "people", SECOND, outcome="unread")
    written.total("withdrawn", "employees", 810, WITHDRAWN, sketch=AS_IS)
    return written


def after() -> Written:
    written = before()
    # a document of another day
    written.total("fresh", "agreements_total", 86, JUNE)
    # the page of 'address' with another figure, and without one
    gives(written, "mended", "address", SECOND)
    written.total("mended", "offices_opened", 60, OFFICES)
    # another text at that address
    gives(written, "another", "address", SECOND, sketch=sketched(shingles("another")))
    written.total("another", "agreements_total", 40, MAY)
    # the page of 'withdrawn' without its figure
    gives(written, "silent", "withdrawn", SECOND)
    written.statement("silent", predicate="signing", signing_ref="s1")
    # they differ, and nobody knows who is right
    written.total("doubted", "employees", 300, DOUBTED)
    written.total("doubter", "employees", 333, DOUBTED)
    # 'read' is read again by new rules
    written.reading("again", "capture-read", "read", **BY_NEW_RULES, outcome="extracted")
    written.total("read", "hq_relocated", 10, MOVED, reading_id="again")
    return written


def declared_inputs(folder: Path, written: Written) -> Inputs:
    inputs = written.inputs(folder)
    goal = inputs.frames["goal"].with_columns(
        target_value=pl.when(pl.col("goal_code") == "jobs").then(900).otherwise(pl.col("target_value"))
    )
    alias = {"alias_text": "솔트룩스코리아", "alias_key": "솔트룩스코리아", "organisation_name": "솔트룩스"}
    declared = {
        "goal": goal,
        "correction": config("correction", {**CORRECTION, "was_text": "92", "now_text": "93"}),
        "organisation": config("organisation", {"organisation_name": "솔트룩스", "name_key": "솔트룩스"}),
        "organisation_alias": config("organisation_alias", {**alias, "kind_code": "alias"}),
    }
    return replace(inputs, frames={**inputs.frames, **declared})


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The databases of two versions, in folders named like versions."""
    folder = tmp_path_factory.mktemp("two")
    first, second = (folder / name / "published.duckdb" for name in ("V1", "V2"))
    build(first, replace(before().inputs(folder / "in1"), version="V1"))
    declared = declared_inputs(folder / "in2", after())
    build(second, replace(declared, version="V2", former=Former("V1", first, True)))
    return first, second


@pytest.fixture
def log(two):
    with duckdb.connect(str(two[1]), read_only=True) as connection:
        yield Warehouse(connection)


def changed(log, table, column, fragment, version="V2"):
    return log.rows(
        f"""
        select old_value, new_value, cause_code, cause_key from kpi.restatement
        where kpi_table = '{table}' and column_name = '{column}' and contains(kpi_key, '{fragment}')
            and version = '{version}'
        """
    )


def settled(log, version="V2"):
    fragment = f"as_of_date={OFFICES}"
    return sorted(changed(log, "settlement_funnel", "organisations_count", fragment, version), key=str)


@pytest.fixture
def third(two, tmp_path):
    """Build a third version from rows, what is declared being as it was; gives what it logs."""
    connections: list[duckdb.DuckDBPyConnection] = []

    def built(written: Written) -> Warehouse:
        database = tmp_path / "V3" / "published.duckdb"
        declared = declared_inputs(tmp_path / "in", written)
        build(database, replace(declared, version="V3", former=Former("V2", two[1], True)))
        connections.append(duckdb.connect(str(database), read_only=True))
        return Warehouse(connections[0])

    yield built
    for connection in connections:
        connection.close()


def test_the_first_version_logs_nothing(two):
    with duckdb.connect(str(two[0]), read_only=True) as connection:
        assert connection.execute("select count(*) from kpi.restatement").fetchone() == (0,)


def test_a_declared_correction_is_the_cause_of_the_cell_it_corrects(log):
    row = ("92", "93", "correction_declared", "fix")
    fragment = f"measure_code=companies|as_of_date={COMPANIES}"
    assert changed(log, "goal_progress", "actual_value", fragment) == [row]
    assert changed(log, "goal_progress", "progress_pct", fragment)[0][2:] == ("correction_declared", "fix")


def test_a_new_document_makes_cells_appear_from_nothing(log):
    assert changed(log, "coverage", "stated_total", JUNE) == [(None, "86", "new_document", "fresh")]


def test_a_page_that_says_otherwise_is_a_corrected_source(log):
    # what it says otherwise, and what it does not say any more
    assert settled(log) == [("20", None, "source_corrected", "mended"), ("61", "60", "source_corrected", "mended")]


def test_another_announcement_under_a_known_address_is_a_new_document(log):
    assert changed(log, "coverage", "stated_total", MAY) == [(None, "40", "new_document", "another")]


def settles_again(written: Written, document: str, reading_id: str) -> None:
    for measure, count in (("offices_opened", 61), ("corporations_established", 20)):
        written.total(document, measure, count, OFFICES, reading_id=reading_id)


def test_a_correction_that_a_page_takes_back_is_a_correction_again(third):
    written = after()
    gives(written, "address", "address", THIRD, sketch=AS_IS, capture_id="back")
    settles_again(written, "address", "reading-back")
    log = third(written)
    assert settled(log, "V3") == [
        ("60", "61", "source_corrected", "address"),
        (None, "20", "source_corrected", "address"),
    ]
    documents = "select document_id, newer_document_id from star.dim_document where newer_document_id is not null"
    assert log.rows(f"{documents} order by all") == [("mended", "address"), ("withdrawn", "silent")]


@pytest.mark.system
def test_what_a_page_took_back_and_another_shows_is_a_new_document(third):
    written = after()
    gives(written, "address", "mirror", THIRD, sketch=AS_IS, capture_id="copy")
    settles_again(written, "address", "reading-copy")
    assert (None, "20", "new_document", "address") in settled(third(written), "V3")


@pytest.mark.system
def test_a_correction_that_new_rules_cannot_read_is_a_change_of_rules(third):
    written = after()
    written.reading("lost", "capture-mended", "mended", **BY_NEW_RULES, outcome="unread")
    assert settled(third(written), "V3") == [
        ("60", "61", "rule_changed", "rules-2"),
        (None, "20", "rule_changed", "rules-2"),
    ]


@pytest.mark.system
def test_a_correction_that_only_new_rules_can_read_is_a_change_of_rules(third):
    written = after()
    written.reading("found", "capture-late", "late", **BY_NEW_RULES, outcome="extracted", sketch=AS_MENDED)
    written.total("late", "employees", 250, PEOPLE, reading_id="found")
    fragment = f"measure_code=employees|as_of_date={PEOPLE}"
    rows = changed(third(written), "goal_progress", "actual_value", fragment, "V3")
    assert rows == [("242", "250", "rule_changed", "rules-2")]


def without(*documents: str) -> Written:
    """All but some documents: they were taken down."""
    rows = after()
    kept = [
        [row for row in some if row["document_id"] not in documents]
        for some in (rows.captures, rows.readings, rows.statements)
    ]
    return Written(*kept)


def test_what_only_a_document_said_that_was_taken_down_goes_with_it(third):
    rows = changed(third(without("fresh")), "coverage", "stated_total", JUNE, "V3")
    assert rows == [("86", None, "document_taken_down", "fresh")]


@pytest.mark.system
def test_a_signing_that_was_taken_down_is_the_cause_of_later_running_counts_too(third):
    log = third(without("signed"))
    because = ("document_taken_down", "signed")
    signings = changed(log, "agreements_by_month", "signings_count", "month_date=2021-03-01", "V3")
    assert [row[2:] for row in signings] == [because]
    assert changed(log, "agreements_by_month", "cumulative_count", "month_date=2021-04-01", "V3") == [
        ("2", "1", *because)
    ]
    assert changed(log, "coverage", "missing_ordinals", MAY, "V3")[0][2:] == because
    causes = "select distinct cause_code from kpi.restatement where version = 'V3'"
    assert log.rows(causes) == [("document_taken_down",)]


@pytest.mark.system
def test_a_value_that_was_disputed_by_what_was_taken_down_comes_back_because_of_it(third):
    fragment = f"measure_code=employees|as_of_date={DOUBTED}"
    rows = changed(third(without("doubter")), "goal_progress", "actual_value", fragment, "V3")
    assert rows == [(None, "300", "document_taken_down", "doubter")]


def gone(document: str, page: str) -> Written:
    """A document that was taken down after it had taken the place of what its page said."""
    written = without(document)
    for capture in written.captures:
        if capture["document_id"] == page:
            capture.update(superseded_at=SECOND, superseded_by=document)
    return written


def test_a_correction_that_was_taken_down_takes_its_figures_with_it_and_brings_none_back(third):
    written = gone("mended", "address")
    log = third(written)
    assert settled(log, "V3") == [("60", None, "document_taken_down", "mended")]
    documents = "select newer_document_id from star.dim_document where document_id = 'address'"
    assert log.rows(documents) == [("mended",)]


@pytest.mark.system
def test_what_a_page_says_again_after_its_correction_was_taken_down_is_a_corrected_source(third):
    written = gone("mended", "address")
    gives(written, "address", "address", THIRD, sketch=AS_IS, capture_id="back")
    settles_again(written, "address", "reading-back")
    assert (None, "20", "source_corrected", "address") in settled(third(written), "V3")


@pytest.mark.system
def test_what_a_document_withdrew_that_was_never_published_is_withdrawn_because_it_was_taken_down(third):
    # a night fetched another form of the page, was blocked, and the form was taken down
    rows = changed(third(gone("hoax", "fresh")), "coverage", "stated_total", JUNE, "V3")
    assert rows == [("86", None, "document_taken_down", "hoax")]


def test_what_a_page_does_not_say_any_more_is_a_corrected_source(log):
    rows = changed(log, "goal_progress", "actual_value", f"measure_code=employees|as_of_date={WITHDRAWN}")
    assert rows == [("810", None, "source_corrected", "silent")]


def test_a_document_read_by_other_rules_is_a_change_of_rules(log):
    funnel = changed(log, "settlement_funnel", "organisations_count", f"as_of_date={MOVED}")
    assert funnel == [("9", "10", "rule_changed", "rules-2")]


def test_two_spellings_that_now_mean_one_organisation_are_a_change_of_identity(log):
    (row,) = changed(log, "agreements_by_month", "agreements_count", "month_date=2021-03-01")
    assert row[:3] == ("2", "1", "identity_changed")


def test_a_running_count_takes_the_cause_from_the_day_it_changed(log):
    (row,) = changed(log, "agreements_by_month", "cumulative_count", "month_date=2021-04-01")
    assert row[:3] == ("3", "2", "identity_changed")


def test_another_target_is_a_change_of_rules_whatever_else_happened(log):
    for column in ("target_value", "progress_pct"):
        (row,) = changed(log, "goal_progress", column, f"goal_code=jobs|measure_code=employees|as_of_date={PEOPLE}")
        assert row[2:] == ("rule_changed", None)


def test_the_log_goes_on_from_version_to_version(two, tmp_path):
    third = tmp_path / "V3" / "published.duckdb"
    # everything declared is taken back
    build(third, replace(after().inputs(tmp_path / "in"), version="V3", former=Former("V2", two[1], True)))
    with duckdb.connect(str(third), read_only=True) as connection:
        log = Warehouse(connection)
        query = """
            select version, old_value, new_value from kpi.restatement
            where column_name = 'actual_value' and contains(kpi_key, 'measure_code=companies|')
            order by version
        """
        assert log.rows(query) == [("V2", "92", "93"), ("V3", "93", "92")]
    # over both versions nothing came of it
    assert not [cell for cell in diff(two[0], third) if "measure_code=companies|" in cell.kpi_key]


def test_a_lost_or_altered_line_of_the_log_is_seen(two, tmp_path):
    copy = tmp_path / "candidate.duckdb"
    copy.write_bytes(two[1].read_bytes())
    with duckdb.connect(str(copy)) as connection:
        store = Warehouse(connection)
        store.make("audit.restatement_kept")
        assert store.differing("restatement_kept") == []
        for change in (
            "delete from kpi.restatement where kpi_table = 'coverage'",
            "update kpi.restatement set new_value = '94' where new_value = '93'",
            # never compared, never logged
            "delete from kpi.restatement where kpi_table = 'coverage'; "
            "delete from checked.changed_cell where kpi_table = 'coverage'",
        ):
            connection.execute("begin")
            connection.execute(change)
            store.make("audit.restatement_kept")
            assert store.differing("restatement_kept") != [], change
            connection.execute("rollback")


def test_a_column_that_the_version_before_did_not_have_is_logged_and_passes_its_audit(two, tmp_path):
    """What the audit compares by hand is every cell that the log compares: one that it left out would block a night."""
    copy = tmp_path / "candidate.duckdb"
    copy.write_bytes(two[1].read_bytes())
    models = read_models()
    with duckdb.connect(str(copy)) as connection:
        define_macros(connection)
        store = Warehouse(connection)
        for table, column in ((table, column) for table, columns in CELLS.items() for column in columns):
            connection.execute("begin")
            connection.execute(f"delete from previous.{table}")
            connection.execute(f"insert into previous.{table} select * replace (null as {column}) from kpi.{table}")
            connection.execute("delete from checked.changed_cell")
            connection.execute(f"insert into checked.changed_cell {changed_cells(models, 'previous', 'kpi')}")
            store.make("kpi.restatement", "audit.restatement_kept")
            assert store.differing("restatement_kept") == [], f"{table}.{column}"
            connection.execute("rollback")


def test_versions_are_compared_cell_by_cell_with_the_cause_of_the_log(two):
    cells = diff(*two)
    by_cell = {(cell.kpi_table, cell.column_name, cell.old_value): cell for cell in cells}
    assert by_cell["goal_progress", "actual_value", "92"].cause_code == "correction_declared"
    assert by_cell["coverage", "stated_total", None].new_value == "86"
    # the other way round the same cells, the values exchanged
    back = diff(two[1], two[0])
    assert {(c.kpi_key, c.column_name, c.new_value) for c in back} == {
        (c.kpi_key, c.column_name, c.old_value) for c in cells
    }
    assert UNKNOWN not in {cell.cause_code for cell in back}
    assert diff(two[0], two[0]) == []
    assert differing_rows(*two, "evidence") > 0


def test_every_column_of_a_kpi_table_is_a_cell_a_key_or_a_description():
    described = {"name_ko", "name_en", "document_id", "measure_code", "as_of_date", "is_primary", "is_explained"}
    described |= {"stated_total_date", "other_as_of_date", "projection_reason"}
    for model in read_models():
        if model.schema == "kpi" and model.name in CELLS:
            rest = set(model.columns) - set(model.key) - set(CELLS[model.name]) - described
            assert rest == set(), model.table
