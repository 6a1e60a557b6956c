"""Read labelled documents and score what was read, for the evaluation commands and tests."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from announcements.facts import facts
from announcements.programme import Programme, reading_cues
from announcements.reader import Announcement, read, ruleset_fingerprint
from tests.corpus import score

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "gwangju-ai"
GOLD = ROOT / "tests" / "corpus" / "gold.jsonl"
# Announcements invented without a look at the reader; see README.md there.
INVENTED = ROOT / "tests" / "corpus" / "invented"
# The same, and never looked at while rules are made.
UNSEEN = ROOT / "tests" / "corpus" / "unseen"
# The article that the project started from may be read here but not kept in the repository.
SHARED = ROOT.parent / "shared" / "corpus"
FIELDS = ("signing", "signed_date", "ordinals", "parties", "totals", "breakdowns", "goals")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document as a source hands it over, with its labels."""

    id: str
    text: str
    published: date | None
    gold: dict[str, Any]


@cache
def load_programme() -> Programme:
    config = yaml.safe_load((ROOT / "configs" / "programmes" / "gwangju-ai.yml").read_text("utf-8"))
    return reading_cues(config["reading"])


def labelled_documents() -> list[Labelled]:
    """The bundled documents that have labels, and the seed article where the shared folder exists."""
    gold = {row["id"]: row for row in _rows(GOLD)}
    if (SHARED / "docs" / "seed.txt").exists():
        gold |= {row["id"]: row for row in _rows(SHARED / "gold.jsonl") if row["id"] == "seed"}
    beside = {row["id"]: row for row in _rows(SAMPLES / "documents.jsonl")}
    found = []
    for identifier, row in gold.items():
        path = SAMPLES / "docs" / f"{identifier}.txt"
        if not path.exists():
            path = SHARED / "docs" / f"{identifier}.txt"
        if path.exists():
            told = beside.get(identifier, row)["published_date"]
            found.append(Labelled(identifier, path.read_text("utf-8"), date.fromisoformat(told) if told else None, row))
    return found


def invented_documents(folder: Path = INVENTED) -> list[Labelled]:
    beside = {row["id"]: row["published_date"] for row in _rows(folder / "documents.jsonl")}
    return [
        Labelled(
            row["id"],
            (folder / "docs" / f"{row['id']}.txt").read_text("utf-8"),
            date.fromisoformat(beside[row["id"]]) if beside[row["id"]] else None,
            row,
        )
        for row in _rows(folder / "gold.jsonl")
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def predict(document: Labelled, programme: Programme) -> dict[str, object]:
    announcement = Announcement(document.id, document.id, document.text, document.published, None, None)
    reading, statements = read(
        announcement, programme, fingerprint=ruleset_fingerprint(programme), read_at="2026-01-01T00:00:00+00:00"
    )
    return {"id": document.id, **facts(reading, statements)}


# One field of one document: its id, the field, what is missing and what is wrong.
Error = tuple[str, str, list[str], list[str]]


@dataclass
class Tally:
    """Right, said and stated facts by field, and what went wrong."""

    counts: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in FIELDS})
    records: int = 0
    records_right: int = 0
    errors: list[Error] = field(default_factory=list)

    def add(self, identifier: str, gold: dict[str, Any], predicted: dict[str, object]) -> None:
        want, got = score.facts(gold), score.facts(predicted)
        if gold["kind"] == "signing":
            self.records += 1
            self.records_right += all(want[f] == got[f] for f in FIELDS[:4])
        for name in FIELDS:
            hit = self.counts[name]
            hit[0] += len(want[name] & got[name])
            hit[1] += len(got[name])
            hit[2] += len(want[name])
            if want[name] != got[name]:
                missing, wrong = sorted(map(str, want[name] - got[name])), sorted(map(str, got[name] - want[name]))
                self.errors.append((identifier, name, missing, wrong))

    def figures(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 by field."""
        found = {}
        for name, (hit, said, stated) in self.counts.items():
            precision, recall = hit / said if said else 1.0, hit / stated if stated else 1.0
            total = precision + recall
            found[name] = (precision, recall, 2 * precision * recall / total if total else 0.0)
        return found

    @property
    def record_exact(self) -> float:
        return self.records_right / self.records if self.records else 1.0


def tally(documents: Iterable[Labelled], programme: Programme) -> Tally:
    counted = Tally()
    for document in documents:
        if not document.gold.get("series_certainty"):
            counted.add(document.id, document.gold, predict(document, programme))
    return counted


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
