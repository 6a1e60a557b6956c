"""The schedule on a real Prefect server: overlapping starts take turns, on one host and across two."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from flows.prefect_server import OwnServer
from tests.flows.nights import ROOT

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = OwnServer(tmp_path_factory.mktemp("prefect"), for_one_run=False)
    made.wait(180)
    yield made
    made.stop()


def environment(server, data) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {
        **kept,
        "MOU_DATA": str(data),
        "MOU_CONFIGS": str(ROOT / "configs"),
        "PREFECT_API_URL": server.api_url,
        "PREFECT_HOME": str(data / "home"),
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "DO_NOT_TRACK": "1",
    }


def ask(server, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{server.api_url}/{path}", data, {"Content-Type": "application/json"})
    for _ in range(20):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            # Its database is one file: busy with another writer, it says so and wants to be asked again.
            if error.code != 503:
                raise
            time.sleep(1)
    raise AssertionError(f"{path}: the server stays busy")


def until(look, seconds=300):
    """Look again and again until there is something to see."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "nothing came of it in time"
        time.sleep(0.5)
    return found


def mou(*arguments, **options) -> subprocess.Popen:
    command = [sys.executable, "-m", "flows.command", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_two_starts_that_overlap_take_turns_and_prefect_shows_what_they_did(server, tmp_path):
    env = environment(server, tmp_path)
    # The missed night of the first start is run at once, before the schedule.
    serving = mou("serve", env=env)
    try:
        until(lambda: ask(server, "deployments/filter", {}), 300)
        (deployment,) = ask(server, "deployments/filter", {})
        assert deployment["schedules"][0]["schedule"]["cron"] == "0 3 * * *"
        assert deployment["schedules"][0]["schedule"]["timezone"] == "Asia/Seoul"
        assert deployment["global_concurrency_limit"]["limit"] == 1
        # Something new for the night to do: the published pointer goes, so that it builds again.
        (tmp_path / "published" / "current.json").unlink()
        starts = [ask(server, f"deployments/{deployment['id']}/create_flow_run", {}) for _ in range(2)]
        ended = until(lambda: done(server, [start["id"] for start in starts]), 400)
        assert [run["state_type"] for run in ended] == ["COMPLETED", "COMPLETED"]
        first, second = sorted(ended, key=lambda run: run["start_time"])
        assert second["start_time"] >= first["end_time"]
        waited = {state["name"] for run in ended for state in ask(server, f"flow_run_states/?flow_run_id={run['id']}")}
        assert waited & {"AwaitingConcurrencySlot", "Late"} or second["start_time"] > first["end_time"]
    finally:
        serving.terminate()
        serving.wait(60)
    tasks = ask(server, "task_runs/filter", {})
    names = {task["name"] for task in tasks}
    assert {"collect gwangju-ai-samples", "read_new", "build", "judge", "publish_if_sound", "tell"} <= names
    artifacts = {artifact["key"]: artifact for artifact in ask(server, "artifacts/filter", {})}
    assert "| gwangju-ai-samples |" in artifacts["night-summary"]["data"]
    assert "/published/versions/" in artifacts["published-version"]["data"]


def done(server, ids):
    runs = [ask(server, f"flow_runs/{one}") for one in ids]
    return runs if all(run["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") for run in runs) else None


def test_two_hosts_on_one_server_do_not_run_at_once(server, tmp_path):
    """The second host has no lock on the first one's disk: only the Prefect server knows of both."""
    holder = (
        "import sys; from pathlib import Path; from flows.prefect_limit import one_across_hosts\n"
        f"with one_across_hosts(Path({str(tmp_path)!r})): print('held', flush=True); sys.stdin.read()"
    )
    env = environment(server, tmp_path)
    first = subprocess.Popen(
        [sys.executable, "-c", holder], cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout.readline() == "held\n"
    told = mou("run", env=env)
    _, error = told.communicate(timeout=200)
    assert told.returncode == 3
    assert "another night is going on" in error
    first.communicate("", timeout=60)
    told = mou("run", env=env)
    out, error = told.communicate(timeout=300)
    assert told.returncode == 0, error
    assert out.startswith("Published")
