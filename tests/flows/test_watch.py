"""What is watched every night: sources, the nights before, the outbox; and the watcher outside."""

import dataclasses
import json
import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from announcements.archive import Archive
from announcements.records import Capture
from expectations.suites import WATCHES, Check
from expectations.watching import Watched, judge_watches
from flows.alerts.configuration import Alerts
from flows.alerts.letters import known_incidents
from flows.command import main
from flows.configuration import FolderSource
from flows.expected import Expects
from flows.monitor import findings
from flows.noticing import notice
from flows.reports import Collection
from flows.run import Run
from flows.settings import load_settings
from flows.watch import day_of, watch
from flows.watchdog import bounded
from tests.flows.nights import FIRST_NIGHT, ROOT

SETTINGS = load_settings(str(ROOT / "configs"), "nowhere")


def source(**expects) -> FolderSource:
    return FolderSource(
        kind="folder", code="s", programme="gwangju-ai", name="S", path="s", owner="us", licence="own",
        expects=Expects.model_validate(expects),
    )  # fmt: skip


@pytest.fixture
def run(tmp_path):
    """A run on an empty data folder, with one source of which nothing is expected."""
    places = dataclasses.replace(SETTINGS.places, data=tmp_path)
    settings = dataclasses.replace(SETTINGS, places=places, sources=(source(),), alerts=Alerts())
    return Run(settings, FIRST_NIGHT, "20261122T180000Z-1")


def expecting(run: Run, **expects) -> Run:
    return dataclasses.replace(run, settings=dataclasses.replace(run.settings, sources=(source(**expects),)))


def captured(run: Run, *days: str, source_code: str = "s") -> None:
    captures = [
        Capture(
            f"c{n}", f"d{n}", source_code, "gwangju-ai", f"https://x.kr/{n}", None, day, day, "text/plain", None,
            "ok", None, 1,
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    Archive(run.settings.places.raw).append("r", captures)


def failing(run: Run, check: str, collections=()) -> list[str]:
    seen = watch(run, collections)[check]
    assert isinstance(seen, Watched), seen
    return [row["message"] for row in seen.rows]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2026-11-01", []),
        ("2026-09-01", ["s published nothing for 83 days (last on 2026-09-01); expected within 45 days"]),
        (None, ["s has never published anything; expected within 45 days"]),
    ],
)
def test_a_source_is_stale_after_its_days(run, last, said):
    captured(run, *([last] if last else []))
    assert failing(expecting(run, fresh_within_days=45), "source_fresh") == said
    assert failing(expecting(run, is_archive=True), "source_fresh") == []


@pytest.mark.parametrize(
    ("october", "said"),
    [
        (3, []),
        (1, ["s published 1 announcements in 2026-10, expected at least 2"]),
        (5, ["s published 5 announcements in 2026-10, expected at most 4"]),
    ],
)
def test_the_last_whole_month_has_its_expected_volume(run, october, said):
    captured(run, "2026-08-01", *["2026-10-15"] * october, "2026-11-02")
    assert failing(expecting(run, captures_per_month={"at_least": 2, "at_most": 4}), "source_volume") == said


def test_a_source_that_began_this_month_is_not_short_of_the_last(run):
    captured(run, "2026-11-02")
    assert failing(expecting(run, captures_per_month={"at_least": 2}), "source_volume") == []


def test_a_source_that_could_not_be_collected_is_named(run):
    down = Collection("s", "gwangju-ai", 0, 0, 0, (), "out of reach: reset")
    assert failing(run, "source_collected", [down]) == ["s out of reach: reset"]


def test_a_night_that_was_killed_and_a_pause_between_nights_are_told_by_the_next(run):
    began = {"run_id": "20261120T180000Z-1", "event": "started", "happened_at": "2026-11-20T18:00:00+00:00"}
    run.ops.append("run", began["run_id"], [began])
    run.ops.append("run", run.run_id, [{"run_id": run.run_id, "event": "started", "happened_at": run.at}])
    assert failing(run, "night_completed") == ["1 nights began and never ended, the last 20261120T180000Z-1"]
    assert failing(run, "night_on_time") == ["48 hours passed since the night before, at most 26 expected"]
    run.ops.append("run", began["run_id"], [{**began, "event": "finished"}])
    assert failing(run, "night_completed") == []


def test_a_withdrawal_stands_until_something_newer_is_published(run):
    def publish(version):
        run.settings.places.published.mkdir(parents=True, exist_ok=True)
        (run.settings.places.published / "current.json").write_text(json.dumps({"version": version}))

    gone = {"event": "withdrawn", "version": "v2", "other_version": "v1", "reason": "wrong", "happened_at": run.at}
    run.ops.append("event", run.run_id, [gone])
    publish("v1")
    assert failing(run, "publication_stands") == ["v2 was withdrawn (wrong); shown is v1"]
    publish("v3")
    assert failing(run, "publication_stands") == []


def test_a_day_is_korean_where_the_source_gives_an_instant():
    zone = ZoneInfo("Asia/Seoul")
    assert day_of("2021-07-20T16:00:00+00:00", zone) == date(2021, 7, 21)
    assert day_of("2021-07-20", zone) == date(2021, 7, 20)
    assert day_of("yesterday", zone) is None


