"""The command line: help worth reading, exit codes that tell, errors in one line that says what to do."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.command import main, parser
from flows.commands.serve import missed
from flows.headlines import headline_lines, headlines
from flows.lock import run_lock
from flows.ops import OpsLog
from flows.places import Places
from flows.published import database_of
from tests.flows.nights import ROOT

CONFIGS = ["--configs", str(ROOT / "configs")]


def commands() -> list[str]:
    (choices,) = [action.choices for action in parser()._actions if action.choices]
    return list(choices)


def failing(capsys, *arguments: str) -> tuple[int, str]:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, capsys.readouterr().err


@pytest.mark.parametrize("command", commands())
def test_help_of_each_command_says_what_it_does(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    told = capsys.readouterr().out
    assert f"mou {command}" in told
    assert len(told.splitlines()) > 5


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("rnu",),
        ("run", "--fast"),
        ("explain", "goal_progress"),
        ("sql", "select 1", "--format", "xml"),
        ("extract", *CONFIGS),
        ("extract", "a.txt", "--corpus", "b", *CONFIGS),
        ("extract", "a.txt", "--published", "20.07.2021", *CONFIGS),
        ("extract", "a.txt", "--programme", "busan", *CONFIGS),
        ("dictionary", "kpi.nothing"),
    ],
)
def test_what_makes_no_sense_is_usage_and_says_what_would(arguments, capsys):
    code, told = failing(capsys, *arguments)
    assert code == 64
    assert told.strip()
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "command", [("sql", "select 1"), ("path",), ("explain", "goal_progress", "--goal", "jobs", "--as-of", "2021-07-20")]
)
def test_nothing_published_yet_says_how_to_publish(command, capsys, tmp_path):
    code, told = failing(capsys, *command, "--data", str(tmp_path))
    assert code == 3
    assert "mou run" in told


def test_a_missing_configuration_folder_is_one_line_that_says_what_to_do(capsys, tmp_path):
    code, told = failing(capsys, "run", "--plain", "--configs", str(tmp_path / "nowhere"), "--data", str(tmp_path))
    assert code == 3
    assert told.count("\n") == 1
    assert "--configs or MOU_CONFIGS" in told


def test_a_run_that_is_going_already_is_named(capsys, tmp_path):
    with run_lock(tmp_path / "run.lock", "run-1"):
        code, told = failing(capsys, "run", "--plain", *CONFIGS, "--data", str(tmp_path))
    assert code == 3
    assert "run run-1 (process" in told


def test_a_data_folder_that_cannot_be_written_is_named(capsys, tmp_path):
    (tmp_path / "data").write_text("a file, not a folder")
    code, told = failing(capsys, "run", "--plain", *CONFIGS, "--data", str(tmp_path / "data"))
    assert code == 3
    assert str(tmp_path / "data") in told


def test_the_published_tables_answer_in_every_format(published_samples, capsys, tmp_path):
    data = ["--data", str(published_samples[0])]
    query = """
        select measure_code, progress_pct from kpi.goal_progress
        where as_of_date = '2021-07-20' and is_primary and actual_basis = 'stated' order by 1
    """
    assert main(["sql", query, *data]) == 0
    assert "29.68" in capsys.readouterr().out
    assert main(["sql", query, "--format", "csv", *data]) == 0
    assert capsys.readouterr().out.splitlines()[0].removeprefix("\ufeff") == "measure_code,progress_pct"
    assert main(["sql", query, "--json", *data]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["measure_code"] for row in rows] == ["companies", "employees"]
    assert main(["sql", query, "--format", "parquet", "--out", str(tmp_path / "x.parquet"), *data]) == 0
    assert (tmp_path / "x.parquet").read_bytes()[:4] == b"PAR1"


@pytest.mark.parametrize(
    "query",
    [
        "create table kpi.mine as select 1",
        "delete from kpi.goal_progress",
        "copy kpi.goal_progress to '/tmp/stolen.csv'",
        "from read_csv('/etc/passwd')",
        "from read_text('/etc/passwd')",
        "from '/etc/passwd'",
        "attach 'other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "select * from read_csv('https://example.org/x.csv')",
    ],
)
def test_sql_can_neither_write_nor_read_files_nor_reach_the_network(published_samples, query, capsys):
    code, told = failing(capsys, "sql", query, "--data", str(published_samples[0]))
    assert code == 64
    assert told.startswith("mou: ")


def test_a_query_without_end_is_stopped_at_its_time_limit(published_samples, capsys):
    endless = "select count(*) from range(1000000000) a, range(1000000000) b"
    code, told = failing(capsys, "sql", endless, "--timeout", "0.3", "--data", str(published_samples[0]))
    assert code == 64
    assert "--timeout" in told or "0.3" in told


def test_explain_shows_arithmetic_sentence_and_source(published_samples, capsys):
    arguments = ["explain", "goal_progress", "--goal", "companies_attracted", "--as-of", "2021-07-20"]
    assert main([*arguments, "--data", str(published_samples[0])]) == 0
    told = capsys.readouterr().out
    assert "92" in told and "310" in told and "29.68" in told
    assert "기업 92개" in told
    assert "gwangju" in told


def test_extract_reads_files_without_touching_data(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MOU_DATA", str(tmp_path / "data"))
    file = ROOT / "samples" / "gwangju-ai" / "docs" / "press-100.txt"
    assert main(["extract", str(file), "--published", "2021-07-20", *CONFIGS]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["kind"], row["signed_date"], row["ordinal_first"]) == ("signing", "2021-07-20", 100)
    assert sorted(row["parties"]) == ["아주산업", "카카오엔터프라이즈"]
    assert main(["extract", str(file), "--published", "2021-07-20", "--statements", *CONFIGS]) == 0
    text = file.read_text("utf-8")
    for line in capsys.readouterr().out.splitlines():
        statement = json.loads(line)
        assert text[statement["span_start"] : statement["span_end"]] == statement["quote"]
    assert not (tmp_path / "data").exists()


def test_extract_goes_on_after_a_file_that_cannot_be_read(capsys, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_text("아무 일도 없었다.", "utf-8")
    assert main(["extract", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), *CONFIGS]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["outcome"] == "unread" and "opened as a PDF" in first["reason"]
    assert second["outcome"] == "ignored"


def test_status_names_version_goals_checks_and_sources(published_samples, capsys):
    data, report = published_samples
    assert main(["status", "--data", str(data)]) == 0
    told = capsys.readouterr().out
    assert report.decision.version in told
    assert "gwangju-ai-samples" in told
    for verdict in report.warnings:
        assert verdict.check_name in told


def test_status_before_the_first_run_says_so(capsys, tmp_path):
    assert main(["status", "--data", str(tmp_path)]) == 0
    assert "none yet" in capsys.readouterr().out


def test_doctor_is_content_with_a_sound_installation_and_not_with_a_broken_one(data, capsys, tmp_path):
    assert main(["doctor", *CONFIGS, "--data", str(data)]) == 0
    capsys.readouterr()
    assert main(["doctor", "--configs", str(tmp_path / "nowhere"), "--data", str(data)]) == 3
    assert "FAIL configuration" in capsys.readouterr().out


def test_add_twice_archives_once(data, capsys, tmp_path):
    file = tmp_path / "새 소식.txt"
    file.write_text("광주시 소식", "utf-8")
    arguments = [
        "add",
        str(file),
        "--url",
        "https://example.kr/1",
        "--published",
        "2022-01-20",
        *CONFIGS,
        "--data",
        str(data),
    ]
    assert main(arguments) == 0
    captures = list((data / "raw" / "captures").iterdir())
    assert main(arguments) == 0
    assert "Nothing to add" in capsys.readouterr().out
    assert list((data / "raw" / "captures").iterdir()) == captures


def test_a_reader_of_our_output_may_leave_early(published_samples):
    command = f"{sys.executable} -m flows.command sql 'from range(100000)' --data {published_samples[0]} | head -n 2"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, text=True)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize(
    ("last", "now", "was_missed"),
    [
        (None, "2026-11-22T12:00", True),
        # 03:00 in Korea is 18:00 UTC of the day before.
        ("2026-11-21T18:00:05", "2026-11-22T12:00", False),
        ("2026-11-20T18:00:05", "2026-11-22T12:00", True),
        # At 02:00 in Korea the night of the day before is the last that was due.
        ("2026-11-20T18:00:05", "2026-11-21T17:00", False),
    ],
)
def test_a_missed_night_is_noticed_on_start(tmp_path, last, now, was_missed):
    ops = OpsLog(tmp_path)
    if last:
        ops.append("run", "r-1", [{"run_id": "r-1", "event": "started", "happened_at": f"{last}+00:00"}])
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert missed(ops, ZoneInfo("Asia/Seoul"), instant) is was_missed


def test_readme_shows_the_goals_as_they_come_out(published_samples):
    data, report = published_samples
    readme = (ROOT / "README.md").read_text("utf-8")
    of_gwangju = [
        row
        for row in headlines(database_of(Places(data), report.decision.version))
        if row["programme_code"] == "gwangju-ai"
    ]
    lines = headline_lines(of_gwangju)
    assert len(lines) == 3
    assert "\n".join(lines) in readme
