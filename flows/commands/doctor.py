"""``mou doctor``: are machine, configuration and data sound?"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from flows.command import CANNOT_RUN, OK
from flows.looking import places_of
from flows.ops import OpsLog
from flows.places import Places
from flows.published import database_of, published_version

FREE_BYTES_WANTED = 500_000_000
PACKAGES = ("duckdb", "polars", "prefect", "great-expectations")

if TYPE_CHECKING:
    from flows.settings import Settings

Finding = tuple[bool, str, str]


def main(options: argparse.Namespace) -> int:
    findings = _monitored(options) if options.monitor else _looked_at(options)
    for is_sound, what, told in findings:
        if options.json:
            print(json.dumps({"check": what, "is_sound": is_sound, "message": told}, ensure_ascii=False))
        else:
            print(f"{'ok  ' if is_sound else 'FAIL'} {what}: {told}")
    return OK if all(is_sound for is_sound, _, _ in findings) else CANNOT_RUN


def _monitored(options: argparse.Namespace) -> list[Finding]:
    """What an outside watcher wants to know; everything else may be broken."""
    from flows.monitor import findings
    from flows.settings import load_settings

    watch = load_settings(options.configs, options.data).alerts.watch
    return list(findings(OpsLog(places_of(options).ops), watch, datetime.now(UTC)))


def _looked_at(options: argparse.Namespace) -> list[Finding]:
    places = places_of(options)
    return [
        _guarded("python", _python),
        _guarded("packages", _packages),
        _guarded("configuration", lambda: _configuration(options)),
        _guarded("sources", lambda: _of_settings(options, "reachable")),
        _guarded("keys", lambda: _of_settings(options, "keys_present")),
        _guarded("clock", lambda: _of_settings(options, "clock")),
        _guarded("schedule", lambda: _of_settings(options, "schedule")),
        _guarded("data folder", lambda: _data(places)),
        _guarded("disk", lambda: _disk(places)),
        _guarded("lock", lambda: _lock(places)),
        _guarded("published", lambda: _published(places)),
        _guarded("readings", lambda: _readings(options)),
    ]


def _guarded(what: str, look: Callable[[], str]) -> Finding:
    try:
        return True, what, look()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what the doctor reports
        return False, what, str(error)


def _python() -> str:
    if not (3, 11) <= sys.version_info[:2] < (3, 15):
        raise RuntimeError(f"{sys.version.split()[0]}; 3.11 to 3.14 are supported. Run 'make' with such a python3.")
    return sys.version.split()[0]


def _packages() -> str:
    def found() -> Iterator[str]:
        for name in PACKAGES:
            try:
                yield f"{name} {version(name)}"
            except PackageNotFoundError as error:
                raise RuntimeError(f"{name} is not installed. Run 'make .venv/ready'.") from error

    return ", ".join(found())


def _configuration(options: argparse.Namespace) -> str:
    from flows.settings import load_settings

    settings = load_settings(options.configs, options.data)
    return f"{len(settings.programmes)} programme(s), {len(settings.sources)} source(s) in {settings.configs}"


def _of_settings(options: argparse.Namespace, check: str) -> str:
    from flows import health
    from flows.settings import load_settings

    look: Callable[[Settings], str] = getattr(health, check)
    return look(load_settings(options.configs, options.data))


def _data(places: Places) -> str:
    probe = places.data / ".doctor"
    places.data.mkdir(parents=True, exist_ok=True)
    probe.write_bytes(b"")
    probe.unlink()
    return f"{places.data} can be written"


def _disk(places: Places) -> str:
    free = shutil.disk_usage(places.data).free
    if free < FREE_BYTES_WANTED:
        raise RuntimeError(
            f"{free / 1e6:.0f} MB free at {places.data}; a night wants {FREE_BYTES_WANTED / 1e6:.0f} MB."
        )
    return f"{free / 1e9:.1f} GB free"


def _lock(places: Places) -> str:
    from flows.lock import run_lock

    if places.lock.exists():
        with run_lock(places.lock, "doctor"):
            pass
    return "no run is going"


def _readings(options: argparse.Namespace) -> str:
    """Readings made with other rules than today's are sound; whoever changed the rules should know of them."""
    from announcements.reader import ruleset_fingerprint
    from flows.settings import load_settings
    from flows.steps import waiting_for_today

    settings = load_settings(options.configs, options.data)
    today = {code: ruleset_fingerprint(programme.reading) for code, programme in settings.programmes.items()}
    older = waiting_for_today(settings.state.archive(), settings.state.store(), today).height
    return (
        f"{older} captures were read with other rules than today's: 'mou reread'" if older else "all with today's rules"
    )


def _published(places: Places) -> str:
    from warehouse.query import run_sql

    version = published_version(places)
    if version is None:
        return "nothing yet: start 'mou run'"
    rows = run_sql(database_of(places, version), "select count(*) from kpi.goal_progress").rows
    return f"{version} opens, {rows[0][0]} rows of goal progress"
