"""The doctor sees what is wrong with sources, keys, clock and schedule, and says what to do."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from flows import health
from flows.settings import load_settings
from tests.flows.nights import ROOT
from tests.site import Site, entries


@pytest.fixture
def settings(tmp_path):
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    with (tmp_path / "configs" / "settings.yml").open("a") as file:
        file.write("fetching: {contact: us@city.example}\n")
    (tmp_path / "register.csv").write_bytes(b"")
    with Site() as site:
        (tmp_path / "configs" / "sources.yml").write_text(entries(site), "utf-8")
        yield load_settings(str(tmp_path / "configs"), str(tmp_path / "data")), site, tmp_path


def test_sources_within_reach_are_sound_and_others_are_named(settings):
    read, site, folder = settings
    assert health.reachable(read) == "4 source(s)"
    (folder / "register.csv").unlink()
    site.put("/robots.txt", b"", status=302, Location="http://10.0.0.1/")
    with pytest.raises(health.Unsound, match=r"city-feed: 10\.0\.0\.1.*city-register: .* is no file"):
        health.reachable(read)


def test_missing_keys_are_named_and_present_ones_are_not_shown(settings, monkeypatch):
    read, *_ = settings
    monkeypatch.delenv("MOU_TEST_ID", raising=False)
    monkeypatch.setenv("MOU_TEST_SECRET", "a-secret")
    with pytest.raises(health.Unsound, match="MOU_TEST_ID"):
        health.keys_present(read)
    monkeypatch.setenv("MOU_TEST_ID", "an-id")
    assert health.keys_present(read) == "2 key(s) in the environment"


def test_a_clock_that_is_off_is_seen_by_what_a_source_says(settings):
    read, *_ = settings
    assert "s from what a source says" in health.clock(read)
    with pytest.raises(health.Unsound, match="time synchronisation"):
        health.clock(read, now=datetime.now(UTC) + timedelta(minutes=6))


def test_a_schedule_that_stopped_is_seen(settings):
    read, *_ = settings
    assert "no night yet" in health.schedule(read)
    from flows.ops import OpsLog

    now = datetime(2026, 11, 25, tzinfo=UTC)
    OpsLog(read.places.ops).append("run", "r1", [{"run_id": "r1", "event": "started", "happened_at": now.isoformat()}])
    assert "3 hours ago" in health.schedule(read, now + timedelta(hours=3))
    with pytest.raises(health.Unsound, match="mou serve"):
        health.schedule(read, now + timedelta(hours=27))
