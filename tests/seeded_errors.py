"""``python -m tests.seeded_errors [SEEDS]``: how many wrong numbers do the checks see?

A random tenth of the numbers in copies of the bundled announcements is changed (one more or less, a digit changed, two
swapped, one lost or added). The numbers that take part in an identity are listed from the sound build: sum of parts,
nesting, list length, range of ordinals, cumulative order, another report of the same day, a declared goal. Of those
that were changed, the table says which share the checks flag: by a finding that was not there before, and that names
the changed number (or the list, signing or sum that it is part of). A number that is not read any more is told apart
(``unread``): nothing wrong is published, and no check has anything to compare.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from expectations.suites import CHECKS
from flows import steps
from flows.configuration import FolderSource
from flows.places import Places
from flows.run import Run
from flows.settings import Settings, load_settings
from warehouse import build as warehouse_build

ROOT = Path(__file__).parents[1]
SHARE = 0.1
AIM_PCT = 90
WORLD = [check.name for check in CHECKS if check.severity == "warning" and check.name != "corrections_apply"]

# Each identity: its name, and the numbers (document, measure or predicate, value) that take part in it and agree.
IDENTITIES = {
    "sum of parts": """
        select total.document_id, total.measure_code as what, total.stated_count as value
        from kpi.reconciliation as road
        inner join star.fact_stated_total as total using (programme_code, stated_total_key)
        where starts_with(road.road_code, 'parts_') and road.difference = 0
        union
        select said.document_id, said.measure_code, placed.value_count
        from kpi.reconciliation as road
        inner join star.fact_stated_total as total using (programme_code, stated_total_key)
        inner join extracted.current_statement as said
            on said.programme_code = total.programme_code and said.document_id = total.document_id
        inner join star.placed_statement as placed using (programme_code, statement_number)
        where road.difference = 0 and (
            (road.road_code = 'parts_sector' and said.predicate = 'sector_count')
            or (road.road_code = 'parts_site' and said.predicate = 'site_count')
            or (road.road_code = 'parts_type' and said.measure_code in ('companies', 'institutions'))
        )
    """,
    "nesting": """
        select part.document_id, unnest([part.measure_code, whole.measure_code]) as what,
            unnest([part.stated_count, whole.stated_count]) as value
        from star.fact_stated_total as part
        inner join star.dim_measure as measure using (programme_code, measure_code)
        inner join star.fact_stated_total as whole
            on whole.document_id = part.document_id and whole.measure_code = measure.contained_in_measure_code
            and whole.as_of_date_key = part.as_of_date_key
        where part.qualifier = 'exact' and whole.qualifier = 'exact' and part.modality = 'stated'
            and part.scope = 'including' and whole.scope = 'including'
    """,
    "list length": """
        select report.document_id, 'party_count' as what, report.party_count as value
        from star.signing_report as report
        where report.party_count is not null and report.parties_named = report.party_count
    """,
    "range of ordinals": """
        select report.document_id, unnest(['ordinal_first', 'ordinal_last']) as what,
            unnest([report.ordinal_first, report.ordinal_last]) as value
        from star.signing_report as report
        where report.ordinal_first is not null
            and report.ordinal_last - report.ordinal_first + 1 = coalesce(report.party_count, report.parties_named)
            and report.ordinal_last > report.ordinal_first
    """,
    "cumulative order": """
        select document_id, measure_code as what, stated_count as value
        from star.fact_stated_total as total
        inner join star.dim_measure as measure using (programme_code, measure_code)
        where measure.is_cumulative and total.qualifier = 'exact' and total.modality = 'stated'
            and total.scope = 'including' and total.as_of_date_key > 0 and exists (
                from star.chosen_total as other
                where other.programme_code = total.programme_code and other.measure_code = total.measure_code
                    and year(other.as_of_date) * 10000 + month(other.as_of_date) * 100 + day(other.as_of_date)
                        <> total.as_of_date_key
            )
    """,
    "other report of the day": """
        select document_id, measure_code as what, stated_count as value
        from star.fact_stated_total
        where as_of_date_key > 0 and qualifier = 'exact' and modality = 'stated' and scope = 'including'
        qualify count(distinct document_id) over (partition by programme_code, measure_code, as_of_date_key) > 1
        union all
        select document_id, unnest(['ordinal_first', 'ordinal_last']), unnest([ordinal_first, ordinal_last])
        from (
            select report.document_id, report.ordinal_first, report.ordinal_last
            from star.signing_report as report
            inner join star.signing_of_report as resolved using (programme_code, report_number)
            where report.ordinal_first is not null
            qualify count(distinct report.document_id) over (partition by resolved.signing_key) > 1
        )
    """,
    "declared goal": """
        select document_id, goal_code as what, target_count as value
        from star.fact_goal
        inner join star.dim_goal as goal using (programme_code, goal_code)
        where target_count = goal.target_value
    """,
}


@dataclass(frozen=True)
class Number:
    """One number in one announcement, as the reader found it."""

    document_id: str
    start: int
    written: str
    value: int
    whats: frozenset[str]
    """Measures or predicates that it is read as."""


@dataclass
class Build:
    """One build of the announcements in a folder, with everything that the world's checks found."""

    database: Path
    files: dict[str, Path]
    """Document id → its file."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def findings(self) -> dict[tuple[str, str], dict[str, Any]]:
        found = {}
        with duckdb.connect(str(self.database), read_only=True) as connection:
            for check in WORLD:
                for row in connection.execute(f"from audit.{check}_rows").pl().iter_rows(named=True):
                    found[check, row["row_key"]] = {**row, "check": check}
        return found


def built(folder: Path, settings: Settings) -> Build:
    """Collect, read, build and audit the announcements below ``folder/samples``."""
    sources = tuple(
        source.model_copy(update={"path": str(folder / source.path)})
        for source in settings.sources
        if isinstance(source, FolderSource) and (folder / source.path).is_dir()
    )
    here = dataclasses.replace(settings, places=Places(folder / "data"), sources=sources)
    run = Run.begin(here, now=datetime(2026, 1, 1, tzinfo=UTC))
    for source in sources:
        steps.collect(run, source)
    candidate = steps.build(run, steps.read_new(run))
    assert candidate is not None
    quotes = warehouse_build.evidence_to_check(candidate.database)
    sound = quotes.select("statement_number", is_equal=pl.lit(True))
    warehouse_build.audit(candidate.database, sound)
    files = {hashlib.sha256(f.read_bytes()).hexdigest(): f for f in folder.glob("samples/*/docs/*.txt")}
    return Build(candidate.database, files)


def numbers(build: Build) -> list[Number]:
    """Every number that the reader took a value from, where it stands in the text."""
    found: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    query = """
        select document_id, span_start, quote, value_count, coalesce(measure_code, predicate)
        from extracted.current_statement where value_count is not null
    """
    for document_id, start, quote, value, what in build.rows(query):
        if document_id not in build.files:
            continue
        text = build.files[document_id].read_text("utf-8")
        if text[start : start + len(quote)] != quote:
            continue
        at = [m for m in re.finditer(r"\d[\d,]*", quote) if int(m.group().replace(",", "")) == value]
        if len(at) == 1:
            found[document_id, start + at[0].start(), at[0].group()].add(what)
    return [
        Number(document, start, written, int(written.replace(",", "")), frozenset(whats))
        for (document, start, written), whats in sorted(found.items())
    ]


def identities(build: Build, of: Iterable[Number]) -> dict[Number, set[str]]:
    """The identities that each number takes part in."""
    parts = {name: set(build.rows(f"select document_id, what, value from ({sql})")) for name, sql in IDENTITIES.items()}
    return {
        number: {
            name
            for name, members in parts.items()
            if any((number.document_id, what, number.value) in members for what in number.whats)
        }
        for number in of
    }


def wrong(number: Number, rng: random.Random) -> int:
    """Another number, as people get them wrong; never the same, never none."""
    digits = str(number.value)
    at = rng.randrange(len(digits))
    ways = [
        number.value + rng.choice((-1, 1)),
        int(digits[:at] + rng.choice("0123456789") + digits[at + 1 :]),
        int(digits[:at] + rng.choice("0123456789") + digits[at:]),
    ]
    if len(digits) > 1:
        ways += [int(digits[:at] + digits[at + 1 :]), int(digits[:-2] + digits[-1] + digits[-2])]
    return rng.choice([way for way in ways if way > 0 and way != number.value])


def changed_copy(sound: Build, folder: Path, changes: dict[Number, int]) -> dict[Number, str]:
    """Copy the announcements with these numbers changed; give each changed number's new document id."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    documents: dict[str, list[tuple[Number, int]]] = defaultdict(list)
    for number, value in changes.items():
        documents[number.document_id].append((number, value))
    new_ids = {}
    for document_id, edits in documents.items():
        original = sound.files[document_id]
        text = original.read_text("utf-8")
        for number, value in sorted(edits, key=lambda edit: -edit[0].start):
            assert text[number.start : number.start + len(number.written)] == number.written
            text = text[: number.start] + str(value) + text[number.start + len(number.written) :]
        file = folder / "samples" / original.relative_to(original.parents[2])
        file.write_bytes(text.encode())
        for number, _ in edits:
            new_ids[number] = hashlib.sha256(text.encode()).hexdigest()
    return new_ids


