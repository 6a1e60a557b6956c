"""``mou serve``: the schedule. Every night at 03:00 in Korea, one at a time; a missed night is made up for on start."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import warnings
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.ops import OpsLog
from flows.prefect_server import OwnServer, use
from flows.settings import load_settings

DUE = time(3, 0)
"""Local time of settings.timezone; nothing new is published by day, and announcements of the day before are out."""


def main(options: argparse.Namespace) -> int:
    settings = load_settings(options.configs, options.data)
    places = settings.places
    server = None if os.environ.get("PREFECT_API_URL") else OwnServer(places.prefect_home, for_one_run=False)
    use(places.prefect_home, None if server is None else server.api_url)
    try:
        if missed(OpsLog(places.ops), ZoneInfo(settings.night.timezone), datetime.now(UTC)):
            print("The last night was missed: running it now.", flush=True)
            folders = ["--configs", str(settings.configs), "--data", str(places.data)]
            subprocess.run([sys.executable, "-m", "flows.command", "run", "--plain", *folders], check=False)
        if server is not None:
            server.wait()
        print(f"Scheduled: every night at {DUE:%H:%M} {settings.night.timezone}. Stop with Ctrl-C.", flush=True)
        from flows.prefect_night import serve_nightly

        # Prefect 3.8's runner forgets to await its own stop when it is told to end.
        warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
        serve_nightly(settings, DUE)
    finally:
        if server is not None:
            server.stop()
    return 0


def missed(ops: OpsLog, zone: ZoneInfo, now: datetime) -> bool:
    """Whether no run has begun since one was last due."""
    local = now.astimezone(zone)
    due = datetime.combine(local.date(), DUE, zone)
    if due > local:
        due -= timedelta(days=1)
    last = next(iter(ops.last_runs()), None)
    return last is None or datetime.fromisoformat(last["happened_at"]) < due
