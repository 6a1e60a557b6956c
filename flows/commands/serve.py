"""``mou serve``: the schedule. Every night at 03:00 in Korea, one at a time; a missed night is made up for on start."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.ops import OpsLog
from flows.prefect_server import OwnServer, use
from flows.settings import Settings, load_settings

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
        _serve(settings)
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


def _serve(settings: Settings) -> None:
    """Keep Prefect's runner going: it starts each night in a process of its own, never two at once."""
    from prefect.schedules import Cron

    from flows.prefect_night import scheduled_night

    scheduled_night.serve(
        name="nightly",
        schedule=Cron(f"{DUE.minute} {DUE.hour} * * *", timezone=settings.night.timezone),
        parameters={"configs": str(settings.configs), "data": str(settings.places.data)},
        limit=1,
        pause_on_shutdown=False,
        print_starting_message=False,
    )
