"""Sources on the web: what is new is archived once, changes and losses are captures, paging goes on where it was."""

import hashlib
import json
import re

import pytest

from announcements.archive import Archive
from announcements.reading import read_capture
from announcements.sources.board import Board, listed, walk_board
from announcements.sources.dates import day_of, moment
from announcements.sources.feed import entries, walk_feed
from announcements.sources.plan import Plan, Unusable
from announcements.sources.register import Columns, walk_register
from announcements.sources.search_api import SHAPES, Search, found, walk_search
from announcements.sources.visiting import Night, collect
from announcements.web.client import Answer, Client, Reach
from announcements.web.manners import Pauses
from announcements.web.memory import Memory
from tests.site import Site

BOARD = Board(url="", rows="tr", link="a", date="td.d", attachments="a.file")


@pytest.fixture
def site():
    with Site() as made:
        yield made


@pytest.fixture
def night(site, tmp_path):
    """``night(walk, number, …)``: what one night at one source comes to, with a client that never sleeps."""

    def carry_out(walk, number=1, **plan):
        archive = Archive(tmp_path / "raw", plan.pop("forgotten", ()))
        reach = Reach(
            (site.host,), "mou/test", allow_loopback=True, seconds=5, pause_seconds=0, **plan.pop("reach", {})
        )
        client = Client(reach, Pauses(clock=lambda: 0.0, sleep=lambda seconds: None))
        code = plan.pop("code", "city")
        told = Plan(code, "gwangju-ai", f"2026-11-{number:02}T18:00:00+00:00", f"run{number:02}", **plan)
        kept = []
        made = Night(told, archive, Memory(archive.raw, code), client, kept.extend)
        collected = collect(made, walk)
        archive.append(told.run_id, kept)
        assert kept == collected.captures
        assert collected.offered == len(collected.captures) + collected.known + len(collected.refusals)
        return collected

    carry_out.archive = Archive(tmp_path / "raw")
    return carry_out


def page(text: str, counter: int = 0) -> bytes:
    return f"<!doctype html><html><body><div class=a><p>{text}</p></div>조회 {counter}</body></html>".encode()


def feed(site: Site, *entries_: tuple[str, str]) -> None:
    items = "".join(f"<item><link>{path}</link><pubDate>{day}</pubDate></item>" for path, day in entries_)
    site.put("/feed", f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>".encode(), "text/xml")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021.07.20 10:31", "2021-07-20T10:31:00+09:00"),
        ("2021년 07월 20일", "2021-07-20"),
        ("2021년 7월 20일(화) 오후 3:05", "2021-07-20T15:05:00+09:00"),
        ("2021년 7월 20일 오전 12:05", "2021-07-20T00:05:00+09:00"),
        ("2021-07-20 10:31:00", "2021-07-20T10:31:00+09:00"),
        ("2021-07-19T23:00:00Z", "2021-07-19T23:00:00+00:00"),
        ("2021-07-20T01:00:00.123+0900", "2021-07-20T01:00:00+09:00"),
        ("21.07.20", "2021-07-20"),
        ("등록일 : 2021/7/20.", "2021-07-20"),
        ("Tue, 20 Jul 2021 10:31:00 +0900", "2021-07-20T10:31:00+09:00"),
        ("Tue, 20 Jul 2021 10:31:00 GMT", "2021-07-20T10:31:00+00:00"),
        # The library takes KST and a missing zone for UTC.
        ("Tue, 20 Jul 2021 10:31:00 KST", "2021-07-20T10:31:00+09:00"),
        ("Tue, 20 Jul 2021 10:31:00", "2021-07-20T10:31:00+09:00"),
        ("3시간 전", None),
        ("2021.13.40", None),
        ("2021.07.20 25:99", None),
        ("Tue, 99 Jul 2021 10:31:00 +0900", None),
        ("1234567", None),
        ("", None),
        (None, None),
    ],
)
def test_days_are_read_as_korean_sites_write_them_or_not_at_all(written, expected):
    assert moment(written) == expected


def test_the_day_in_korea_counts():
    assert day_of("2021-07-19T23:00:00+00:00").isoformat() == "2021-07-20"


