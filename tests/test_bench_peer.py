"""The peer of the benchmark does the same job: dlt and dbt are run, and the KPI tables come out the same."""

import duckdb
import pytest

from tests.bench_peer import differing, ours, peer, prepare


@pytest.mark.system
def test_the_peer_makes_the_same_kpi_tables_and_a_difference_is_seen(tmp_path):
    prepare(tmp_path, 300)
    ours(tmp_path)
    steps, tables = peer(tmp_path)
    assert set(steps) == {"dlt", "dbt build", "dlt by rows"}
    assert "kpi.goal_progress" in tables
    assert set(differing(tmp_path, tables).values()) == {0}

    with duckdb.connect(str(tmp_path / "peer.duckdb")) as connection:
        connection.execute("update kpi.goal_progress set actual_value = actual_value + 1 where actual_value = 92")
    found = differing(tmp_path, tables)
    assert {table for table, rows in found.items() if rows} == {"kpi.goal_progress"}