def is_read(build: Build, number: Number, document_id: str, value: int) -> bool:
    """Whether the wrong value counts: read as what the right one was, and not contradicted by its own document."""
    whats = ", ".join(f"'{what}'" for what in sorted(number.whats))
    read = f"select count(*) from extracted.current_statement where grade <> 'D' and value_count = {value}"
    is_same = f"document_id = '{document_id}' and coalesce(measure_code, predicate) in ({whats})"
    return build.rows(f"{read} and {is_same}")[0][0] > 0


def is_flagged(build: Build, new: list[dict[str, Any]], number: Number, document_id: str, value: int) -> bool:
    """Whether a new finding names the changed number, or the sum, list or signing that it is part of."""
    days = {
        str(day)
        for (day,) in build.rows(
            "select distinct placed.as_of_date from star.placed_statement as placed "
            f"inner join extracted.statement using (statement_number) where document_id = '{document_id}'"
        )
    }
    return any(_names(finding, number, document_id, value, days) for finding in new)


def _names(finding: dict[str, Any], number: Number, document_id: str, value: int, days: set[str]) -> bool:
    key = dict(part.split("=", 1) for part in finding["row_key"].split("|") if "=" in part)
    here = finding["document_id"] == document_id or key.get("document_id", "-") == document_id[:12]
    says = value in (finding["stated_value"], finding["found_value"])
    road = key.get("road_code", "")
    of_sum = here and road == "parts_sector" and "sector_count" in number.whats
    of_sum = of_sum or (here and road == "parts_site" and "site_count" in number.whats)
    of_sum = of_sum or (here and road == "parts_type" and bool(number.whats & {"companies", "institutions"}))
    same_day = key.get("as_of_date") in days or bool(days & set(key.get("days", "").split(",")))
    of_signing = same_day and bool(number.whats & {"ordinal_first", "ordinal_last", "party_count"})
    of_signing = of_signing and finding["check"] in (
        "list_length", "sources_agree", "ordinals_collide", "ordinals_ahead", "batches_add_up", "derived_within_stated",
    )  # fmt: skip
    same_measure = key.get("measure_code", key.get("goal_code")) in number.whats
    # An order is broken at both ends: the later day's finding names the wrong number before it.
    return bool((says and (here or same_measure or same_day)) or of_sum or of_signing)


