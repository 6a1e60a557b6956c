"""What a page that never changes is told: since when newer versions are held back, and by which checks."""

import json

import pytest

from flows.ops import OpsLog
from flows.places import Places
from flows.standing import write_standing


@pytest.fixture
def places(tmp_path):
    found = Places(tmp_path)
    (found.published / "versions").mkdir(parents=True)
    return found


def night(places: Places, day: int, outcome: str, *results: tuple[str, str, str]) -> dict | None:
    """One night on record; what the page is told of versions held back."""
    ops, run_id, at = OpsLog(places.ops), f"202611{day:02}T180000Z-1", f"2026-11-{day:02}T18:00:00+00:00"
    ops.append("run", run_id, [{"run_id": run_id, "event": "started", "happened_at": at}])
    rows = ({"run_id": run_id, "check_name": c, "severity": s, "status": status} for c, s, status in results)
    ops.append("check_result", run_id, rows)
    ops.append("run", run_id, [{"run_id": run_id, "event": "finished", "happened_at": at, "outcome": outcome}])
    write_standing(places)
    told = (places.published / "standing.js").read_text("utf-8")
    return json.loads(told.removeprefix("window.mouStanding = ").removesuffix(";\n"))["held"]


LOST = ("facts_kept", "critical", "failed")


def test_held_back_since_the_first_of_the_nights_in_a_row_by_the_checks_of_the_last(places):
    assert night(places, 1, "published", ("facts_kept", "critical", "passed")) is None
    assert night(places, 2, "blocked", LOST)["since"] == "2026-11-02T18:00:00+00:00"
    # A night that broke down ends nothing: it published nothing.
    assert night(places, 3, "failed")["since"] == "2026-11-02T18:00:00+00:00"
    held = night(
        places, 4, "blocked", LOST, ("keys_unique", "critical", "passed"), ("sources_agree", "warning", "crashed")
    )
    assert held["since"] == "2026-11-02T18:00:00+00:00"
    assert held["checks"] == ["facts_kept", "sources_agree"]


@pytest.mark.parametrize("outcome", ["published", "nothing_new"])
def test_a_sound_night_ends_it(places, outcome):
    assert night(places, 1, "blocked", LOST) is not None
    assert night(places, 2, outcome) is None


def test_warnings_and_what_a_night_finds_of_itself_hold_nothing_back(places):
    held = night(places, 1, "blocked", LOST, ("parts_add_up", "warning", "failed"), ("run_time", "critical", "failed"))
    assert held["checks"] == ["facts_kept"]
