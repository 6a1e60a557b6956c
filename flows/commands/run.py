"""``mou run``: one nightly run now, as a Prefect flow or plainly."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from flows.command import BadUsage
from flows.places import Places, find_data
from flows.timings import Timings

if TYPE_CHECKING:
    from flows.prefect_server import OwnServer
    from flows.reports import NightReport
    from flows.run import Run, Track
    from flows.settings import Settings

Carry = Callable[["Run"], "NightReport"]


def main(options: argparse.Namespace) -> int:
    timings = Timings()
    report = _plain(options, timings) if options.plain else _with_prefect(options, timings)
    with timings.phase("summary"):
        _show(options, report)
    if options.timings:
        print(timings.table(), file=sys.stderr)
    return report.exit_code(strict=options.strict)


def _plain(options: argparse.Namespace, timings: Timings) -> NightReport:
    with timings.phase("imports and configuration"):
        from flows.nightly import night, plainly
    return _run(options, timings, lambda run: night(run, timings.timed(plainly)))


def _with_prefect(options: argparse.Namespace, timings: Timings) -> NightReport:
    from flows.prefect_server import OwnServer, use

    places = Places(find_data(options.data))
    configured = os.environ.get("PREFECT_API_URL")
    # A server of our own knows of no other host.
    server = None if configured else OwnServer(places.prefect_home)
    try:
        use(places.prefect_home, None if server is None else server.api_url)
        return _flow(options, timings, server, is_first=not (places.published / "current.json").exists())
    finally:
        if server is not None:
            with timings.phase("Prefect: stop the server"):
                server.stop()


def _flow(options: argparse.Namespace, timings: Timings, server: OwnServer | None, *, is_first: bool) -> NightReport:
    with timings.phase("imports and configuration"):
        from flows.nightly import night  # noqa: F401 - imported here, while the server starts
    with timings.phase("Prefect: import"):
        from flows.prefect_limit import one_across_hosts
        from flows.prefect_night import call_task, prefect_night
    if server is not None:
        if is_first:
            # The first night has something to judge: import what judges while the server migrates its database.
            with timings.phase("great-expectations: import"):
                import expectations.judge  # noqa: F401
        with timings.phase("Prefect: wait for the server"):
            server.wait()
    steps_before = set(timings.phases)
    alone = nullcontext() if server is not None else one_across_hosts(Places(find_data(options.data)).data)
    with timings.phase("Prefect: flow run around the steps"), alone:
        report = _run(options, timings, lambda run: prefect_night(run, timings.timed(call_task)))
    inside = sum(
        seconds for name, seconds in timings.phases.items() if name not in steps_before and "flow run" not in name
    )
    timings.phases["Prefect: flow run around the steps"] -= inside
    return report


def _run(options: argparse.Namespace, timings: Timings, carry_out: Carry) -> NightReport:
    from flows.nightly import guarded_night
    from flows.run import Run
    from flows.settings import load_settings

    with timings.phase("imports and configuration"):
        settings = load_settings(options.configs, options.data)
    only, since = _asked_for(options, settings)
    with _progress(options) as track:
        run = replace(Run.begin(settings, track=track) if track else Run.begin(settings), only=only, since=since)
        return guarded_night(run, carry_out)


def _asked_for(options: argparse.Namespace, settings: Settings) -> tuple[str | None, date | None]:
    """The one source, and the day to go back to, where they are given."""
    known = {source.code: source for source in settings.sources}
    if options.source is not None and options.source not in known:
        raise BadUsage(f"no source {options.source!r}; there are {', '.join(known)}.")
    if options.since is None:
        return options.source, None
    if options.source is None or known[options.source].kind in ("folder", "hand"):
        raise BadUsage("--since needs --source with a source that is fetched (feed, board, api, csv).")
    try:
        return options.source, date.fromisoformat(options.since)
    except ValueError as error:
        raise BadUsage(f"--since {options.since!r} is no day. Give it as YYYY-MM-DD.") from error


def _progress(options: argparse.Namespace) -> AbstractContextManager[Track | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if options.json or not sys.stderr.isatty():
        return nullcontext(None)
    from flows.progress import terminal_progress

    return terminal_progress()


def _show(options: argparse.Namespace, report: NightReport) -> None:
    from flows.summary import night_as_json, night_as_text

    if options.json:
        print(json.dumps(night_as_json(report), ensure_ascii=False))
    else:
        print(night_as_text(report, Places(find_data(options.data))))
