"""A city's web site on loopback, made for the tests: feed, board with attachments, search interface, and hostile pages.

It keeps a log of every request, so that tests can tell how it was treated.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

from tests.announcements.made_documents import as_docx, as_html, as_hwp, as_hwpx, as_pdf

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples" / "gwangju-ai"
PUBLISHED = {
    row["id"]: row["published_date"]
    for row in map(json.loads, (SAMPLES / "documents.jsonl").read_text("utf-8").splitlines())
}


def lines_of(sample: str) -> list[str]:
    return [line for line in (SAMPLES / "docs" / f"{sample}.txt").read_text("utf-8").split("\n") if line.strip()]


@dataclass(frozen=True)
class Asked:
    """One request that the site received."""

    at: float
    path: str
    status: int
    agent: str
    is_conditional: bool


@dataclass
class Page:
    data: bytes
    media_type: str = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """Pages by path; ``log`` has every request. Use as ``with``."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.log: list[Asked] = []
        self.visits: Counter[str] = Counter()
        self.release = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        self.url = f"http://{self.host}"
        self.put("/robots.txt", b"User-agent: *\nDisallow: /private/\n", "text/plain")

    def __enter__(self) -> Site:
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    def put(self, path: str, data: bytes, media_type: str = "text/html", status: int = 200, **headers: str) -> None:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Page(data, media_type, status, told)

    def statuses(self, since: int = 0) -> Counter[int]:
        return Counter(asked.status for asked in self.log[since:])

    def asked(self, path: str) -> list[Asked]:
        return [one for one in self.log if one.path == path]


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path
            match path:
                case "/endless":
                    self._endless()
                case "/bomb":
                    self._send(Page(BOMB, headers={"Content-Encoding": "gzip"}))
                case _:
                    self._send(site.pages.get(path, Page("없는 쪽".encode(), status=404)))

        def _send(self, page: Page) -> None:
            etag = f'"{hashlib.sha256(page.data).hexdigest()[:16]}"'
            is_same = page.status == 200 and self.headers.get("If-None-Match") == etag
            status = 304 if is_same else page.status
            self._note(status)
            self.send_response(status)
            if page.status == 200:
                self.send_header("ETag", etag)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if not is_same:
                self.send_header("Content-Type", page.media_type)
                self.send_header("Content-Length", str(len(page.data)))
            self.end_headers()
            if not is_same:
                self._write(page.data)

        def _endless(self) -> None:
            self._note(200)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            while not site.release.wait(0.02) and self._write(b"<p>and on</p>"):
                pass

        def _write(self, data: bytes) -> bool:
            try:
                self.wfile.write(data)
                self.wfile.flush()
            except OSError:
                return False
            return True

        def _note(self, status: int) -> None:
            is_conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
            agent = self.headers.get("User-Agent", "")
            site.log.append(Asked(time.monotonic(), self.path, status, agent, is_conditional))

        def log_message(self, *arguments: object) -> None:
            return

    return Handler


# A kilobyte that unpacks to a gigabyte would do; packing one takes seconds, and the limit is 2 MB.
BOMB = gzip.compress(bytes(30_000_000), 1)
FEED = ("press-100", "009", "010")
BOARD = ("012", "021", "022", "023", "035", "036", "050", "053")
ATTACHED = {"025": ("hwpx", as_hwpx), "026": ("hwp", as_hwp), "027": ("pdf", as_pdf), "033": ("docx", as_docx)}
SEARCHED = ("034", "061", "062")


def city(site: Site) -> Site:
    """Fill a site: a feed with hostile entries, a board of three pages with attachments, a search interface."""
    _feed(site)
    _board(site)
    _search(site)
    return site


def _feed(site: Site) -> None:
    for sample in FEED:
        site.put(f"/news/{sample}", as_html(lines_of(sample)))
    site.put("/away", b"", status=302, Location="http://10.0.0.1/secret")
    entries = [(f"/news/{sample}", PUBLISHED[sample]) for sample in FEED]
    entries += [(path, PUBLISHED[FEED[0]]) for path in ("/away", "/endless", "/bomb", "/private/page")]
    items = "".join(
        f"<item><title>t</title><link>{site.url}{path}</link><pubDate>{day.replace('-', '.')} 10:31</pubDate></item>"
        for path, day in entries
    )
    feed = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>소식</title>{items}</channel></rss>'
    )
    site.put("/feed.xml", feed.encode(), "application/rss+xml")


