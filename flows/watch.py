"""What every night is judged by, whether or not anything is new: sources, the nights before, the outbox.

Each function gives the rows that fail (keys without numbers where the numbers change nightly: one incident, not one a
night), in the shape of an audit's failing rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from expectations.watching import Watched
from flows.alerts.letters import waiting
from flows.configuration import Source
from flows.events import last_withdrawn
from flows.published import published_version
from flows.reports import Collection
from flows.run import Run

Row = Mapping[str, Any]
UNREAD_DAYS, UNREAD_LEAST = 30, 5
"""The share unread is that of what was fetched in so many days, and says nothing of fewer captures."""


def watch(run: Run, collections: Sequence[Collection]) -> dict[str, Watched | Exception]:
    """Everything that is watched, by the name of its check; an exception where the look itself failed."""
    looks: dict[str, Callable[[], Watched]] = {
        "source_collected": lambda: _collected(collections),
        "source_fresh": lambda: _fresh(run),
        "source_volume": lambda: _volume(run),
        "source_read": lambda: _read(run),
        "night_completed": lambda: _completed(run),
        "night_on_time": lambda: _on_time(run),
        "publication_stands": lambda: stands(run),
        "alerts_delivered": lambda: _delivered(run),
    }
    return {name: _guarded(look) for name, look in looks.items()}


def _guarded(look: Callable[[], Watched]) -> Watched | Exception:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a look that failed is reported as crashed, and the night goes on
        return error


def failing(key: str, message: str, stated: Any, found: Any, programme: str | None = None) -> Row:
    return {
        "programme_code": programme,
        "row_key": key,
        "document_id": None,
        "stated_value": stated,
        "found_value": found,
        "message": message,
    }


def _collected(collections: Sequence[Collection]) -> Watched:
    rows = [
        failing(f"source_code={c.source_code}", f"{c.source_code} {c.failure}", None, None, c.programme_code)
        for c in collections
        if c.failure
    ]
    return Watched(1 + len(collections), tuple(rows))


def _days(run: Run) -> pl.DataFrame:
    """``source_code, day``: the Korean day each capture was published, else fetched."""
    captures = run.settings.state.archive().captures()
    zone = ZoneInfo(run.settings.night.timezone)
    told = captures.select("source_code", moment=pl.coalesce("published_at", "fetched_at"))
    return told.with_columns(day=pl.col("moment").map_elements(lambda m: day_of(m, zone), return_dtype=pl.Date))


def day_of(moment: str, zone: ZoneInfo) -> date | None:
    """The local day of an ISO day or instant; None where it is neither."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return at.date() if at.tzinfo is None else at.astimezone(zone).date()


def today(run: Run) -> date:
    return run.started_at.astimezone(ZoneInfo(run.settings.night.timezone)).date()


def _fresh(run: Run) -> Watched:
    expecting = [source for source in run.settings.sources if source.expects.fresh_within_days]
    if not expecting:
        return Watched(1)
    newest = dict(_days(run).group_by("source_code").agg(pl.col("day").max()).iter_rows())
    return Watched(1 + len(expecting), tuple(_stale(run, expecting, newest)))


def _stale(run: Run, sources: Sequence[Source], newest: Mapping[str, date | None]) -> Iterator[Row]:
    for source in sources:
        wanted, last = source.expects.fresh_within_days, newest.get(source.code)
        age = (today(run) - last).days if last else None
        if wanted is not None and (age is None or age > wanted):
            told = f"published nothing for {age} days (last on {last})" if last else "has never published anything"
            message = f"{source.code} {told}; expected within {wanted} days"
            yield failing(f"source_code={source.code}", message, wanted, age, source.programme)


def _volume(run: Run) -> Watched:
    """The last whole month, for sources that had begun before it."""
    expecting = [source for source in run.settings.sources if source.expects.captures_per_month]
    if not expecting:
        return Watched(1)
    end = today(run).replace(day=1)
    begin = (end - timedelta(days=1)).replace(day=1)
    days = _days(run)
    rows: list[Row] = []
    for source in expecting:
        mine = days.filter(pl.col("source_code") == source.code)["day"].drop_nulls()
        if mine.len() and mine.min() < begin:  # type: ignore[operator]
            found = mine.filter((mine >= begin) & (mine < end)).len()
            rows += _off(source, f"{begin:%Y-%m}", found)
    return Watched(1 + len(expecting), tuple(rows))


