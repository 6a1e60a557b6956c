"""What we lose or double must be seen: one row deleted anywhere makes a critical audit fail."""

import duckdb
import pytest

from tests.warehouse.gold_statements import all_quotes_equal
from warehouse.build import audit, audit_names, audits, build, evidence_to_check, read_audit, read_audits
from warehouse.load import Inputs

KEPT = {
    "kpi.goal_progress": "goal_progress_kept",
    "kpi.agreements_by_month": "agreements_by_month_kept",
    "kpi.sector_mix": "breakdowns_kept",
    "kpi.office_sites": "breakdowns_kept",
    "kpi.settlement_funnel": "settlement_funnel_kept",
    "kpi.coverage": "coverage_kept",
    "kpi.reconciliation": "reconciliation_kept",
    "audit.cited": "evidence_kept",
}
FACTS = ("signing", "agreement", "stated_total", "stated_breakdown", "goal")


@pytest.fixture
def store(gold_in_memory):
    """The bundled announcements; what a test does to them is undone."""
    gold_in_memory.connection.execute("begin")
    yield gold_in_memory
    gold_in_memory.connection.execute("rollback")


def judge(store, name):
    store.make(f"audit.{name}")
    return store.differing(name)


@pytest.mark.parametrize("table", [f"star.fact_{name}" for name in FACTS])
def test_a_fact_row_that_is_deleted_is_missed(store, table):
    store.connection.execute(f"delete from {table} where rowid = (select max(rowid) from {table})")
    assert [row[1] for row in judge(store, "facts_kept")] == [table.removeprefix("star.")]


@pytest.mark.parametrize("table", ["star.placed_statement", "star.figure_of_type"])
def test_a_statement_that_is_behind_a_fact_no_longer_is_missed(store, table):
    store.connection.execute(f"delete from {table} where rowid = (select max(rowid) from {table})")
    assert [row[1] for row in judge(store, "facts_kept")] == ["bridge_statement"]


@pytest.mark.parametrize("table", [f"star.fact_{name}" for name in FACTS])
def test_a_fact_row_that_is_doubled_is_seen(store, table):
    store.connection.execute(f"insert into {table} select * from {table} limit 1")
    assert [row[1] for row in judge(store, "facts_kept")] == [table.removeprefix("star.")]


@pytest.mark.parametrize(("table", "name"), KEPT.items())
def test_a_kpi_row_that_is_deleted_is_missed(store, table, name):
    store.connection.execute(f"delete from {table} where rowid = (select max(rowid) from {table})")
    assert judge(store, name) != []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("update kpi.goal_progress set actual_value = 100 where measure_code = 'companies'", "goal_progress_kept"),
        ("update kpi.goal_progress set progress_pct = 32.26 where actual_value = 92", "goal_progress_kept"),
        ("update kpi.sector_mix set organisations_count = 31 where organisations_count = 32", "breakdowns_kept"),
        ("update kpi.agreements_by_month set cumulative_count = cumulative_count + 1", "agreements_by_month_kept"),
        (
            "update kpi.settlement_funnel set organisations_count = 62 where organisations_count = 61",
            "settlement_funnel_kept",
        ),
        ("update kpi.coverage set missing_ordinals = '1'", "coverage_kept"),
        ("update kpi.reconciliation set difference = 0", "reconciliation_kept"),
        ("update kpi.reconciliation set timing_count = 0 where timing_count = -10", "reconciliation_kept"),
    ],
)
def test_a_kpi_value_that_is_changed_is_seen(store, change, name):
    assert judge(store, name) == []
    store.connection.execute(change)
    assert judge(store, name) != []


def test_a_commitment_that_is_deleted_is_missed(written, believe):
    for text in ("법인 설립", "인력 채용"):
        written.signing(text, None, (1, 1))
        written.statement(text, predicate="commitment", value_text=text, quote=text, modality="planned")
    store = believe("audit.facts_kept")
    assert store.differing("facts_kept") == []
    store.connection.execute("delete from star.fact_commitment where commitment_text = '법인 설립'")
    assert [row[1] for row in judge(store, "facts_kept")] == ["fact_commitment"]


def test_a_withdrawn_statement_is_not_missed(written, believe):
    from tests.warehouse.rows import PROGRAMME, config

    written.signing("a", None, (1, 1), ["솔트룩스", "클로봇"])
    fix = {"correction_id": "c", "programme_code": PROGRAMME, "field_code": "party", "was_text": "클로봇"}
    store = believe("audit.facts_kept", correction=config("correction", fix))
    assert store.differing("facts_kept") == []


def test_a_capture_that_nobody_read_is_missed(written, believe):
    written.capture("read")
    # fetched, and then forgotten
    written.capture("forgotten")
    written.readings.pop()
    # refused: nothing to read
    written.capture("huge", status="refused: 30 MB, more than 20")
    written.readings.pop()
    store = believe("audit.captures_accounted")
    assert [row[1:4] for row in store.differing("captures_accounted")] == [("samples", 3, 2)]


def test_a_reading_without_its_capture_is_seen(written, believe):
    written.capture("read")
    written.reading("stray", "capture-gone", "gone", outcome="ignored")
    assert [row[1:4] for row in believe("audit.captures_accounted").differing("captures_accounted")] == [
        ("unknown", 0, 1)
    ]


def test_a_kpi_cell_without_evidence_is_named(store):
    store.connection.execute("delete from audit.evidence_of_totals where column_names = 'bound_low'")
    store.make("audit.evidence_complete")
    assert set(store.failing("evidence_complete")) == {"no statement stands behind this cell"}


