"""Versions after they are published: compared, verified, withdrawn, kept for a while; state saved and taken down."""

import json
import os
import shutil
import tarfile
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import duckdb
import polars as pl
import pytest

from announcements.archive import Archive
from announcements.store import Store
from flows.command import BLOCKED, CANNOT_RUN, OK, USAGE, main
from flows.events import in_order
from flows.ops import OpsLog
from flows.places import Places
from flows.retire import retire_versions
from flows.run import Run
from flows.settings import load_settings
from tests.flows.nights import ROOT, SECOND_NIGHT, plain_night
from tests.receivers import web_server
from warehouse.retention import to_remove

# Versions need nights of their own: minutes rather than seconds.
pytestmark = pytest.mark.system

CORRECTED = """
corrections:
  - {programme: gwangju-ai, url: "folder:gwangju-ai-samples/press-100.txt", field: offices_opened, was: "61",
     now: "62", reason: A trial., decided: {on: 2026-11-22, status: open}}
explanations: []
"""
SEOUL = ZoneInfo("Asia/Seoul")


@pytest.fixture(scope="module")
def corrected(published_samples, tmp_path_factory):
    """A second version, made by a declared correction: (data, configs, versions). A test copies what it changes."""
    folder = tmp_path_factory.mktemp("corrected")
    for name in ("configs", "samples"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "configs" / "corrections.yml").write_text(CORRECTED, "utf-8")
    data = Path(shutil.copytree(published_samples[0], folder / "data", symlinks=True))
    report = plain_night(data, folder / "configs", SECOND_NIGHT)
    assert report.outcome == "published"
    return data, folder / "configs", sorted(path.name for path in (data / "published/versions").iterdir())


@pytest.fixture
def own(corrected, tmp_path):
    """A copy of it that may be changed."""
    data = Path(shutil.copytree(corrected[0], tmp_path / "data", symlinks=True))
    return data, corrected[1], corrected[2]


def mou(data, *arguments):
    return main([*arguments, "--data", str(data)])


def events(data):
    return [(row["event"], row["version"]) for row in in_order(OpsLog(Places(data).ops))]


def test_diff_tells_the_cells_that_a_declared_correction_changed(corrected, capsys):
    data, _, (first, second) = corrected
    assert mou(data, "diff", "--json") == OK
    cells = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    offices = [c for c in cells if "measure_code=offices_opened|as_of_date=2021-07-20" in c["kpi_key"]]
    (value,) = [c for c in offices if c["column_name"] == "actual_value"]
    assert (value["old_value"], value["new_value"], value["cause_code"]) == ("61", "62", "correction_declared")
    assert {c["cause_code"] for c in cells} == {"correction_declared"}
    assert mou(data, "diff", second, second) == OK
    assert "0 KPI cells differ" in capsys.readouterr().out
    assert mou(data, "diff", "1999", first) == CANNOT_RUN
    assert "no such version" in capsys.readouterr().err


def test_a_version_comes_out_the_same_byte_for_byte_with_its_configuration_and_its_log(corrected, capsys):
    data, _, (_, second) = corrected
    assert mou(data, "verify", "--json") == OK
    found = json.loads(capsys.readouterr().out)
    assert (found["version"], found["other"], found["notes"]) == (second, [], [])
    assert {"goal_progress.parquet", "restatement.csv", "evidence.csv"} <= set(found["same"])
    assert found["quotes_checked"] > 500
    assert found["quotes_failing"] == 0
    assert not list((data / "cache").iterdir())


@pytest.mark.system
def test_a_version_that_was_tampered_with_or_made_by_other_code_is_told(own, capsys):
    data, _, (first, second) = own
    folder = data / "published/versions" / second
    manifest = folder / "manifest.json"
    told = json.loads(manifest.read_text())
    manifest.chmod(0o644)
    manifest.write_text(json.dumps({**told, "code_sha256": "older"}))
    assert mou(data, "verify", second) == OK
    assert "cells are compared, not bytes" in capsys.readouterr().out
    table = folder / "coverage.csv"
    table.chmod(0o644)
    table.write_text(table.read_text("utf-8").replace("100", "101"), "utf-8")
    assert mou(data, "verify", second) == BLOCKED
    assert "DAMAGED: coverage.csv" in capsys.readouterr().out
    shutil.rmtree(data / "published/versions" / first)
    assert mou(data, "verify", second) == BLOCKED
    assert "no longer kept" in capsys.readouterr().out


