"""A board of press releases: list pages, a page for each release, attachments. A new board is a new entry.

Paging goes back to the newest day known less the overlap. Where a night does not come to the end (the source's
limits, or trouble), the next one goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urljoin

from announcements.decode import Undecodable, decode
from announcements.formats import recipe_of
from announcements.sources.dates import day_of, moment
from announcements.sources.plan import Item, NoSuchList, Unusable
from announcements.sources.visiting import Night
from announcements.web.client import Answer
from announcements.web.memory import Visit

CURSOR = "cursor:"
MOST_ATTACHMENTS = 20


@dataclass(frozen=True, slots=True)
class Board:
    """Where a board's pages are and what on them is what (CSS selectors)."""

    url: str
    """With ``{page}`` where the number of the list page goes."""
    rows: str
    """Each release in the list."""
    link: str
    """Within a row: the element that leads to the release."""
    date: str
    """Within a row: the day of publication."""
    first_page: int = 1
    link_pattern: str | None = None
    """For links that are a script: what to find in href or onclick …"""
    link_address: str | None = None
    """… and the address made of it, ``{0}`` for the first group."""
    attachments: str | None = None
    """On the release's page: links to its attachments."""


def walk_board(board: Board) -> Callable[[Night], None]:
    return partial(_walk, board)


def _walk(board: Board, night: Night) -> None:
    """What is new, from the first page on; then what an earlier night left, from its page on."""
    left = _cursor(night)
    first = board.first_page
    go_on, last = _stretch(
        board, night, range(first, first + night.plan.most_pages), is_old=night.is_old, till_old=True
    )
    if go_on is None and left:
        # What an earlier night left begins at its page, or later: new releases push older ones back.
        rest = range(max(left, last), max(left, last) + night.plan.most_pages - (last - first) - 1)
        go_on, _ = _stretch(board, night, rest, is_old=partial(_is_settled, night), till_old=False)
    _remember(night, go_on or 0)


def _is_settled(night: Night, item: Item) -> bool:
    """In what an earlier night left: known already, or older than what is asked for."""
    day, since = day_of(item.published_at), night.plan.since
    return night.memory.get(item.url) is not None or (since is not None and day is not None and day < since)


def _stretch(
    board: Board, night: Night, pages: range, *, is_old: Callable[[Item], bool], till_old: bool
) -> tuple[int | None, int]:
    """Walk list pages; the page to go on with another night (None: nothing is left), and the last one looked at."""
    met: set[str] = set()
    for number in pages:
        # Whatever happens while this page is walked, the next night goes on with it.
        _remember(night, number)
        url = board.url.format(page=number)
        try:
            answer = night.listing(url)
        except NoSuchList:
            if number == board.first_page:
                raise
            return None, number
        if answer is None:
            if till_old and _was_old(night, url):
                return None, number
            continue
        items = listed(board, answer)
        if not items and number == board.first_page:
            raise Unusable(f"{url}: nothing answers {board.rows!r} and {board.link!r}. Mend the board's entry.")
        fresh = [item for item in items if item.url not in met]
        for item in fresh:
            if night.is_full:
                return number, number
            if not is_old(item):
                _visit(board, night, item)
        night.understood(url, answer, items)
        # Beyond the last page some boards show the last one again, some an empty one.
        if not fresh or (till_old and all(map(is_old, items))):
            return None, number
        met.update(item.url for item in items)
    return pages.stop, pages.stop - 1


def _was_old(night: Night, url: str) -> bool:
    """Whether an unchanged list page reaches back beyond what is of interest."""
    last = night.memory.get(url)
    return last is None or last.published_at is None or night.is_old(Item(url, last.published_at))


def _cursor(night: Night) -> int:
    last = night.memory.get(CURSOR)
    return last.page if last else 0


def _remember(night: Night, page: int) -> None:
    night.memory.keep(Visit(CURSOR, "cursor", 0, night.plan.fetched_at, page=page))


def _visit(board: Board, night: Night, item: Item) -> None:
    answer = night.visit(item)
    if answer is None or board.attachments is None or recipe_of(answer.data) not in (None, recipe_of(b"<html>")):
        return
    passing, seen = night.passing, night.memory.get(item.url)
    if seen is not None:
        # Until its attachments are had, the page is asked for whole: 'not changed' would not name them.
        night.memory.keep(replace(seen, etag=None, last_modified=None))
    for element in _tree(answer).cssselect(board.attachments)[:MOST_ATTACHMENTS]:
        if address := element.get("href"):
            night.visit(Item(urljoin(answer.url, address), item.published_at, item.publisher))
    if seen is not None and night.passing == passing:
        night.memory.keep(seen)


def listed(board: Board, answer: Answer) -> list[Item]:
    """The releases on a list page, in its order."""
    items = []
    for row in _tree(answer).cssselect(board.rows):
        address = _address(board, row)
        dates = row.cssselect(board.date)
        written = dates[0].get("datetime") or dates[0].text_content() if dates else None
        if address:
            items.append(Item(urljoin(answer.url, address), moment(written)))
    return items


def _address(board: Board, row: Any) -> str | None:
    found = row.cssselect(board.link)
    if not found:
        return None
    if board.link_pattern is None or board.link_address is None:
        return str(found[0].get("href") or "") or None
    match = re.search(board.link_pattern, f"{found[0].get('href') or ''} {found[0].get('onclick') or ''}")
    return board.link_address.format(*match.groups()) if match else None


def _tree(answer: Answer) -> Any:
    from announcements.formats.html import page

    try:
        return page(decode(answer.data, answer.charset).text.removeprefix("\ufeff"))
    except Undecodable as error:
        raise Unusable(f"{answer.url}: {error}") from error
