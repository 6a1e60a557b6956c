"""``mou run`` as a user starts it: a Prefect server of its own, quiet, gone with the run however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from flows.prefect_server import NoServer, OwnServer
from tests.flows.nights import ROOT

pytestmark = pytest.mark.system


def environment(tmp_path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "MOU_DATA": str(tmp_path / "data"), "MOU_CONFIGS": str(ROOT / "configs")}


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_run_publishes_quietly_and_a_second_one_finds_nothing_new(tmp_path):
    command = [sys.executable, "-m", "flows.command", "run", "--timings"]
    first = subprocess.run(command, env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("Published")
    # Nothing but the table of timings: no log lines, no warnings.
    assert [line for line in first.stderr.splitlines() if " s  " not in line] == []
    second = subprocess.run(command, env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True)
    assert second.stdout.startswith("Nothing new")


def test_the_server_ends_when_the_process_that_started_it_is_killed(tmp_path):
    program = (
        "import sys, time; from pathlib import Path; from flows.prefect_server import OwnServer\n"
        f"server = OwnServer(Path({str(tmp_path)!r})); server.wait(); print(server.port, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    port = int(parent.stdout.readline())
    assert answers(port)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 30
    while answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(port)


def test_a_server_that_does_not_start_says_what_to_do_instead(tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "sqlite+aiosqlite:////nowhere/at/all.db")
    server = OwnServer(tmp_path)
    with pytest.raises(NoServer, match=r"server\.log.*--plain"):
        server.wait(timeout_s=60)
    server.stop()