def test_what_is_withdrawn_is_not_published_again_until_something_changes(own, capsys):
    data, configs, (first, second) = own
    assert mou(data, "rollback", second, "--reason", "No.") == USAGE
    assert f"Name the version to go back to: {first}" in capsys.readouterr().err
    assert mou(data, "rollback", first[:16], "--reason", "The correction was wrong.") == OK
    assert json.loads((data / "published/current.json").read_text()) == {"version": first}
    assert events(data) == [("withdrawn", second)]
    assert mou(data, "status") == OK
    assert f"Withdrawn: {second}" in capsys.readouterr().out.replace("\n", " ")
    report = plain_night(data, configs, SECOND_NIGHT.replace(day=24))
    assert (report.outcome, report.decision.version) == ("nothing_new", first)
    assert "The correction was wrong." in report.decision.reason
    # taken back, it stands again
    assert mou(data, "rollback", second, "--reason", "It was right after all.") == OK
    assert events(data)[-1] == ("reinstated", second)
    capsys.readouterr()
    assert mou(data, "status") == OK
    assert "Withdrawn" not in capsys.readouterr().out


def test_a_rollback_is_told_at_once_and_so_is_its_end(own, tmp_path, monkeypatch, capsys):
    data, configs, (first, second) = own
    changed = Path(shutil.copytree(configs, tmp_path / "configs"))
    alerts = "channels: [{code: hook, kind: webhook, url_from: HOOK}]\nroutes: [{channels: [hook]}]\n"
    (changed / "alerts.yml").write_text(alerts, "utf-8")
    here = ("--configs", str(changed))
    clock = iter(datetime(2026, 11, 25, hour, tzinfo=UTC) for hour in range(1, 5))
    monkeypatch.setattr("flows.commands.rollback.datetime", SimpleNamespace(now=lambda zone: next(clock)))
    with web_server() as hook:
        monkeypatch.setenv("HOOK", hook.address)
        assert mou(data, "rollback", first, "--reason", "The correction was wrong.", *here) == OK
        assert "Told: hook." in capsys.readouterr().out
        (digest,) = hook.got
        (group,) = [group for group in digest["new"] if group["check"] == "publication_stands"]
        (incident,) = group["incidents"]
        assert f"{second} was withdrawn (The correction was wrong.); shown is {first}" in incident["message"]
        assert digest["over"] == []
        assert mou(data, "rollback", second, "--reason", "It was right after all.", *here) == OK
        assert [group["check"] for group in hook.got[-1]["over"]] == ["publication_stands"]
        assert len(hook.got) == 2
    capsys.readouterr()
    assert mou(data, "rollback", first, "--reason", "Nobody is there.", *here) == OK
    assert "Not reached, so it waits in the outbox for the next night: hook." in capsys.readouterr().out
    (changed / "alerts.yml").write_text("channels: 7", "utf-8")
    assert mou(data, "rollback", second, "--reason", "Unreadable.", *here) == OK
    assert "Nobody was told yet, the next night does it" in capsys.readouterr().out


def test_as_known_on_a_day_nothing_later_is_known_and_the_answer_is_cached(own, capsys):
    data, _, (_, second) = own
    query = "select max(as_of_date)::varchar as last from kpi.goal_progress where programme_code = 'gwangju-ai'"
    asked = ("sql", query, "--json", "--as-known-on", "2021-07-25")
    assert mou(data, *asked) == OK
    assert json.loads(capsys.readouterr().out) == {"last": "2021-07-20"}
    (cached,) = (data / "cache" / "as_known").iterdir()
    assert cached.name.startswith(second)
    before = cached.stat().st_mtime_ns
    assert mou(data, *asked) == OK
    assert cached.stat().st_mtime_ns == before
    with duckdb.connect(str(cached), read_only=True) as connection:
        schemas = connection.execute("select distinct schema_name from duckdb_tables()").fetchall()
        assert {name for (name,) in schemas} <= {"kpi", "star", "audit", "ops"}
    explain = ("explain", "goal_progress", "--goal", "companies_attracted", "--as-of", "2021-07-20")
    assert mou(data, *explain, "--as-known-on", "2021-07-25") == OK
    assert "92 / 310 = 29.68 %" in capsys.readouterr().out
    assert mou(data, *explain, "--as-known-on", "July") == USAGE


def test_a_version_without_its_inputs_says_so(own, capsys):
    data, _, (_, second) = own
    shutil.rmtree(data / "published/versions" / second / "inputs")
    assert mou(data, "sql", "select 1", "--as-known-on", "2021-07-25") == CANNOT_RUN
    assert "before versions kept their inputs" in capsys.readouterr().err


def test_versions_of_the_last_days_and_the_last_of_each_month_are_kept():
    names = [f"2026{day}T180000Z-00000001" for day in ("0831", "0915", "0930", "1001", "1023", "1024", "1122")]
    # 18:00 UTC is the next day in Korea: 0831 → 09-01, 0930 → 10-01
    gone = to_remove(names, date(2026, 11, 23), 30, SEOUL, spared={names[1]})
    assert gone == [names[0], names[2], names[3]]
    assert to_remove(names[:1], date(2026, 11, 23), 30, SEOUL) == []


