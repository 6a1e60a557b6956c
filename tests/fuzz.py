"""Throw damaged and invented input at everything that takes input from outside: ``python -m tests.fuzz [EXAMPLES]``.

Each target either gives a value or refuses with a reason of its own; anything else is a fault. Prints the tally.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from announcements.decode import Undecodable, decode, media_type
from announcements.formats import recipe_of, record_recipe, text_of
from announcements.reader import Announcement, read, ruleset_fingerprint
from announcements.sources.board import Board, listed
from announcements.sources.dates import day_of, moment
from announcements.sources.feed import entries
from announcements.sources.plan import Unusable
from announcements.sources.search_api import SHAPES, found
from announcements.web.addresses import NotAllowed, Unresolved, checked
from announcements.web.body import BrokenOff, TooLarge, bounded
from announcements.web.client import Answer
from flows.settings import load_settings
from flows.terminal import visible
from tests.announcements.made_documents import as_docx, as_html, as_hwp, as_hwpx, as_pdf
from tests.site import ROOT, lines_of

LINES = lines_of("press-100")
ROWS = [["분야", "기업"], ["헬스케어", "21"]]
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>소식</title><item><link>/1</link>"
    "<pubDate>2021.07.20 10:31</pubDate></item></channel></rss>"
).encode()
LIST = "<table><tr><td><a href='/1'>제목</a><td class=d>2021.07.20</table>".encode()
FOUND = json.dumps({"items": [{"title": "<b>협약</b>", "link": "http://a/1", "pubDate": "2021.07.20"}]}).encode()
RECORD = json.dumps({"title": "<b>협약</b>", "body": "기업 92개"}, ensure_ascii=False).encode()
WORDS = (
    "광주시",
    "업무협약",
    "체결",
    "100번째",
    "㈜솔트룩스",
    "기업 92개",
    "2021년 7월 20일",
    "은",
    "는",
    ".",
    "“",
    "”",
    "\n",
    "\u202e",
    "\x00",
    "·",
)


def damaged(sound: bytes) -> st.SearchStrategy[bytes]:
    """A sound file with bytes changed, cut out, doubled or put in, or cut short."""

    def apply(changes: list[tuple[int, int, bytes]]) -> bytes:
        data = bytearray(sound)
        for at, length, new in changes:
            at %= len(data) + 1
            data[at : at + length] = new
        return bytes(data)

    place = st.integers(0, len(sound))
    slight = st.lists(st.tuples(place, st.just(1), st.binary(min_size=1, max_size=1)), max_size=2).map(apply)
    heavy = st.lists(st.tuples(place, st.integers(0, 40), st.binary(max_size=8)), max_size=6).map(apply)
    return st.one_of(slight, heavy, place.map(lambda n: sound[:n]), st.binary(max_size=200))


def _answer(data: bytes) -> Answer:
    return Answer("http://city.example/x", 200, {}, data)


def _text(recipe: str | None) -> Callable[[bytes], object]:
    def make(data: bytes) -> object:
        decoded = text_of(data, recipe or recipe_of(data))
        assert decoded.text.encode("utf-8", "surrogatepass")
        return decoded

    return make


CUES = load_settings(str(ROOT / "configs"), None).programmes["gwangju-ai"].reading
FINGERPRINT = ruleset_fingerprint(CUES)


def _read(text: str) -> object:
    reading, statements = read(
        Announcement("c", "d", text, None, None, None), CUES, fingerprint=FINGERPRINT, read_at=""
    )
    for statement in statements:
        assert statement.quote == text[statement.span_start : statement.span_end]
    return reading


def _shown(text: str) -> object:
    shown = visible(text)
    assert not any(ord(c) < 32 or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)
    return shown


def _day(text: str) -> object:
    return day_of(moment(text))


BOARD = Board(url="", rows="tr", link="a", date="td.d")
TARGETS: dict[str, tuple[st.SearchStrategy, Callable, tuple[type[Exception], ...]]] = {
    "text": (damaged("\n".join(LINES).encode("cp949", "replace")), decode, (Undecodable,)),
    "what it is": (st.binary(max_size=300), media_type, ()),
    "html, selector": (damaged(as_html(LINES, ROWS)), _text("html/1 .article"), (Undecodable,)),
    "html, library": (damaged(as_html(LINES[:5], ROWS)), _text("html/1"), (Undecodable,)),
    "docx": (damaged(as_docx(LINES, ROWS)), _text("docx/1"), (Undecodable,)),
    "hwpx": (damaged(as_hwpx(LINES, ROWS)), _text("hwpx/1"), (Undecodable,)),
    "hwp": (damaged(as_hwp(LINES, ROWS, flags=0)), _text("hwp/1"), (Undecodable,)),
    "pdf": (damaged(as_pdf(LINES, ROWS)), _text("pdf/1"), (Undecodable,)),
    "record": (damaged(RECORD), _text(record_recipe(("title", "body"))), (Undecodable,)),
    "feed": (damaged(RSS).map(_answer), entries, (Unusable,)),
    "board": (damaged(LIST).map(_answer), lambda answer: listed(BOARD, answer), (Unusable,)),
    "search": (damaged(FOUND).map(_answer), lambda answer: found(SHAPES["naver_news"], answer), (Unusable,)),
    "days": (st.one_of(st.text(max_size=40), st.from_regex(r"\d{2,4}[.년-]\d\d?[.월-]\d\d?.{0,20}")), _day, ()),
    "addresses": (
        st.one_of(st.text(max_size=60), st.from_regex(r"\Ahttps?://[a-zé.-]{0,12}example(:\d{1,5})?/.{0,20}\Z")),
        lambda url: checked(url, ("*.example",), look_up=lambda host, port: ["93.184.216.34"]),
        (NotAllowed, Unresolved),
    ),
    "packed bodies": (
        damaged(gzip.compress("협약 ".encode() * 150)).map(lambda data: [data[:20], data[20:]]),
        lambda chunks: bounded(chunks, "gzip", 100_000),
        (TooLarge, BrokenOff),
    ),
    "reader": (
        st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)),
        _read,
        (),
    ),
    "shown": (st.text(max_size=100), _shown, ()),
}


def fuzz(name: str, examples: int) -> Counter[str]:
    """How many examples of a target gave a value and how many were refused. A fault is raised as it is."""
    strategy, target, refusals = TARGETS[name]
    tally: Counter[str] = Counter()

    @seed(20261125)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(strategy)
    def throw(given_: object) -> None:
        try:
            target(given_)
        except refusals as error:
            assert str(error)
            tally["refused"] += 1
        else:
            tally["taken"] += 1

    throw()
    return tally


def main(examples: int) -> None:
    print(f"{'target':16} {'taken':>7} {'refused':>8} {'seconds':>8}")
    total: Counter[str] = Counter()
    for name in TARGETS:
        start = time.monotonic()
        tally = fuzz(name, examples)
        total += tally
        print(f"{name:16} {tally['taken']:7} {tally['refused']:8} {time.monotonic() - start:8.1f}", flush=True)
    print(f"{'all':16} {total['taken']:7} {total['refused']:8}   faults 0")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
