"""What each step hands on: small, plain, and enough for the summary that a person reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from announcements.sources.outcome import Collected, Refusal
from expectations.verdict import Verdict
from flows.incidents import Incident
from flows.inputs import Digests, Snapshot

if TYPE_CHECKING:
    from flows.partitions import Kept


@dataclass(frozen=True, slots=True)
class Collection:
    """One source, one night; ``offered == new + known + refused``."""

    source_code: str
    programme_code: str
    offered: int
    new: int
    known: int
    refusals: tuple[Refusal, ...]
    failure: str | None
    answers: Mapping[str, int] = field(default_factory=dict)
    """For sources on the web: how many requests were answered with which status."""

    @classmethod
    def of(cls, collected: Collected, programme_code: str) -> Collection:
        return cls(
            source_code=collected.source_code,
            programme_code=programme_code,
            offered=collected.offered,
            new=len(collected.captures),
            known=collected.known,
            refusals=tuple(collected.refusals),
            failure=collected.failure,
            answers=collected.answers,
        )

    def row(self, run_id: str, at: str) -> Mapping[str, Any]:
        return {
            "run_id": run_id,
            "source_code": self.source_code,
            "programme_code": self.programme_code,
            "collected_at": at,
            "offered_count": self.offered,
            "new_count": self.new,
            "known_count": self.known,
            "refused_count": len(self.refusals),
            "failure": self.failure,
            "requests_count": sum(self.answers.values()),
            "not_modified_count": self.answers.get("304", 0),
        }

    def refusal_rows(self, run_id: str) -> Iterator[Mapping[str, Any]]:
        for refusal in self.refusals:
            yield {
                "run_id": run_id,
                "source_code": self.source_code,
                "programme_code": self.programme_code,
                "name": refusal.name,
                "reason": refusal.reason,
            }


@dataclass(slots=True)
class ReadReport:
    """What reading the waiting captures came to."""

    waiting: int
    outcomes: Counter[str] = field(default_factory=Counter)
    unread: list[tuple[str, str]] = field(default_factory=list)
    """Address and reason of each capture that could not be read."""
    kept: list[str] = field(default_factory=list)
    """Names under which readers kept what they read."""
    snapshot: Snapshot = field(default=Snapshot((), (), ()))

    def count(self, kept: Kept) -> None:
        self.kept.append(kept.name)
        self.outcomes += kept.outcomes
        self.unread.extend(kept.unread)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a night adds to the record of what is wrong (``flows.noticing``)."""

    watched: tuple[Verdict, ...] = ()
    opened: tuple[Incident, ...] = ()
    closed: tuple[Incident, ...] = ()
    live: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A built warehouse that nobody has judged yet."""

    database: Path
    version: str
    digests: Digests
    previous_version: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the candidate was published, and the version that stands now."""

    is_published: bool
    version: str | None
    """The version that analysts see after this run; None when there has never been a sound one."""
    reason: str


@dataclass(slots=True)
class NightReport:
    """The whole night, for the summary and the exit code."""

    run_id: str
    collections: list[Collection]
    read: ReadReport
    candidate: Candidate | None
    verdicts: tuple[Verdict, ...]
    decision: Decision
    noticed: Noticed = field(default_factory=Noticed)
    undelivered: int = 0
    """Messages that wait in the outbox when the night ends."""

    @property
    def warnings(self) -> list[Verdict]:
        return [verdict for verdict in (*self.verdicts, *self.noticed.watched) if verdict.warns]

    @property
    def blocking(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.blocks]

    @property
    def told(self) -> str:
        """How the night went, in the words of an alert."""
        stands = self.decision.version or "nothing: there has been no sound version yet"
        match self.outcome:
            case "published":
                return f"published {self.decision.version}"
            case "nothing_new":
                return f"nothing new; published is {stands}"
            case _:
                return f"NOT published, {self.decision.reason}; published stays {stands}"

    @property
    def outcome(self) -> str:
        if self.candidate is None:
            return "nothing_new"
        return "published" if self.decision.is_published else "blocked"

    def exit_code(self, *, strict: bool = False) -> int:
        """0 published or nothing new, 2 blocked; with ``strict`` warnings give 1."""
        if self.outcome == "blocked":
            return 2
        troubled = self.warnings or any(c.failure for c in self.collections)
        return 1 if strict and troubled else 0
