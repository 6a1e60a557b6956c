"""Calendar days in Korea, of what captures record as ISO days and instants."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

KOREA = timezone(timedelta(hours=9))


def korean_day(published_at: str | None) -> date | None:
    """The calendar day in Korea of an ISO day or instant; an instant without a zone is Korean time."""
    if published_at is None:
        return None
    if len(published_at) == len("2021-07-20"):
        return date.fromisoformat(published_at)
    instant = datetime.fromisoformat(published_at)
    return (instant if instant.tzinfo else instant.replace(tzinfo=KOREA)).astimezone(KOREA).date()


def is_ahead(published: date | None, fetched_at: str) -> bool:
    """Whether a day of publication is later than the fetch, by more than clocks and time zones may differ."""
    fetched = korean_day(fetched_at)
    return published is not None and fetched is not None and published > fetched + timedelta(days=1)
