"""The faults of the drill: how each is planted, which check must speak, and how it is mended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from flows import steps
from flows.drill.announcements import COLLIDES, ONE_MORE, OTHER_GOAL, PARTS, publish
from flows.drill.ground import FRESH_DAYS, Ground
from flows.nightly import plainly
from flows.reports import NightReport

Plant = Callable[[Ground], NightReport | None]
Mend = Callable[[Ground], NightReport]


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    check: str
    outcome: str
    """How the night with the fault must end: published, blocked, nothing_new or failed."""
    plant: Plant
    """Plants it and carries out the night; None where the night fails."""
    mend: Mend
    """Mends it and carries out the next night."""


def announced(announcement: tuple[tuple[str, str], str]) -> Plant:
    """The source publishes something that contradicts itself, or us."""

    def plant(ground: Ground) -> NightReport:
        publish(ground.inbox, *announcement)
        return ground.night()

    return plant


def explained(check: str) -> Mend:
    """A person explains the rows of the check with a dated line."""

    def mend(ground: Ground) -> NightReport:
        key = next(row["row_key"] for row in ground.ops.rows("check_failure") if row["check_name"] == check)
        ground.explain(check, key)
        return ground.night()

    return mend


def spoilt(sql: str) -> Plant:
    """Something new arrives, and the candidate is damaged between building and judging."""

    def plant(ground: Ground) -> NightReport:
        publish(ground.inbox, *ONE_MORE)

        def call(step: Callable[..., Any], *arguments: Any) -> Any:
            if step is steps.judge:
                with duckdb.connect(str(arguments[1].database)) as connection:
                    connection.execute(sql)
            return plainly(step, *arguments)

        return ground.night(call)

    return plant


def built_again(ground: Ground) -> NightReport:
    """Candidates are built from scratch: the next one is whole."""
    return ground.night()


def crashing_check(ground: Ground) -> NightReport:
    """One audit lacks a column, so that its check cannot be carried out."""
    from warehouse import build as warehouse_build

    publish(ground.inbox, *ONE_MORE)
    whole = warehouse_build.read_audits

    def cut(database: Path, names: Any) -> dict[str, Any]:
        audits = whole(database, names)
        return {**audits, "coverage_kept": audits["coverage_kept"].drop(columns="count_found")}

    warehouse_build.read_audits = cut
    try:
        return ground.night()
    finally:
        warehouse_build.read_audits = whole


def _archived(ground: Ground) -> Path:
    """The archived bytes of the first announcement."""
    return next(iter(sorted(ground.settings.places.raw.glob("??/*.bin"))))


def broken_quote(ground: Ground) -> NightReport:
    """Archived bytes change after they were read."""
    publish(ground.inbox, *ONE_MORE)
    file = _archived(ground)
    file.chmod(0o644)
    (ground.folder / "kept").write_bytes(file.read_bytes())
    file.write_bytes(file.read_bytes().replace("협약".encode(), "약속".encode()))
    return ground.night()


def restored(ground: Ground) -> NightReport:
    """The bytes come back from the backup."""
    _archived(ground).write_bytes((ground.folder / "kept").read_bytes())
    return ground.night()


def silence(ground: Ground) -> NightReport:
    """The source publishes nothing for longer than it is expected to."""
    ground.now += timedelta(days=FRESH_DAYS + 10)
    return ground.night()


def news(ground: Ground) -> NightReport:
    """The source publishes again."""
    _, text = ONE_MORE
    publish(ground.inbox, (ground.now.date().isoformat(), "102"), text)
    return ground.night()


def crash(ground: Ground) -> None:
    """The night itself fails."""

    def call(step: Callable[..., Any], *arguments: Any) -> Any:
        if step is steps.build:
            raise RuntimeError("planted by the drill")
        return plainly(step, *arguments)

    with suppress(RuntimeError):
        ground.night(call)


FAULTS: tuple[Fault, ...] = (
    Fault("parts that do not add up", "parts_add_up", "published", announced(PARTS), explained("parts_add_up")),
    Fault("an ordinal collision", "ordinals_collide", "published", announced(COLLIDES), explained("ordinals_collide")),
    Fault("a goal conflict", "goals_agree", "published", announced(OTHER_GOAL), explained("goals_agree")),
    Fault("a stale source", "source_fresh", "nothing_new", silence, news),
    Fault(
        "a lost row",
        "facts_kept",
        "blocked",
        spoilt("delete from star.fact_stated_total where rowid = (select min(rowid) from star.fact_stated_total)"),
        built_again,
    ),
    Fault(
        "a doubled row",
        "keys_unique",
        "blocked",
        spoilt("insert into star.fact_stated_total from star.fact_stated_total limit 1"),
        built_again,
    ),
    Fault("a broken quote", "evidence_quotes", "blocked", broken_quote, restored),
    Fault("a missing table", "links_present", "blocked", spoilt("drop table star.fact_goal"), built_again),
    Fault("a crashed check", "coverage_kept", "blocked", crashing_check, built_again),
    Fault("a crashed night", "night_completed", "failed", crash, built_again),
)
