"""RSS and Atom feeds: each entry's linked page is the announcement, fetched whole."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urljoin

from announcements.decode import Undecodable, decode
from announcements.sources.dates import moment
from announcements.sources.plan import Item, Unusable
from announcements.sources.visiting import Night
from announcements.web.client import Answer

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!\s*(?:ENTITY|DOCTYPE)", re.IGNORECASE)


def walk_feed(url: str) -> Callable[[Night], None]:
    """How a feed is walked through: every entry that is not older than what is of interest."""
    return partial(_walk, url)


def _walk(url: str, night: Night) -> None:
    answer = night.listing(url)
    if answer is None:
        return
    items = entries(answer)
    for item in items:
        if not night.is_old(item) and not night.is_full:
            night.visit(item)
    night.understood(url, answer, items)


def entries(answer: Answer) -> list[Item]:
    """The entries of a feed, in its order.

    The bytes are decoded here and the days read here: the library guesses at both, and its guesses are silent.

    Raises:
        Unusable: It is no feed.
    """
    import feedparser

    try:
        text = decode(answer.data, answer.charset).text.removeprefix("\ufeff")
    except Undecodable as error:
        raise Unusable(f"{answer.url}: {error}") from error
    if _ENTITY.search(text):
        raise Unusable(f"{answer.url}: declares entities or a document type, which no honest feed needs.")
    parsed = feedparser.parse(
        io.BytesIO(_DECLARATION.sub("", text).encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.version:
        raise Unusable(f"{answer.url}: is neither RSS nor Atom. Mend the source's url.")
    return [
        Item(urljoin(answer.url, entry.link), moment(entry.get("published") or entry.get("updated")))
        for entry in parsed.entries
        if entry.get("link")
    ]