def test_a_statement_that_stands_twice_behind_a_cell_is_named(store):
    store.connection.execute(
        """
        insert into star.placed_statement by name
        select placed.* replace ('fact_signing' as fact_table, other.fact_key as fact_key)
        from (
        select programme_code, min(fact_key) as fact_key, statement_id
        from audit.evidence_of_totals
        inner join (
            select programme_code, kpi_key, min(statement_id) as statement_id
            from kpi.evidence
            where kpi_table = 'coverage' and column_name = 'stated_total'
            group by all
        ) using (programme_code, kpi_key)
        where kpi_table = 'coverage' and fact_table = 'fact_signing'
        group by all
        limit 1
        ) as other
        inner join extracted.statement using (programme_code, statement_id)
        inner join star.placed_statement as placed using (programme_code, statement_number)
        """
    )
    store.make("audit.evidence_complete")
    assert set(store.failing("evidence_complete")) == {"one statement stands behind this cell by several facts"}


def test_every_critical_audit_passes_on_the_bundled_announcements(gold):
    for one in audits():
        frame = read_audit(gold, one.name)
        assert len(frame) >= 1, one.name
        assert not frame.isnull().to_numpy().any(), one.name
        if one.severity == "critical" and one.shape == "compare":
            assert (frame[one.compares[0]] == frame[one.compares[1]]).all(), one.name
        if one.severity == "critical" and one.shape == "violations":
            assert frame["rows_failing"].tolist() == [0], one.name
            assert frame["rows_checked"].min() > 0, one.name


def test_the_bundled_announcements_warn_of_what_is_known(gold):
    warned = {
        one.name for one in audits() if one.severity == "warning" and read_audit(gold, one.name)["rows_failing"][0]
    }
    assert warned == {"parts_add_up", "definitions_hold", "goals_agree", "list_length"}


def test_an_empty_warehouse_is_sound(tmp_path):
    database = tmp_path / "candidate.duckdb"
    build(database, Inputs())
    audit(database, all_quotes_equal(evidence_to_check(database)))
    for one in audits():
        frame = read_audit(database, one.name)
        assert len(frame) >= 1, one.name
        failing = frame[one.compares[0]] - frame[one.compares[1]] if one.compares else frame["rows_failing"]
        assert (failing == 0).all(), one.name
        assert one.compares or frame["rows_checked"].min() >= 1


def test_a_quote_that_changed_or_was_not_checked_fails(gold, tmp_path):
    database = tmp_path / "candidate.duckdb"
    database.write_bytes(gold.read_bytes())
    quotes = evidence_to_check(database)
    changed, skipped, gone = quotes["statement_number"].sample(3, seed=1).sort()
    with duckdb.connect(str(database)) as connection:
        query = "select statement_number, statement_id from extracted.statement"
        names = dict(connection.execute(query).fetchall())
        connection.execute("delete from extracted.statement where statement_number = ?", [gone])
    checks = all_quotes_equal(evidence_to_check(database))
    number = checks["statement_number"]
    audit(database, checks.with_columns(is_equal=number != changed).filter(number != skipped))
    rows = read_audit(database, "evidence_quotes_rows")
    found = dict(zip(rows["row_key"], rows["message"], strict=True))
    not_compared = "the quote was not compared with the archived bytes"
    assert found == {
        f"statement_id={names[changed]}": "the quote is not what the archived bytes say at its place",
        f"statement_id={names[skipped]}": not_compared,
        f"statement_id=gone, number {gone}": not_compared,
    }


def test_a_row_that_is_doubled_or_has_lost_its_dimension_fails(gold, tmp_path):
    database = tmp_path / "candidate.duckdb"
    database.write_bytes(gold.read_bytes())
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into kpi.coverage select * from kpi.coverage limit 1")
        connection.execute("delete from star.dim_sector where sector_code = 'bigdata'")
        connection.execute("insert into star.figure_of_type from star.figure_of_type limit 1")
        connection.execute("update extracted.statement set statement_id = 'one for two' where predicate = 'goal'")
    audit(database, all_quotes_equal(evidence_to_check(database)))
    rows = read_audit(database, "keys_unique_rows")["row_key"].tolist()
    twice = ("star.figure_of_type", "star.statement_behind")
    assert rows == [f"table={name}" for name in ("extracted.current_statement", "kpi.coverage", *twice)]
    assert set(read_audit(database, "links_present_rows")["row_key"]) == {
        "table=kpi.sector_mix|column=sector_code",
        "table=star.fact_stated_breakdown|column=sector_code",
    }


def test_a_published_value_outside_of_what_it_can_be_is_named(store):
    store.connection.execute("update kpi.coverage set ordinals_found = stated_total + 1")
    store.connection.execute("update extracted.statement set quote_public = repeat('가', 161)")
    store.make("audit.ranges_hold")
    told = store.failing("ranges_hold")
    assert any("kpi.coverage.ordinals_found" in message for message in told)
    assert any("kpi.evidence.quote_public is 161" in message for message in told)


def test_what_a_missing_table_leaves_out_is_left_out_and_everything_else_is_audited(gold, tmp_path):
    database = tmp_path / "candidate.duckdb"
    database.write_bytes(gold.read_bytes())
    with duckdb.connect(str(database)) as connection:
        connection.execute("drop table star.fact_goal")
    audit(database, all_quotes_equal(evidence_to_check(database)))
    there = read_audits(database, audit_names())
    left_out = set(audit_names()) - set(there)
    assert {"links_present", "keys_unique", "goals_agree"} <= left_out
    assert {"parts_add_up", "coverage_kept"} <= set(there)


def test_audits_are_listed_with_what_a_suite_needs():
    assert set(KEPT.values()) <= set(audit_names())
    assert not [name for name in audit_names() if name.endswith("_rows")]
    assert {one.severity for one in audits()} == {"critical", "warning"}
    assert all(one.owner and one.key for one in audits())