def _off(source: Source, month: str, found: int) -> Iterator[Row]:
    volume = source.expects.captures_per_month
    assert volume is not None
    key = f"source_code={source.code}|month={month}"
    told = f"{source.code} published {found} announcements in {month}, expected at"
    if found < volume.at_least:
        yield failing(key, f"{told} least {volume.at_least}", volume.at_least, found, source.programme)
    elif volume.at_most is not None and found > volume.at_most:
        yield failing(key, f"{told} most {volume.at_most}", volume.at_most, found, source.programme)


def _read(run: Run) -> Watched:
    since = (run.started_at - timedelta(days=UNREAD_DAYS)).isoformat(timespec="seconds")
    captures = run.settings.state.archive().captures().filter(pl.col("fetched_at") >= since)
    readings = run.settings.state.store().readings(["capture_id", "outcome", "read_at"])
    newest = readings.group_by("capture_id").agg(pl.col("outcome").sort_by("read_at").last())
    counts = (
        captures.join(newest, on="capture_id")
        .group_by("source_code")
        .agg(pl.len().alias("all"), (pl.col("outcome") == "unread").sum().alias("unread"))
    )
    by_source = {code: (number, unread) for code, number, unread in counts.iter_rows()}
    rows = [row for source in run.settings.sources for row in _unread(source, *by_source.get(source.code, (0, 0)))]
    return Watched(1 + len(by_source), tuple(rows))


def _unread(source: Source, number: int, unread: int) -> Iterator[Row]:
    most = source.expects.unread_pct_at_most
    if number >= UNREAD_LEAST and 100 * unread > most * number:
        message = (
            f"{source.code}: {unread} of {number} fetched in {UNREAD_DAYS} days are unread, at most {most} % expected"
        )
        yield failing(f"source_code={source.code}", message, number * most // 100, unread, source.programme)


def _completed(run: Run) -> Watched:
    """Nights that began since the last that ended, and never ended themselves: killed, or the power went."""
    ended: dict[str, bool] = {}
    for row in run.ops.rows("run"):
        ended[row["run_id"]] = ended.get(row["run_id"], False) or row["event"] == "finished"
    ended.pop(run.run_id, None)
    lost: list[str] = []
    for name in sorted(ended, reverse=True):
        if ended[name]:
            break
        lost.append(name)
    told = f"{len(lost)} nights began and never ended, the last {lost[0]}" if lost else ""
    return Watched(1 + len(ended), (failing("night", told, 0, len(lost)),) if lost else ())


def _on_time(run: Run) -> Watched:
    """The pause since the night before this one."""
    before = next((row for row in run.ops.last_runs(2) if row["run_id"] != run.run_id), None)
    if before is None:
        return Watched(1)
    hours = (run.started_at - datetime.fromisoformat(before["happened_at"])).total_seconds() / 3600
    most = run.settings.alerts.watch.night_every_hours
    told = f"{hours:.0f} hours passed since the night before, at most {most} expected"
    return Watched(1, (failing("night", told, most, round(hours)),) if hours > most else ())


def stands(run: Run) -> Watched:
    """Whether an older version is shown in place of one that was withdrawn."""
    current = published_version(run.settings.places)
    gone = last_withdrawn(run.ops, current)
    told = f"{gone['version']} was withdrawn ({gone['reason']}); shown is {current}" if gone else ""
    return Watched(1, (failing("publication", told, None, None),) if gone else ())


def _delivered(run: Run) -> Watched:
    watched = run.settings.alerts
    since = (run.started_at - timedelta(hours=watched.watch.undelivered_after_hours)).isoformat(timespec="seconds")
    known = {channel.code for channel in watched.channels}
    late: dict[str, int] = {}
    for letter in waiting(run.ops):
        if letter.channel in known and letter.queued_at <= since:
            late[letter.channel] = late.get(letter.channel, 0) + 1
    rows = [
        failing(f"channel={code}", f"{number} alerts wait for the channel {code}", 0, number)
        for code, number in late.items()
    ]
    return Watched(1 + len(known), tuple(rows))
