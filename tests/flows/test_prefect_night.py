"""The same night as a Prefect flow: same steps, same order, retries only for what the network breaks."""

import httpx
import pytest

from flows import steps
from flows.nightly import guarded_night, plainly
from tests.flows.nights import SECOND_NIGHT, begin, plain_night

# The harness takes a fifth of what all other tests take.
pytestmark = [pytest.mark.prefect, pytest.mark.system]


@pytest.fixture(scope="session")
def harness():
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=90):
        yield


def recorder(call, seen):
    def recorded(step, *arguments):
        seen.append(step.__name__)
        return call(step, *arguments)

    return recorded


def test_the_flow_and_the_plain_night_see_the_same_steps(harness, data, tmp_path):
    from flows.prefect_night import call_task, prefect_night

    in_flow: list[str] = []
    run = begin(data, now=SECOND_NIGHT)
    report = guarded_night(run, lambda run: prefect_night(run, recorder(call_task, in_flow)))
    assert report.outcome == "nothing_new"

    plain: list[str] = []
    plain_night(data, now=SECOND_NIGHT.replace(day=24), call=recorder(plainly, plain))
    assert in_flow == plain
    assert in_flow[0] == "collect"


def test_a_broken_line_is_tried_again_and_a_wrong_path_is_not(harness, data, monkeypatch):
    from flows import prefect_night as orchestration

    monkeypatch.setattr(orchestration, "RETRY_DELAYS_S", [0.0, 0.0])
    tries = {"line": 0, "path": 0}

    def flaky(folder, *arguments, source_code, **options):
        if source_code == "gwangju-ai-samples":
            tries["line"] += 1
            if tries["line"] < 3:
                raise ConnectionResetError("reset by peer")
        return steps.Collected(source_code)

    monkeypatch.setattr(steps, "collect_folder", flaky)
    run = begin(data, now=SECOND_NIGHT)
    report = guarded_night(run, orchestration.prefect_night)
    assert report.collections[0].failure is None
    assert tries["line"] == 3

    def wrong(folder, *arguments, source_code, **options):
        tries["path"] += source_code == "gwangju-ai-samples"
        raise steps.UnusableFolder("no such folder")

    monkeypatch.setattr(steps, "collect_folder", wrong)
    run = begin(data, now=SECOND_NIGHT.replace(day=24))
    report = guarded_night(run, orchestration.prefect_night)
    assert report.collections[0].failure == "no such folder"
    assert tries["path"] == 1
    from prefect.settings import PREFECT_API_URL

    def shown(what):
        return httpx.post(f"{PREFECT_API_URL.value()}/{what}/filter", json={}).json()

    states = {task["state_name"] for task in shown("task_runs") if task["name"] == "collect gwangju-ai-samples"}
    assert "NotCollected" in states and "Failed" not in states
    assert {"night-summary", "published-version"} <= {artifact["key"] for artifact in shown("artifacts")}


def test_the_digest_is_an_artifact_of_the_flow_run_and_is_told_once(harness, data):
    from prefect.settings import PREFECT_API_URL

    from flows.alerts.letters import waiting
    from flows.prefect_night import prefect_night

    def digests():
        artifacts = httpx.post(f"{PREFECT_API_URL.value()}/artifacts/filter", json={}).json()
        return [str(one["data"]) for one in artifacts if one["key"] == "mou-digest"]

    before = len(digests())
    for day in (24, 25):
        run = begin(data, now=SECOND_NIGHT.replace(day=day))
        guarded_night(run, prefect_night)
        assert waiting(run.ops) == []
    told = digests()
    assert len(told) == before + 1
    assert any("agreements_total is stated as 50" in one for one in told)
