"""The log of runs: append-only, whole, and readable without a database."""

import pytest

from flows.lock import AlreadyRunning, run_lock
from flows.ops import OpsLog


def test_rows_come_back_with_every_column_and_missing_ones_null(tmp_path):
    ops = OpsLog(tmp_path)
    ops.append("refusal", "20260101T000000Z-1", [{"run_id": "r", "name": "큰 파일.txt"}])
    assert list(ops.rows("refusal")) == [
        {"run_id": "r", "source_code": None, "programme_code": None, "name": "큰 파일.txt", "reason": None}
    ]


def test_rows_of_one_run_come_back_in_their_order_and_those_said_twice_once(tmp_path):
    ops = OpsLog(tmp_path)
    for number in (*range(20), 3):
        ops.append("refusal", "r", [{"run_id": "r", "name": str(number)}])
    assert [row["name"] for row in ops.rows("refusal")] == [str(number) for number in range(20)]


def test_a_column_that_does_not_exist_is_an_error_and_writes_nothing(tmp_path):
    ops = OpsLog(tmp_path)
    with pytest.raises(KeyError, match="nmae"):
        ops.append("refusal", "r", [{"nmae": "x"}])
    assert ops.files()["refusal"] == []


def test_a_run_that_began_and_never_ended_shows_its_start(tmp_path):
    ops = OpsLog(tmp_path)
    ops.append("run", "20260101T000000Z-1", [{"event": "started", "happened_at": "2026-01-01T00:00:00+00:00"}])
    ops.append("run", "20260101T000000Z-1", [{"event": "finished", "happened_at": "2026-01-01T00:01:00+00:00"}])
    ops.append("run", "20260102T000000Z-2", [{"event": "started", "happened_at": "2026-01-02T00:00:00+00:00"}])
    assert [row["event"] for row in ops.last_runs(2)] == ["started", "finished"]


def test_a_second_run_is_told_who_holds_the_folder_and_the_lock_goes_with_its_holder(tmp_path):
    path = tmp_path / "run.lock"
    refused = pytest.raises(AlreadyRunning, match=r"run run-1 \(process \d+")
    with run_lock(path, "run-1"), refused, run_lock(path, "run-2"):
        pass
    with run_lock(path, "run-3"):
        pass