def test_a_look_that_fails_is_a_crashed_check_and_the_night_goes_on(run, monkeypatch):
    monkeypatch.setattr("flows.watch._fresh", lambda run: 1 / 0)
    noticed = notice(run, None, (), (), None)
    assert {v.check_name: v.status for v in noticed.watched if v.status != "passed"} == {"source_fresh": "crashed"}
    (opened,) = noticed.opened
    assert (opened.sighting.check_name, opened.sighting.severity) == ("source_fresh", "critical")
    assert "ZeroDivisionError" in opened.sighting.message


ROWS = ({"programme_code": None, "row_key": "k", "document_id": None, "stated_value": 1, "found_value": 2},)


@pytest.mark.parametrize("watched", [Watched(3), Watched(3, ROWS), Watched(0)])
def test_watching_and_great_expectations_come_to_the_same_verdict(watched):
    from expectations.judge import judge

    check = WATCHES[0]
    columns = list(ROWS[0])
    audits = {
        check.name: pd.DataFrame({"rows_checked": [watched.rows_checked], "rows_failing": [len(watched.rows)]}),
        f"{check.name}_rows": pd.DataFrame(list(watched.rows), columns=columns),
    }
    (quick,), (slow,) = judge_watches([check], {check.name: watched}), judge([check], audits)
    assert (quick.status, len(quick.rows), quick.blocks, quick.warns) == (
        slow.status, len(slow.rows), slow.blocks, slow.warns,
    )  # fmt: skip


def test_what_nobody_looked_at_has_crashed():
    check: Check = WATCHES[0]
    assert [v.status for v in judge_watches([check, check], {check.name: ValueError("x")})] == ["crashed", "crashed"]
    assert judge_watches([check], {})[0].status == "crashed"


# --- the night that did not happen ----------------------------------------------------------------------------------


def test_a_night_that_hangs_is_put_on_record_told_and_ended(run):
    ended = threading.Event()
    run.ops.append("run", run.run_id, [{"run_id": run.run_id, "event": "started", "happened_at": run.at}])
    with bounded(run, 0.01, end=ended.set) as bitten:
        assert ended.wait(10)
        assert bitten.is_set()
    (last,) = run.ops.last_runs()
    assert (last["outcome"], last["exit_code"]) == ("failed", 3)
    assert "did not end within" in last["message"]
    (incident,) = known_incidents(run.ops).values()
    assert (incident.state, incident.sighting.check_name) == ("open", "night_completed")


def test_a_night_that_ends_in_time_is_left_alone(run):
    with bounded(run, 60, end=pytest.fail) as bitten:
        pass
    assert not bitten.is_set()
    assert known_incidents(run.ops) == {}


def unsound(run: Run, now: datetime) -> list[str]:
    return [what for is_sound, what, _ in findings(run.ops, run.settings.alerts.watch, now) if not is_sound]


def test_the_outside_watcher_hears_of_a_night_that_is_late_failed_hangs_or_never_was(run):
    now = FIRST_NIGHT
    assert unsound(run, now) == ["last night"]
    began = {"run_id": "20261122T180000Z-1", "event": "started", "happened_at": now.isoformat()}
    run.ops.append("run", began["run_id"], [began])
    assert unsound(run, now + timedelta(hours=1)) == []
    assert unsound(run, now + timedelta(hours=4)) == ["last night"]
    run.ops.append("run", began["run_id"], [{**began, "event": "finished", "outcome": "published"}])
    assert unsound(run, now + timedelta(hours=24)) == []
    assert unsound(run, now + timedelta(hours=27)) == ["on time"]
    later = {**began, "run_id": "20261123T180000Z-1", "event": "finished", "outcome": "failed"}
    run.ops.append("run", later["run_id"], [later])
    assert unsound(run, now) == ["last night"]


def test_the_outside_watcher_hears_of_critical_incidents_until_somebody_takes_them(run, capsys):
    ok = {"run_id": "20261121T180000Z-1", "event": "finished", "happened_at": run.at, "outcome": "published"}
    run.ops.append("run", ok["run_id"], [ok])
    with bounded(run, 0.01, end=(ended := threading.Event()).set):
        assert ended.wait(10)
    assert "incidents" in unsound(run, FIRST_NIGHT)
    (incident,) = known_incidents(run.ops).values()
    data = ["--data", str(run.settings.places.data)]
    assert main(["incidents", "--acknowledge", incident.incident_id[:4], "--reason", "looking", *data]) == 0
    assert "incidents" not in unsound(run, FIRST_NIGHT)
    capsys.readouterr()
    assert main(["doctor", "--monitor", "--json", *data, "--configs", str(ROOT / "configs")]) == 3
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["check"] for one in told if not one["is_sound"]} >= {"last night"}


def test_snoozing_needs_a_day_to_come_and_an_incident_that_stands(run, capsys):
    data = ["--data", str(run.settings.places.data)]
    assert main(["incidents", "--snooze", "abcd", "--until", "2999-01-01", *data]) == 64
    with bounded(run, 0.01, end=(ended := threading.Event()).set):
        assert ended.wait(10)
    (incident,) = known_incidents(run.ops).values()
    name = incident.incident_id
    assert main(["incidents", "--snooze", name, *data]) == 64
    assert main(["incidents", "--snooze", name, "--until", "2020-01-01", *data]) == 64
    assert main(["incidents", "--snooze", name, "--until", "2999-01-01", *data]) == 0
    capsys.readouterr()
    assert main(["incidents", "--json", *data]) == 0
    assert json.loads(capsys.readouterr().out)["snoozed_until"] == "2999-01-01"