def test_a_page_that_changes_is_a_new_capture_and_one_whose_counter_moves_is_not(site, night):
    feed(site, ("/1", "2021.07.20"), ("/2", "2021.07.21"))
    site.put("/1", page("하나"))
    site.put("/2", page("둘"))
    first = night(walk_feed(f"{site.url}/feed"), 1, article=".a")
    assert [(c.url, c.published_at, c.recipe, c.encoding) for c in first.captures] == [
        (f"{site.url}/1", "2021-07-20", "html/1 .a", "utf-8"),
        (f"{site.url}/2", "2021-07-21", "html/1 .a", "utf-8"),
    ]
    assert first.captures[0].etag
    site.put("/1", page("하나", counter=9))
    site.put("/2", page("둘, 고침"))
    second = night(walk_feed(f"{site.url}/feed"), 2, article=".a")
    assert [c.url for c in second.captures] == [f"{site.url}/2"]
    assert second.known == 1
    third = night(walk_feed(f"{site.url}/feed"), 3, article=".a")
    assert third.captures == [] and third.answers == {"200": 1, "304": 3}


def test_a_page_that_goes_is_on_record_once_and_what_it_said_stays(site, night):
    feed(site, ("/1", "2021.07.20"))
    site.put("/1", page("하나"))
    said = night(walk_feed(f"{site.url}/feed"), 1).captures[0]
    site.put("/1", b"gone", status=410)
    (gone,) = night(walk_feed(f"{site.url}/feed"), 2).captures
    assert gone.status.startswith("gone: answers 410")
    assert night.archive.get(said.document_id) == page("하나")
    reading, _ = read_capture(night.archive, vars_of(gone), None, fingerprint="f", read_at="")
    assert (reading.outcome, reading.reason) == ("unread", gone.status)
    assert night(walk_feed(f"{site.url}/feed"), 3).captures == []
    site.put("/1", page("다시"))
    feed(site, ("/1", "2021.07.22"))
    assert len(night(walk_feed(f"{site.url}/feed"), 4).captures) == 1


def vars_of(capture) -> dict:
    return {name: getattr(capture, name) for name in capture.__slots__}


def test_a_feed_with_entities_or_no_feed_at_all_is_a_failure_and_not_a_crash(site, night):
    site.put("/feed", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><channel/></rss>", "text/xml")
    assert "entities" in night(walk_feed(f"{site.url}/feed")).failure
    site.put("/feed", b"<html><body>no feed</body></html>")
    failure = night(walk_feed(f"{site.url}/feed")).failure
    assert "neither RSS nor Atom" in failure
    kept = night.archive.raw.parent / re.search(r"What it said is kept as (raw/\S+\.bin)\.", failure)[1]
    assert kept.read_bytes() == b"<html><body>no feed</body></html>"
    assert "answers 404" in night(walk_feed(f"{site.url}/nowhere")).failure


def test_atom_and_euc_kr_feeds_are_read(site):
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>소식</title><entry><title>협약</title><link href='/a'/>"
        "<updated>2021-07-20T10:00:00+09:00</updated></entry></feed>"
    )
    answer = Answer("http://x/f", 200, {}, f"<?xml version='1.0' encoding='euc-kr'?>{atom}".encode("euc-kr"))
    (item,) = entries(answer)
    assert (item.url, item.published_at) == ("http://x/a", "2021-07-20T10:00:00+09:00")


def board(site: Site, count: int, *, size: int = 2, newest: int = 28) -> Board:
    """Releases 1 … count, the newest first, a day each."""
    for number in range(1, count + 1):
        site.put(f"/v/{number}", page(f"{number}번"))
    releases = list(range(count, 0, -1))
    for at in range(0, count, size):
        rows = "".join(
            f"<tr><td><a href='/v/{n}'>t</a><td class=d>2021.02.{newest - count + n:02}"
            for n in releases[at : at + size]
        )
        site.put(f"/b?p={at // size + 1}", f"<html><table>{rows}</table></html>".encode())
    return Board(url=f"{site.url}/b?p={{page}}", rows="tr", link="a", date="td.d", attachments="a.file")


def test_paging_goes_on_the_next_night_where_the_limit_stopped_it(site, night):
    walk = walk_board(board(site, 20))
    seen = []
    for number in range(1, 6):
        collected = night(walk, number, most_pages=4, overlap_days=0)
        seen += [int(c.url.rsplit("/", 1)[1]) for c in collected.captures]
    assert sorted(seen) == list(range(1, 21))
    assert seen[:8] == [20, 19, 18, 17, 16, 15, 14, 13]
    assert night(walk, 7, most_pages=4, overlap_days=0).captures == []


def test_new_releases_come_first_and_the_rest_is_not_forgotten(site, night):
    assert len(night(walk_board(board(site, 10, newest=20)), 1, most_pages=2, overlap_days=0).captures) == 4
    walk = walk_board(board(site, 12, newest=22))
    seen = []
    for number in range(2, 6):
        seen += [int(c.url.rsplit("/", 1)[1]) for c in night(walk, number, most_pages=3, overlap_days=0).captures]
    assert seen[:2] == [12, 11]
    assert sorted(seen) == [1, 2, 3, 4, 5, 6, 11, 12]


