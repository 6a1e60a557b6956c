"""One polite, bounded way to fetch: every request of every source goes through here."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urljoin

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from announcements.web.addresses import Address, Resolve, RobotsAsk, Unresolved, checked, resolve
from announcements.web.body import BrokenOff, TooLarge, bounded
from announcements.web.deadline import Deadline
from announcements.web.manners import PAUSES, Pauses, Robots

MOST_REDIRECTS = 5
TRIES = 4
# A longer wish to wait is granted until the next night.
LONGEST_WAIT_S = 120.0
MAY_PASS = frozenset((408, 425, 429, 500, 502, 503, 504))
GONE = frozenset((404, 410))
PAGES = frozenset(("text/html", "application/xhtml+xml"))
ROBOTS_BYTES = 512_000


class Refused(ValueError):
    """This fetch will not succeed by trying again; the message says why."""

    def __init__(self, message: str, *, is_lasting: bool = False) -> None:
        super().__init__(message)
        self.is_lasting = is_lasting
        """It will not succeed the next night either, unless the source's entry changes."""


class Passing(OSError):
    """Trouble that may pass by itself: tried again with growing pauses, then left for the next night."""

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s
        """Seconds that the server asks to wait; None where it does not say."""


class AskedToWait(OSError):
    """The server asks for a longer pause than a night has: the source is left alone until the next one."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one source may fetch, and how hard it may ask."""

    hosts: tuple[str, ...]
    agent: str
    allow_loopback: bool = False
    most_bytes: int = 20_000_000
    seconds: float = 60.0
    """For one answer as a whole, headers and body."""
    pause_seconds: float = 1.0
    """Between two requests to one host."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. ``data`` is empty for 304."""

    url: str
    """After redirects."""
    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def charset(self) -> str | None:
        """As the Content-Type names it."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            key, _, value = part.partition("=")
            if key.strip().lower() == "charset":
                return value.strip().strip("\"'").lower() or None
        return None

    def kind(self, by_its_bytes: str) -> str:
        """The media type: what the bytes say; a text that is sent as a page is a page, however it begins."""
        sent_as = self.headers.get("content-type", "").split(";")[0].strip().lower()
        return "text/html" if by_its_bytes == "text/plain" and sent_as in PAGES else by_its_bytes


@dataclass(slots=True)
class Client:
    """Fetches for one source."""

    reach: Reach
    pauses: Pauses = field(default_factory=lambda: PAUSES)
    look_up: Resolve = resolve
    answers: dict[str, int] = field(default_factory=dict)
    """How many requests were answered with which status, robots.txt included."""
    robots: Robots = field(init=False)
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.robots = Robots(self.reach.agent, self._robots_txt, self.pauses)
        # No proxies from the environment, no cookies, no connection that outlives its check.
        self.http = httpx.Client(
            trust_env=False,
            verify=_certificates(),
            follow_redirects=False,
            timeout=httpx.Timeout(min(20.0, self.reach.seconds)),
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def close(self) -> None:
        self.http.close()

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, *, ask_robots: bool = True, limit: int | None = None
    ) -> Answer:
        """Fetch an address, following redirects that the source's hosts allow.

        Args:
            headers: For conditions and keys; they are sent to the first host only.
            ask_robots: False for an interface that is made for programs.

        Raises:
            NotAllowed, Refused: It will not succeed, and is not tried again.
            Passing: It was tried again, in vain.
            AskedToWait: The server wants to be left alone for long.
        """
        first = None
        for _ in range(MOST_REDIRECTS + 1):
            address = self._checked(url)
            first = first or address.site
            if ask_robots and not self.robots.allow(address.site, url):
                raise RobotsAsk(f"robots.txt of {address.netloc} asks not to fetch this.")
            answer = self._tried(address, headers if address.site == first else None, limit or self.reach.most_bytes)
            if not (300 <= answer.status < 400 and answer.status != 304):
                return answer
            if not (target := answer.headers.get("location")):
                raise Refused(f"answers {answer.status} without saying where to.")
            url = urljoin(url, target)
        raise Refused(f"more than {MOST_REDIRECTS} redirects.")

    def _robots_txt(self, url: str) -> tuple[int, str]:
        try:
            answer = self.get(url, ask_robots=False, limit=ROBOTS_BYTES)
        except Refused:
            # 'Forbidden' and the like: no rules are given, so none apply (RFC 9309, 2.3.1.3).
            return 403, ""
        return answer.status, answer.data.decode("utf-8", "replace")

    def _checked(self, url: str) -> Address:
        try:
            return checked(url, self.reach.hosts, allow_loopback=self.reach.allow_loopback, look_up=self.look_up)
        except Unresolved as error:
            raise Passing(str(error)) from error

    def _tried(self, address: Address, headers: Mapping[str, str] | None, limit: int) -> Answer:
        retrying = Retrying(
            retry=retry_if_exception_type(Passing),
            stop=stop_after_attempt(TRIES),
            wait=_wait,
            sleep=self.pauses.sleep,
            reraise=True,
        )
        return retrying(self._once, address, headers, limit)

    def _once(self, address: Address, headers: Mapping[str, str] | None, limit: int) -> Answer:
        self.pauses.before(address.site, self.reach.pause_seconds)
        with Deadline(self.reach.seconds) as deadline:
            try:
                answer = self._sent(address, headers or {}, limit, deadline)
                if deadline.passed:
                    # Without a stated length, a connection that was cut looks like a body that ended.
                    raise BrokenOff("cut at the deadline")
            except TooLarge as error:
                raise Refused(str(error), is_lasting=True) from error
            except (httpx.TransportError, BrokenOff) as error:
                if deadline.passed:
                    message = f"the answer did not end within {self.reach.seconds:g} s."
                    raise Refused(message, is_lasting=True) from error
                if isinstance(_origin(error), ssl.SSLCertVerificationError):
                    raise Refused(f"its certificate is not valid: {error}.") from error
                raise Passing(f"{type(error).__name__}: {error}") from error
            except httpx.InvalidURL as error:
                raise Refused(f"the address cannot be understood: {error}.") from error
        self.answers[str(answer.status)] = self.answers.get(str(answer.status), 0) + 1
        return _judged(answer)

    def _sent(self, address: Address, headers: Mapping[str, str], limit: int, deadline: Deadline) -> Answer:
        url = httpx.URL(address.url).copy_with(host=address.ip)
        sent = {
            **headers,
            "Host": address.netloc,
            "User-Agent": self.reach.agent,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        extensions = {"sni_hostname": address.host, "trace": deadline.watch}
        with self.http.stream("GET", url, headers=sent, extensions=extensions) as response:
            self.http.cookies.clear()
            told = {name.lower(): value[:2000] for name, value in response.headers.items()}
            has_body = response.status_code == 200
            data = bounded(response.iter_raw(), told.get("content-encoding", ""), limit) if has_body else b""
            return Answer(address.url, response.status_code, told, data)


@cache
def _certificates() -> ssl.SSLContext:
    """The certificates that this machine trusts; reading them takes longer than a fetch."""
    return ssl.create_default_context()


def _judged(answer: Answer) -> Answer:
    """The answer where it is one to work with; what may pass and what will not are told apart."""
    if answer.status in MAY_PASS:
        wait_s = _retry_after(answer.headers.get("retry-after"))
        if wait_s is not None and wait_s > LONGEST_WAIT_S:
            raise AskedToWait(f"answers {answer.status} and asks to wait {wait_s:.0f} s: left for the next night.")
        raise Passing(f"answers {answer.status}.", wait_s)
    if answer.status in GONE or 200 <= answer.status < 400:
        if 200 < answer.status < 300:
            raise Refused(f"answers {answer.status} where a page was expected.")
        return answer
    raise Refused(f"answers {answer.status}.")


_jittered = wait_exponential_jitter(initial=1, max=30, jitter=1)


def _wait(state: RetryCallState) -> float:
    """What the server asks for, else growing pauses of uneven length."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait_s if isinstance(error, Passing) else None
    return _jittered(state) if asked is None else asked


def _retry_after(written: str | None) -> float | None:
    if written is None:
        return None
    if written.strip().isdigit():
        return float(written.strip()[:9])
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _origin(error: BaseException) -> BaseException:
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return error