@dataclass
class Tally:
    changed: int = 0
    flagged: int = 0
    unread: int = 0
    """Not read any more: no wrong number is published, and no check is needed."""

    def line(self, name: str) -> str:
        told = self.changed - self.unread
        share = f"{100 * self.flagged / told:.1f} %" if told else "–"
        return f"{name:<26} {self.changed:>8} {self.unread:>8} {self.flagged:>8} {share:>9}"


def trial(sound: Build, settings: Settings, seed: int, folder: Path) -> Iterator[tuple[Number, set[str], int, str]]:
    """One random tenth: each changed number with its identities, its new value, and flagged, unread or missed."""
    rng = random.Random(seed)
    everything = numbers(sound)
    part_of = identities(sound, everything)
    chosen = rng.sample(everything, max(1, round(SHARE * len(everything))))
    changes = {number: wrong(number, rng) for number in chosen}
    new_ids = changed_copy(sound, folder, changes)
    build = built(folder, settings)
    known = set(sound.findings())
    new = [finding for key, finding in build.findings().items() if key not in known]
    for number, value in changes.items():
        document_id = new_ids[number]
        flagged = is_flagged(build, new, number, document_id, value)
        state = "flagged" if flagged else "missed" if is_read(build, number, document_id, value) else "unread"
        yield number, part_of[number], value, state


def measure(seeds: Iterable[int], say: Any = print) -> dict[str, Tally]:
    """Tallies by identity; ``any`` counts each changed number of an identity once, ``none`` those of no identity."""
    tallies: dict[str, Tally] = {name: Tally() for name in (*IDENTITIES, "any", "none")}
    settings = load_settings(str(ROOT / "configs"), "unused")
    missed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder) / "sound" / "samples")
        sound = built(Path(folder) / "sound", settings)
        for seed in seeds:
            here = Path(folder) / f"seed-{seed}"
            for number, names, value, state in trial(sound, settings, seed, here):
                for name in (*names, "any") if names else ("none",):
                    tallies[name].changed += 1
                    tallies[name].flagged += state == "flagged"
                    tallies[name].unread += state == "unread"
                if names and state == "missed":
                    file = sound.files[number.document_id].name
                    missed[json.dumps([file, sorted(number.whats), number.value, value, sorted(names)])] += 1
            shutil.rmtree(here)
    for line, count in missed.most_common():
        say(f"missed {count}: {line}")
    return tallies


def main(seeds: int) -> int:
    tallies = measure(range(seeds))
    print(f"\n{'identity':<26} {'changed':>8} {'unread':>8} {'flagged':>8} {'share':>9}")
    for name, tally in tallies.items():
        print(tally.line({"any": "any of these", "none": "in no identity"}.get(name, name)))
    told = tallies["any"]
    return 0 if 100 * told.flagged >= AIM_PCT * (told.changed - told.unread) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
