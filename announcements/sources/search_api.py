"""Search interfaces that answer in JSON, with keys, paging and a quota. A shape is how one is documented."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from announcements.formats import record_recipe
from announcements.formats.record import plain
from announcements.sources.dates import moment
from announcements.sources.plan import Item, Unusable
from announcements.sources.visiting import Night
from announcements.web.client import Answer


@dataclass(frozen=True, slots=True)
class Shape:
    """How a search interface is asked and answers."""

    query: str
    """Parameter that takes the words."""
    fixed: Mapping[str, str]
    size: int
    """Results a page; sent as ``size_parameter``."""
    size_parameter: str
    start_parameter: str
    last_start: int
    """The interface gives no result beyond this one."""
    items: str
    total: str
    address: tuple[str, ...]
    """Fields that hold the announcement's address, the best first."""
    published: str
    texts: tuple[str, ...]


SHAPES = {
    # As documented for Naver's news search: results from the newest on, numbered from 1, at most 1,000 reachable.
    "naver_news": Shape(
        query="query",
        fixed={"sort": "date"},
        size=100,
        size_parameter="display",
        start_parameter="start",
        last_start=1000,
        items="items",
        total="total",
        address=("originallink", "link"),
        published="pubDate",
        texts=("title", "description"),
    ),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of which interface."""

    url: str
    shape: str
    queries: tuple[str, ...]
    headers: Mapping[str, str]
    """Keys, from the environment; sent to the interface only and never recorded."""
    requests: int = 50
    """The quota of one night."""
    follow: bool = False
    """Fetch the page that a result names (within the source's hosts) instead of keeping the result itself."""


def walk_search(search: Search) -> Callable[[Night], None]:
    return partial(_walk, search)


def _walk(search: Search, night: Night) -> None:
    left = search.requests
    for query in search.queries:
        for url in _pages(SHAPES[search.shape], search.url, query):
            if left == 0:
                raise Unusable(f"the quota of {search.requests} requests a night is used up. Raise quota, or ask less.")
            left -= 1
            if not _page(search, night, url):
                break


def _pages(shape: Shape, url: str, query: str) -> Iterator[str]:
    for start in range(1, shape.last_start + 1, shape.size):
        asked = {shape.query: query, **shape.fixed, shape.size_parameter: shape.size, shape.start_parameter: start}
        yield f"{url}?{urlencode(asked)}"


def _page(search: Search, night: Night, url: str) -> bool:
    """Take one page of results; whether there may be more that is of interest."""
    shape = SHAPES[search.shape]
    answer = night.listing(url, dict(search.headers), is_page=False)
    if answer is None:
        return False
    results = found(shape, answer)
    wanted = [(item, result) for item, result in results if not night.is_old(item)]
    for item, result in wanted:
        if night.is_full:
            return False
        if search.follow:
            night.visit(item)
        else:
            data = json.dumps(result, ensure_ascii=False, sort_keys=True).encode()
            night.record(item, data, record_recipe(shape.texts))
    night.understood(url, answer, [item for item, _ in results])
    return len(results) == shape.size and len(wanted) == len(results)


def found(shape: Shape, answer: Answer) -> list[tuple[Item, dict[str, Any]]]:
    """The results of an answer that name an address.

    Raises:
        Unusable: It is not of the documented shape.
    """
    try:
        results = json.loads(answer.data)[shape.items]
        return [(item, result) for result in results if (item := _item(shape, result)) is not None]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unusable(
            f"{answer.url.split('?')[0]}: the answer is not of the documented shape "
            f"({type(error).__name__}: {str(error)[:100]}). Look at what the interface says of its changes."
        ) from error


def _item(shape: Shape, result: Mapping[str, Any]) -> Item | None:
    address = next((plain(str(result[name])) for name in shape.address if result.get(name)), None)
    return Item(address, moment(str(result.get(shape.published) or ""))) if address else None