def _board(site: Site) -> None:
    releases = sorted([*BOARD, *ATTACHED], key=lambda sample: PUBLISHED[sample], reverse=True)
    for number, sample in enumerate(releases):
        attached = ""
        if sample in ATTACHED:
            kind, make = ATTACHED[sample]
            site.put(f"/files/{sample}.{kind}", make(lines_of(sample)), "application/octet-stream")
            attached = f'<a class="file" href="/files/{sample}.{kind}">붙임</a>'
            page = as_html(["붙임 파일을 참고하시기 바랍니다."])
        else:
            page = as_html(lines_of(sample), charset="cp949", declared="euc-kr")
        charset = "euc-kr" if sample not in ATTACHED else "utf-8"
        page = page.replace(b"<footer>", attached.encode() + b"<footer>")
        site.put(f"/view/{number}", page, f"text/html; charset={charset}")
    for page_number in range(1, 4):
        rows = "".join(
            f"<tr><td class='t'><a href='#' onclick='view({number})'>제목</a></td>"
            f"<td class='d'>{PUBLISHED[sample].replace('-', '.')}</td></tr>"
            for number, sample in list(enumerate(releases))[(page_number - 1) * 4 : page_number * 4]
        )
        site.put(f"/board?page={page_number}", f"<html><body><table class='list'>{rows}</table></body></html>".encode())


def _search(site: Site) -> None:
    items = [
        {
            "title": f"<b>{lines_of(sample)[0]}</b>",
            "originallink": f"{site.url}/article/{sample}",
            "link": f"{site.url}/n/{sample}",
            "description": " ".join(lines_of(sample)[1:])[:600],
            "pubDate": f"{PUBLISHED[sample]}T09:00:00+09:00",
        }
        for sample in SEARCHED
    ]
    answer = {"lastBuildDate": "", "total": len(items), "start": 1, "display": len(items), "items": items}
    asked = urlencode({"query": "광주 인공지능", "sort": "date", "display": 100, "start": 1})
    site.put(f"/v1/search/news.json?{asked}", json.dumps(answer, ensure_ascii=False).encode(), "application/json")


def entries(site: Site) -> str:
    """``sources.yml`` for the city's site: what a person would write, and nothing else."""
    common = f"""
    programme: gwangju-ai
    owner: data-team
    licence: Made for the tests.
    publisher: 광주광역시
    hosts: ["{site.host}"]
    allow_loopback: true
    limits: {{pause_seconds: 0.02, seconds: 1.5, megabytes: 2}}"""
    return f"""sources:
  - code: city-feed
    kind: feed
    name: News feed
    url: {site.url}/feed.xml
    article: .article{common}
  - code: city-board
    kind: board
    name: Press releases
    url: "{site.url}/board?page={{page}}"
    rows: table.list tr
    link: td.t a
    link_pattern: "view\\\\((\\\\d+)\\\\)"
    link_address: /view/{{0}}
    date: td.d
    attachments: a.file
    article: .article{common}
  - code: city-search
    kind: api
    name: News search
    url: {site.url}/v1/search/news.json
    shape: naver_news
    queries: [광주 인공지능]
    keys: {{X-Naver-Client-Id: MOU_TEST_ID, X-Naver-Client-Secret: MOU_TEST_SECRET}}{common}
  - code: city-register
    kind: csv
    name: Register
    path: register.csv
    columns: {{text: [제목, 내용], published: 공표일, url: 주소}}
    programme: gwangju-ai
    owner: data-team
    licence: Made for the tests.
    publisher: 광주광역시
"""


def register() -> bytes:
    """A register as a spreadsheet saves it: CP949, commas and line breaks in quotes."""
    rows = ["제목,내용,공표일,주소"]
    for sample in ("064", "065"):
        title, *body = lines_of(sample)
        text = " ".join(body).replace('"', '""')
        rows.append(
            f'"{title.replace(chr(34), chr(34) * 2)}","{text}",{PUBLISHED[sample].replace("-", ".")},http://city.example/{sample}'
        )
    rows.append("제목만,,2021.07.20,")
    return "\r\n".join(rows).encode("cp949", "replace")
