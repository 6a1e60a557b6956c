"""Are the sources within reach, are their keys there, does the clock tell the time, is the schedule kept?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from announcements.web.addresses import NotAllowed
from announcements.web.client import AskedToWait, Client, Passing, Refused
from flows.collecting import MissingKey, keys, reach
from flows.configuration import FolderSource, Source
from flows.ops import OpsLog
from flows.settings import Settings
from flows.web_sources import ApiSource, BoardSource, CsvSource, FeedSource

CLOCK_OFF = timedelta(minutes=5)
"""More than that, and 'new since yesterday' begins to mean something else."""
A_NIGHT = timedelta(hours=26)
OnTheWeb = (FeedSource, BoardSource, ApiSource)


class Unsound(RuntimeError):
    """Something is wrong with a source, the clock or the schedule; the message says what to do."""


def reachable(settings: Settings) -> str:
    """Ask every source for what costs it least: its robots.txt; and see whether folders and files are there."""
    faults = [fault for source in settings.sources if (fault := _fault(settings, source))]
    if faults:
        raise Unsound("; ".join(faults))
    return f"{len(settings.sources)} source(s)"


def keys_present(settings: Settings) -> str:
    """Every key that a source names is in the environment. Their values are shown nowhere."""
    asked = [source for source in settings.sources if isinstance(source, ApiSource)]
    for source in asked:
        try:
            keys(source)
        except MissingKey as error:
            raise Unsound(f"{source.code}: {error}") from error
    return f"{sum(len(source.keys) for source in asked)} key(s) in the environment"


def clock(settings: Settings, now: datetime | None = None) -> str:
    """The time zone exists on this machine, and the clock agrees with what web sources say the time is."""
    name = settings.night.timezone
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Unsound(f"the time zone {name!r} is not known here. Install the package tzdata.") from error
    local = f"{datetime.now(zone):%Y-%m-%d %H:%M} {name}"
    for told in _times(settings):
        off = abs((now or datetime.now(UTC)) - told)
        if off > CLOCK_OFF:
            raise Unsound(f"this machine's clock is {off} off. Switch time synchronisation on.")
        return f"{local}, {off.total_seconds():.0f} s from what a source says"
    return f"{local}; no source on the web to compare with"


def schedule(settings: Settings, now: datetime | None = None) -> str:
    """A night has run within the last day."""
    last = next(iter(OpsLog(settings.places.ops).last_runs()), None)
    if last is None:
        return "no night yet: start 'mou run', or 'mou serve' for every night"
    age = (now or datetime.now(UTC)) - datetime.fromisoformat(last["happened_at"])
    if age > A_NIGHT:
        raise Unsound(f"the last night was {age.total_seconds() / 3600:.0f} hours ago. Is 'mou serve' going?")
    return f"the last night was {age.total_seconds() / 3600:.0f} hours ago"


def _fault(settings: Settings, source: Source) -> str | None:
    if isinstance(source, FolderSource):
        folder = settings.folder_of(source)
        return None if folder.is_dir() else f"{source.code}: {folder} is no folder. Create it or mend its path."
    if isinstance(source, CsvSource):
        file = settings.path_of(source.path)
        return None if file.is_file() else f"{source.code}: {file} is no file. Create it or mend its path."
    return _asked(settings, source)[1] if isinstance(source, OnTheWeb) else None


def _asked(settings: Settings, source: FeedSource | BoardSource | ApiSource) -> tuple[str | None, str | None]:
    """What the source's site says the time is, and what is wrong with it."""
    parts = urlsplit(str(source.url))
    client = Client(reach(source, settings.night.fetching.contact))
    try:
        answer = client.get(f"{parts.scheme}://{parts.netloc}/robots.txt", ask_robots=False)
    except Refused:
        return None, None
    except (NotAllowed, Passing, AskedToWait) as error:
        return None, f"{source.code}: {error}"
    finally:
        client.close()
    return answer.headers.get("date"), None


def _times(settings: Settings) -> Iterator[datetime]:
    for source in settings.sources:
        if isinstance(source, OnTheWeb) and (told := _asked(settings, source)[0]):
            yield parsedate_to_datetime(told)
