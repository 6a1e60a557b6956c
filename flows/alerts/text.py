"""A digest as plain text: for the terminal, and the text part of an e-mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flows.alerts.digest import SECTIONS, Digest, headline
from flows.terminal import visible

TITLES = {"new": "NEW", "still": "STILL OPEN (told before)", "over": "OVER"}
SEOUL = ZoneInfo("Asia/Seoul")
WIDTH = 98


def as_text(digest: Digest) -> str:
    lines = [headline(digest), f"Run {digest['run_id']}, {when(digest['at'])}: {digest['message']}", ""]
    for name in SECTIONS:
        if digest[name]:
            lines += [TITLES[name], "-" * len(TITLES[name])]
            for group in digest[name]:
                lines += [*(_short(group) if name == "still" else _group(group, is_over=name == "over")), ""]
    lines.append("List, acknowledge or snooze: mou incidents. The line that explains a row, ready to paste: mou review")
    return "\n".join(visible(line) for line in lines) + "\n"


def when(instant: str | None) -> str:
    """An instant as the person on duty reads it: Korean time."""
    return f"{datetime.fromisoformat(instant).astimezone(SEOUL):%Y-%m-%d %H:%M} KST" if instant else "unknown"


def numbers(row: dict[str, Any]) -> str | None:
    """Both numbers of a row; None where it has none."""
    if row.get("stated") is None and row.get("found") is None:
        return None
    return f"{_number(row.get('stated'))} against {_number(row.get('found'))}"


def _number(value: Any) -> str:
    return "none" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def _short(group: dict[str, Any]) -> Iterator[str]:
    yield f"{group['check']} ({group['severity']}, {group['owner']}): {group['count']}"
    for item in group["incidents"]:
        yield f"  {item['incident_id']}  {item['message']}, {item['state']}, since {when(item['first_seen'])}"
    yield from _more(group)


def _group(group: dict[str, Any], *, is_over: bool) -> Iterator[str]:
    yield f"{group['check']} ({group['severity']}, {group['owner']}): {group['meaning']}"
    for item in group["incidents"]:
        programme = f"{item['programme']}: " if item["programme"] else ""
        yield f"  * {programme}{item['message']}"
        if is_over:
            yield f"      since {when(item['first_seen'])}, over {when(item['closed_at'])}: {item['reason']}"
        else:
            again = f", for the {item['occurrences']}. time" if item["occurrences"] > 1 else ""
            yield f"      since {when(item['first_seen'])}{again}; id {item['incident_id']}"
            yield from _rows(item)
    yield from _more(group)
    if not is_over:
        yield from _wrapped("Probably:", group["likely"])
        yield from _wrapped("To do:", group["remedy"])
        yield f"  Runbook:  {group['runbook']}"


def _rows(item: dict[str, Any]) -> Iterator[str]:
    for row in item["rows"]:
        yield f"      row {row['key']}"
        if told := numbers(row):
            yield f"        {told}"
        for sentence in row["sentences"]:
            who = ", ".join(filter(None, (sentence["publisher"], sentence["published"])))
            yield f"        “{sentence['quote']}” ({who})"
            yield f"          {sentence['url']}"
    left = item["rows_failing"] - len(item["rows"])
    if left > 0 and item["rows"]:
        yield f"      … {left} more rows"


def _more(group: dict[str, Any]) -> Iterator[str]:
    if group["more"]:
        yield f"  … {group['more']} more: mou incidents --check {group['check']}"


def _wrapped(word: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"  {word:<9} ", subsequent_indent=" " * 12)