def test_trouble_half_way_is_said_and_made_up_for(site, night):
    walk = walk_board(board(site, 8))
    site.put("/b?p=3", b"", status=500)
    first = night(walk, 1, overlap_days=0)
    assert len(first.captures) == 4 and "500" in first.failure
    board(site, 8)
    second = night(walk, 2, overlap_days=0)
    assert second.failure is None and len(second.captures) == 4


def test_since_goes_back_however_much_is_known(site, night):
    walk = walk_board(board(site, 12))
    assert len(night(walk, 1, since=day_of("2021-02-27"), overlap_days=0).captures) == 2
    assert night(walk, 2, overlap_days=0, since=day_of("2021-02-27")).captures == []
    back = night(walk, 3, since=day_of("2021-02-21"), is_backfill=True)
    assert sorted(c.published_at for c in back.captures) == [f"2021-02-{day}" for day in range(21, 27)]


def test_a_board_that_changed_its_layout_is_a_failure_with_the_mend(site, night):
    board(site, 2)
    site.put("/b?p=1", b"<html><ul><li>new layout</ul></html>")
    changed = Board(url=f"{site.url}/b?p={{page}}", rows="tr", link="a", date="td.d")
    failure = night(walk_board(changed)).failure
    assert "Mend the board's entry" in failure and "What it said is kept as raw/" in failure


def test_a_link_that_is_a_script_gives_an_address():
    row = "<table><tr><td><a href='#' onclick=\"go('77', 3)\">t</a><td class=d>2021.07.20</table>"
    made = Board(url="", rows="tr", link="a", date=".d", link_pattern=r"go\('(\d+)'", link_address="/view?id={0}")
    assert [i.url for i in listed(made, Answer("http://x/b", 200, {}, row.encode()))] == ["http://x/view?id=77"]


def test_a_source_that_is_down_is_left_alone_after_three_addresses(site, night):
    feed(site, *((f"/{n}", "2021.07.20") for n in range(9)))
    for n in range(9):
        site.put(f"/{n}", b"", status=503)
    collected = night(walk_feed(f"{site.url}/feed"))
    assert "3 addresses in a row" in collected.failure and collected.offered == 3
    for n in range(9):
        site.put(f"/{n}", page(str(n)))
    assert len(night(walk_feed(f"{site.url}/feed"), 2).captures) == 9


def test_what_was_refused_for_good_is_not_asked_again_until_the_entry_changes(site, night):
    feed(site, ("/large", "2021.07.20"))
    site.put("/large", page("가" * 600))
    small = {"most_bytes": 1000}
    assert "more than" in night(walk_feed(f"{site.url}/feed"), 1, reach=small).refusals[0].reason
    feed(site, ("/large", "2021.07.20"), ("/large2", "2021.07.20"))
    site.put("/large2", page("나"))
    asked = len(site.asked("/large"))
    assert "Not asked again" in night(walk_feed(f"{site.url}/feed"), 2, reach=small).refusals[0].reason
    assert len(site.asked("/large")) == asked
    feed(site, ("/large", "2021.07.20"), ("/large3", "2021.07.20"))
    assert len(night(walk_feed(f"{site.url}/feed"), 3).captures) == 1


def test_what_was_taken_down_is_not_archived_again_by_whoever_offers_it(site, night):
    feed(site, ("/1", "2021.07.20"))
    site.put("/1", page("하나"))
    gone = hashlib.sha256(page("하나")).hexdigest()
    collected = night(walk_feed(f"{site.url}/feed"), forgotten={gone: "asked for"})
    assert collected.captures == [] and "taken down" in collected.refusals[0].reason
    with pytest.raises(FileNotFoundError):
        night.archive.get(gone)


def test_an_attachment_that_could_not_be_had_is_asked_for_the_next_night(site, night):
    walk = walk_board(board(site, 1))
    site.put("/v/1", page("하나<a class=file href=/f.txt>붙임</a>"))
    site.put("/f.txt", b"", status=503)
    assert [c.url for c in night(walk, 1).captures] == [f"{site.url}/v/1"]
    site.put("/f.txt", "붙임".encode(), "text/plain")
    assert [c.url for c in night(walk, 2).captures] == [f"{site.url}/f.txt"]
    third = night(walk, 3)
    assert third.captures == [] and third.answers["304"] == 3


