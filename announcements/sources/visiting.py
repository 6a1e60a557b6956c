"""One night at one source on the web: visit what it lists, archive what is new, remember what was seen.

A page that changed is a new capture, and so is one that is gone; nothing that was archived is ever written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from announcements.archive import Archive
from announcements.decode import Undecodable, media_type
from announcements.formats import recipe_of, text_of
from announcements.records import Capture, content_id
from announcements.sources.dates import day_of
from announcements.sources.outcome import Collected, Refusal
from announcements.sources.plan import Item, NoSuchList, Plan, Trouble, Unusable
from announcements.web.addresses import NotAllowed, RobotsAsk
from announcements.web.client import Answer, AskedToWait, Client, Passing, Refused
from announcements.web.memory import Memory, Role, Visit

# A source whose addresses fail one after the other is down: the rest waits for the next night.
FAILURES_IN_A_ROW = 3
CAPTURES_KEPT_TOGETHER = 50


@dataclass(slots=True)
class Night:
    """What is at hand while one source is collected."""

    plan: Plan
    archive: Archive
    memory: Memory
    client: Client
    store: Callable[[Sequence[Capture]], object]
    """Keeps captures for good; called every so many, so that a killed night loses little."""
    collected: Collected = field(init=False)
    floor: date | None = field(init=False)
    """The first day of publication that is of interest tonight."""
    reach: str = field(init=False)
    """Stands for the entry's hosts and limits: when they change, what was refused is asked for again."""
    seen: set[str] = field(default_factory=set)
    failures: int = 0
    """Addresses in a row that could not be reached."""
    passing: int = 0
    """Addresses that are to be tried again the next night."""
    listed: Answer | None = None
    """The list of which nothing has been taken yet."""

    def __post_init__(self) -> None:
        self.collected = Collected(self.plan.source_code)
        self.floor = self._floor()
        self.reach = content_id(self.client.reach)

    def _floor(self) -> date | None:
        mark = self.memory.newest_day()
        if self.plan.is_backfill or mark is None:
            return self.plan.since
        return max(mark - timedelta(days=self.plan.overlap_days), self.plan.since or date.min)

    def is_old(self, item: Item) -> bool:
        day = day_of(item.published_at)
        return self.floor is not None and day is not None and day < self.floor

    @property
    def is_full(self) -> bool:
        return self.collected.offered >= self.plan.most_documents

    def listing(self, url: str, headers: dict[str, str] | None = None, *, is_page: bool = True) -> Answer | None:
        """A list, feed or search answer; None where it has not changed.

        Raises:
            Unusable, Trouble: It cannot be had.
        """
        self.listed = None
        try:
            conditions = {} if self.plan.is_backfill else self._conditions(url)
            answer = self.client.get(url, {**conditions, **(headers or {})}, ask_robots=is_page)
        except (NotAllowed, Refused) as error:
            raise Unusable(f"{url}: {error}") from error
        except (Passing, AskedToWait) as error:
            raise Trouble(f"{url}: {error}") from error
        if answer.status in (404, 410):
            raise NoSuchList(f"{url}: answers {answer.status}. Mend the source's address.")
        self.listed = None if answer.status == 304 else answer
        return self.listed

    def understood(self, url: str, answer: Answer, items: Sequence[Item]) -> None:
        """Remember a list once all that it names is known: only then may it answer 'not changed' the next night."""
        self.listed = None
        if not self.passing and all(self.memory.get(item.url) or item.url in self.seen for item in items):
            days = [item.published_at for item in items if item.published_at]
            self._keep(url, "list", answer, None, None, Item(url, min(days, default=None)))

    def not_understood(self, error: Unusable) -> str:
        """Keep what a list said that could not be made out, for whoever mends its entry. Why, and where it is."""
        if self.listed is None:
            return str(error)
        return f"{error} What it said is kept as {self.archive.name_of(self.archive.put(self.listed.data))}."

    def visit(self, item: Item) -> Answer | None:
        """Fetch one document and archive it if it is new. The answer where it was sent whole, else None."""
        self.listed = None
        if item.url in self.seen:
            return None
        self.seen.add(item.url)
        self.collected.offered += 1
        last = self.memory.get(item.url)
        if last is not None and last.refusal and last.reach == self.reach:
            self._refuse(item.url, f"{last.refusal} Not asked again until the source's entry changes.")
            return None
        try:
            answer = self.client.get(item.url, self._conditions(item.url))
        except (NotAllowed, Refused) as error:
            self._refuse(item.url, str(error))
            if error.is_lasting if isinstance(error, Refused) else not isinstance(error, RobotsAsk):
                self._remember_refusal(item, str(error))
            return None
        except AskedToWait as error:
            self._refuse(item.url, str(error))
            self.passing += 1
            raise Trouble(f"{item.url}: {error}") from error
        except Passing as error:
            self._failed(item, error)
            return None
        self.failures = 0
        return self._taken(item, answer)

    def record(self, item: Item, data: bytes, recipe: str) -> None:
        """Archive one record of a register or of a search answer if it is new."""
        self.listed = None
        if item.url in self.seen:
            return
        self.seen.add(item.url)
        self.collected.offered += 1
        text_sha256, encoding = _text_sha256(data, recipe, None)
        last = self.memory.get(item.url)
        if last is not None and last.text_sha256 == text_sha256:
            self.collected.known += 1
            return
        document_id = self.archive.put(data)
        self._capture(item, document_id, len(data), "application/json", encoding, "ok", None, recipe)
        self._keep(item.url, "record", None, document_id, text_sha256, item)

    def revisit(self) -> None:
        """Ask again for what was published lately and is not listed any more: it may have changed, or gone."""
        for visit in self.memory.recent(self.plan.overlap_days):
            if not self.is_full:
                self.visit(Item(visit.url, visit.published_at, visit.publisher))

    def flush(self) -> None:
        """Captures first: an address is remembered only when what it gave is on record."""
        waiting = self.collected.captures[self.collected.stored :]
        if waiting:
            self.store(waiting)
            self.collected.stored += len(waiting)
        self.memory.flush(self.plan.run_id)

    def _conditions(self, url: str) -> dict[str, str]:
        last = self.memory.get(url)
        if last is None or last.is_gone:
            return {}
        told = {"If-None-Match": last.etag, "If-Modified-Since": last.last_modified}
        return {name: value for name, value in told.items() if value}

    def _refuse(self, url: str, reason: str) -> None:
        self.collected.refusals.append(Refusal(url, reason))

    def _remember_refusal(self, item: Item, reason: str) -> None:
        now = self.plan.fetched_at
        self.memory.keep(
            Visit(item.url, "document", 0, now, published_at=item.published_at, refusal=reason, reach=self.reach)
        )

    def _failed(self, item: Item, error: Passing) -> None:
        self._refuse(item.url, f"{error} Tried again the next night.")
        self.failures += 1
        self.passing += 1
        if self.failures >= FAILURES_IN_A_ROW:
            raise Trouble(f"{self.failures} addresses in a row could not be reached, the last: {error}")

    def _taken(self, item: Item, answer: Answer) -> Answer | None:
        last = self.memory.get(item.url)
        if answer.status == 304:
            self.collected.known += 1
            return None
        if answer.status in (404, 410):
            self._gone(item, answer, last)
            return None
        kind = answer.kind(media_type(answer.data))
        recipe = recipe_of(answer.data, self.plan.article, kind)
        text_sha256, encoding = _text_sha256(answer.data, recipe, answer.charset)
        if last is not None and not last.is_gone and last.text_sha256 == text_sha256:
            self.collected.known += 1
            self._keep(item.url, "document", answer, last.document_id, text_sha256, item)
            return answer
        document_id = self.archive.put(answer.data)
        etag = answer.headers.get("etag")
        self._capture(item, document_id, len(answer.data), kind, encoding, "ok", etag, recipe)
        self._keep(item.url, "document", answer, document_id, text_sha256, item)
        return answer

    def _gone(self, item: Item, answer: Answer, last: Visit | None) -> None:
        """A page that was there and is gone is on record as a capture of its own; what it said stays."""
        if last is None or last.document_id is None:
            self._refuse(item.url, f"answers {answer.status}.")
            return
        if last.is_gone:
            self.collected.known += 1
            return
        document_id = self.archive.put(b"")
        status = f"gone: answers {answer.status}; what it said before stays on record"
        self._capture(item, document_id, 0, "text/plain", None, status, None, None)
        self._keep(item.url, "document", answer, last.document_id, last.text_sha256, item)

    def _capture(
        self,
        item: Item,
        document_id: str,
        bytes_count: int,
        kind: str,
        encoding: str | None,
        status: str,
        etag: str | None,
        recipe: str | None,
    ) -> None:
        plan = self.plan
        if document_id in self.archive.forgotten:
            self._refuse(item.url, "was taken down ('mou forget') and is not archived again.")
            return
        self.collected.captures.append(
            Capture(
                capture_id=content_id(plan.source_code, item.url, document_id, plan.fetched_at),
                document_id=document_id,
                source_code=plan.source_code,
                programme_code=plan.programme_code,
                url=item.url,
                publisher=item.publisher or plan.publisher,
                published_at=item.published_at,
                fetched_at=plan.fetched_at,
                media_type=kind,
                encoding=encoding,
                status=status,
                etag=etag,
                bytes_count=bytes_count,
                recipe=recipe,
            )
        )

    def _keep(
        self, url: str, role: Role, answer: Answer | None, document_id: str | None, text_sha256: str | None, item: Item
    ) -> None:
        headers = answer.headers if answer else {}
        self.memory.keep(
            Visit(
                url=url,
                role=role,
                status=answer.status if answer else 0,
                seen_at=self.plan.fetched_at,
                etag=headers.get("etag"),
                last_modified=headers.get("last-modified"),
                document_id=document_id,
                text_sha256=text_sha256,
                published_at=item.published_at,
                publisher=item.publisher,
            )
        )
        if len(self.collected.captures) - self.collected.stored >= CAPTURES_KEPT_TOGETHER:
            self.flush()


def collect(night: Night, walk: Callable[[Night], None]) -> Collected:
    """Walk through a source, then through what it published lately. Never raises for what a source does."""
    try:
        walk(night)
        night.revisit()
    except Unusable as error:
        night.collected.failure = night.not_understood(error)
    except Trouble as error:
        night.collected.failure = str(error)
    finally:
        night.flush()
        night.collected.answers = dict(night.client.answers)
        night.client.close()
    return night.collected


def _text_sha256(data: bytes, recipe: str | None, charset: str | None) -> tuple[str, str | None]:
    """What tells two versions of a document apart, and its encoding. A text that cannot be made is told by why."""
    try:
        decoded = text_of(data, recipe, charset)
    except Undecodable as error:
        return f"unread:{hashlib.sha256(str(error).encode()).hexdigest()}", None
    return hashlib.sha256(decoded.text.encode("utf-8", "surrogatepass")).hexdigest(), decoded.encoding
