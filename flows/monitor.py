"""For an outside watcher: did the night happen, does anything critical stand, does somebody hear of it?

It looks at the record of runs alone, so that it answers while a night is going and where nothing else works.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from flows.alerts.configuration import Watch
from flows.alerts.letters import known_incidents, waiting
from flows.ops import OpsLog, Row

Finding = tuple[bool, str, str]
"""Is it sound, what was looked at, what was found."""


def findings(ops: OpsLog, watch: Watch, now: datetime) -> Iterator[Finding]:
    last = next(iter(ops.last_runs()), None)
    if last is None:
        yield False, "last night", "there has been none yet. Start 'mou run'."
    else:
        yield from _last_night(last, watch, now)
    standing = [one for one in known_incidents(ops).values() if one.state == "open"]
    critical = [one.sighting.check_name for one in standing if one.sighting.severity == "critical"]
    told = f"{len(standing)} open, critical: {', '.join(sorted(critical)) or 'none'}"
    yield not critical, "incidents", told
    late = timedelta(hours=watch.undelivered_after_hours)
    letters = waiting(ops)
    dead = sorted({one.channel for one in letters if now - datetime.fromisoformat(one.queued_at) > late})
    yield not dead, "alerts", f"{len(letters)} wait" + (f"; dead channels: {', '.join(dead)}" if dead else "")


def _last_night(last: Row, watch: Watch, now: datetime) -> Iterator[Finding]:
    at = datetime.fromisoformat(last["happened_at"])
    age = now - at
    if last["event"] == "started":
        hangs = age > timedelta(minutes=watch.night_at_most_minutes)
        how = "has not ended: it hangs or was killed" if hangs else "is going on"
        yield not hangs, "last night", f"{last['run_id']} began {at:%Y-%m-%d %H:%M} UTC and {how}"
        return
    is_sound = last["outcome"] in ("published", "nothing_new")
    yield is_sound, "last night", f"{last['run_id']}: {last['outcome']} ({last['message']})"
    is_recent = age <= timedelta(hours=watch.night_every_hours)
    told = f"ended {age.total_seconds() / 3600:.0f} hours ago, at most {watch.night_every_hours} expected"
    yield is_recent, "on time", told