def test_what_robots_txt_forbids_is_asked_for_when_it_no_longer_does(site, night):
    feed(site, ("/private/1", "2021.07.20"))
    site.put("/private/1", page("하나"))
    assert "robots.txt" in night(walk_feed(f"{site.url}/feed"), 1).refusals[0].reason
    site.put("/robots.txt", b"", "text/plain")
    feed(site, ("/private/1", "2021.07.21"))
    assert len(night(walk_feed(f"{site.url}/feed"), 2).captures) == 1


def test_a_page_is_a_page_however_it_begins(site, night):
    feed(site, ("/1", "2021.07.20"))
    site.put("/1", "<div class=a>하나</div><script>x</script>".encode(), "text/html; charset=utf-8")
    (captured,) = night(walk_feed(f"{site.url}/feed"), article=".a").captures
    assert (captured.recipe, captured.media_type) == ("html/1 .a", "text/html")


RESULT = {"title": "<b>협약</b>", "description": "체결", "originallink": "http://a/1", "link": "http://n/1"}


def test_search_results_are_kept_as_they_came_and_pages_end_at_what_is_known(site, night):
    from urllib.parse import urlencode

    def put(start, results):
        asked = urlencode({"query": "협약", "sort": "date", "display": 100, "start": start})
        site.put(f"/s?{asked}", json.dumps({"total": 150, "items": results}).encode(), "application/json")

    def result(number, day):
        return {**RESULT, "originallink": f"http://a/{number}", "pubDate": f"Tue, {day:02} Jul 2021 10:00:00 +0900"}

    put(1, [result(n, 20) for n in range(100)])
    put(101, [result(n, 10) for n in range(100, 150)])
    search = Search(f"{site.url}/s", "naver_news", ("협약",), {"X-Key": "secret"})
    first = night(walk_search(search), 1)
    assert len(first.captures) == 150
    assert json.loads(night.archive.get(first.captures[0].document_id))["title"] == "<b>협약</b>"
    assert first.captures[0].recipe == "record/1 title,description"
    put(1, [result(n, 21) for n in range(200, 240)] + [result(n, 20) for n in range(60)])
    second = night(walk_search(search), 2, overlap_days=1)
    assert (len(second.captures), second.known) == (40, 60)
    assert "secret" not in "".join(f.read_text() for f in (night.archive.raw / "visits").rglob("*.jsonl"))


def test_the_quota_ends_the_night_and_a_foreign_shape_is_said(site, night):
    used_up = night(walk_search(Search(f"{site.url}/s", "naver_news", ("a",), {}, requests=0)))
    assert "quota" in used_up.failure and "kept" not in used_up.failure
    site.put("/s?query=a&sort=date&display=100&start=1", b'{"itemz": []}')
    assert (
        "What it said is kept as raw/" in night(walk_search(Search(f"{site.url}/s", "naver_news", ("a",), {}))).failure
    )
    for data in (b"[]", b"{}", b"not json", b'{"items": [1]}', b"[" * 100_000):
        with pytest.raises(Unusable, match="documented shape"):
            found(SHAPES["naver_news"], Answer("http://x", 200, {}, data))


def test_a_register_as_a_spreadsheet_saves_it(night, tmp_path):
    rows = '제목,내용,공표일,주소\r\n"협약, 체결","첫째 줄\n둘째 줄",2021.07.20,http://a/1\r\n빈칸,,2021.07.20,\r\n'
    file = tmp_path / "register.csv"
    columns = Columns(("제목", "내용"), "공표일", "주소")
    for number, encoding in enumerate(("cp949", "utf-8-sig"), start=1):
        file.write_bytes(rows.encode(encoding))
        collected = night(lambda n: walk_register(file, columns, 10_000, n), number)
        assert [r.name for r in collected.refusals] == ["register.csv:4"]
        assert [c.published_at for c in collected.captures] == (["2021-07-20"] if number == 1 else [])
    file.write_bytes("이름\n".encode())
    assert "no column" in night(lambda n: walk_register(file, columns, 10_000, n), 3).failure


def test_a_page_that_is_published_after_it_is_fetched_is_unread_and_says_why(tmp_path):
    archive = Archive(tmp_path)
    page = {"capture_id": "c", "document_id": archive.put("광주시는 협약을 체결했다.".encode()), "status": "ok"}
    page |= {"programme_code": "p", "encoding": "utf-8", "publisher": None, "url": None, "recipe": None}
    days = {"published_at": "2027-09-01", "fetched_at": "2026-11-22T00:00:00+00:00"}
    reading, said = read_capture(archive, {**page, **days}, None, fingerprint="f", read_at="")
    assert (reading.outcome, said) == ("unread", ())
    assert "published on 2027-09-01, later than it was fetched (2026-11-22): correct the day" in reading.reason