def test_retention_takes_old_versions_and_whoever_has_one_open_reads_on(own):
    data, configs, (first, second) = own
    versions = data / "published/versions"
    for old in ("20260105T000000Z-0000000a", "20260120T000000Z-0000000b"):
        shutil.copytree(versions / first, versions / old)
    run = Run.begin(load_settings(str(configs), str(data)), now=datetime(2026, 11, 25, tzinfo=UTC))
    cached = data / "cache/as_known" / f"{first}-12345678-2021-07-25-announced.duckdb"
    cached.parent.mkdir(parents=True)
    cached.write_bytes(b"")
    with duckdb.connect(str(versions / "20260105T000000Z-0000000a/published.duckdb"), read_only=True) as connection:
        assert retire_versions(run) == ["20260105T000000Z-0000000a"]
        assert connection.execute("select count(*) from kpi.evidence").fetchone()[0] > 0
    assert sorted(os.listdir(versions)) == ["20260120T000000Z-0000000b", first, second]
    assert not cached.exists()
    assert events(data)[-1] == ("removed", "20260105T000000Z-0000000a")


def test_a_backup_brings_the_state_back_and_overwrites_nothing(own, tmp_path, capsys):
    data, _, _ = own
    file, elsewhere = tmp_path / "state.tar", tmp_path / "elsewhere"
    assert mou(data, "backup", str(file)) == OK
    assert mou(data, "backup", str(file)) == USAGE
    assert mou(data, "backup", str(file), "--restore") == USAGE
    assert mou(elsewhere, "backup", str(file), "--restore") == OK
    for name in ("raw", "extracted", "ops"):
        there, here = (
            {path.relative_to(root): path.read_bytes() for path in (root / name).rglob("*") if path.is_file()}
            for root in (elsewhere, data)
        )
        assert there == here
    with tarfile.open(file) as tar:
        members = tar.getmembers()
    # cut within a file, within the header of one, and between two
    for size in (members[9].offset_data + 5, members[9].offset + 100, members[9].offset):
        cut = tmp_path / f"cut-{size}.tar"
        cut.write_bytes(file.read_bytes()[:size])
        assert mou(tmp_path / "third", "backup", str(cut), "--restore") == CANNOT_RUN
        assert not (tmp_path / "third" / "raw").exists()


@pytest.mark.system
def test_what_is_taken_down_is_gone_everywhere_and_refused_from_then_on(inbox, tmp_path, capsys):
    configs, folder = inbox
    data = tmp_path / "data"
    for name in ("press-100", "068"):
        shutil.copy(ROOT / f"samples/gwangju-ai/docs/{name}.txt", folder)
    plain_night(data, configs)
    database = data / "published/current/published.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        query = "select document_id from star.dim_document where contains(url, 'press-100')"
        (document,) = connection.execute(query).fetchone()
    assert main(["forget", "abc", "--reason", "x", "--data", str(data), "--configs", str(configs)]) == USAGE
    asked = ["forget", document[:10], "--reason", "Asked to.", "--data", str(data), "--configs", str(configs)]
    assert main(asked) == OK
    assert len(os.listdir(data / "published/versions")) == 1
    places = Places(data)
    assert not (places.raw / document[:2] / f"{document}.bin").exists()
    assert document not in Archive(places.raw).captures()["document_id"]
    for file in (*Store(places.extracted).reading_files(), *Store(places.extracted).statement_files()):
        assert document not in pl.read_parquet(file)["document_id"]
    with duckdb.connect(str(database), read_only=True) as connection:
        for table in ("kpi.evidence", "star.dim_document", "star.fact_stated_total"):
            known = connection.execute(f"select count(*) from {table} where document_id = ?", [document]).fetchone()
            assert known == (0,), table
        left = "select count(*) from star.dim_document where outcome <> 'unknown' and contains(url, '068')"
        assert connection.execute(left).fetchone() == (1,)
        causes = "select distinct cause_code, cause_key from kpi.restatement"
        assert connection.execute(causes).fetchall() == [("document_taken_down", document)]
    report = plain_night(data, configs, SECOND_NIGHT)
    assert [refusal.reason for refusal in report.collections[0].refusals] == ["taken down: Asked to."]
    file = str(folder / "press-100.txt")
    add = ["add", file, "--url", "https://example.kr/x", "--published", "2021-07-20", "--data", str(data)]
    assert main([*add, "--configs", str(configs)]) == USAGE
    assert "Asked to." in capsys.readouterr().err
    # once more changes nothing
    assert main(asked) == OK
