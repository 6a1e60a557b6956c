"""Turns the hand-made labels of the bundled announcements into captures, readings and statements.

The warehouse can then be tested on what real announcements say, whatever the reader makes of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from announcements.likeness import marked, shingles
from tests.warehouse import rows
from warehouse.load import Inputs

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "corpus" / "gold.jsonl"
DOCUMENTS = ROOT / "samples" / "gwangju-ai" / "docs"
MEASURES = ("agreements_total", "companies", "institutions", *rows.SETTLED, "employees")
OUTCOMES = {"signing": "extracted", "status": "extracted"}


def gold_inputs(folder: Path) -> Inputs:
    """Write the files of state for every labelled announcement into a folder, and name them."""
    labels = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    written = rows.Written()
    for label in labels:
        _write_document(written, label)
    return written.inputs(folder)


def _write_document(written: rows.Written, label: dict[str, Any]) -> None:
    text = (DOCUMENTS / f"{label['id']}.txt").read_text(encoding="utf-8")
    document_id = hashlib.sha256(text.encode()).hexdigest()
    outcome = OUTCOMES.get(label["kind"], "ignored")
    written.capture(
        document_id,
        url=label["url"] or f"folder:samples/{label['id']}.txt",
        publisher=label["publisher"],
        published_at=label["published_date"],
        outcome=outcome,
        kind=label["kind"],
        sketch=marked(shingles(text)),
    )
    if outcome == "extracted":
        for number, fields in enumerate(_statements(label)):
            needle = str(fields.get("organisation_text") or fields.get("member_text") or fields.get("value_count", ""))
            start = max(text.find(needle), 0)
            quote = text[max(start - 8, 0) : start + 24]
            written.statement(
                document_id,
                statement_id=f"{label['id']}-{number}",
                span_start=max(start - 8, 0),
                span_end=max(start - 8, 0) + len(quote),
                quote=quote,
                **fields,
            )


def _statements(label: dict[str, Any]) -> Iterator[dict[str, Any]]:
    signed = date.fromisoformat(label["signed_date"]) if label["signed_date"] else None
    published = date.fromisoformat(label["published_date"]) if label["published_date"] else None
    is_signing = label["kind"] == "signing"
    signing = {"signing_ref": "s1"} if is_signing else {}
    if is_signing:
        yield {"predicate": "signing", **signing}
        if signed:
            yield {"predicate": "signed_date", "as_of_date": signed, "as_of_precision": "day", **signing}
        for field in ("ordinal_first", "ordinal_last"):
            if label[field]:
                yield {"predicate": field, "value_count": label[field], **signing}
        for party in label["parties"]:
            yield {"predicate": "party", "organisation_text": party, **signing}
        if label["party_count_stated"]:
            yield {"predicate": "party_count", "value_count": label["party_count_stated"], **signing}
    day = signed if is_signing else published
    yield from _totals(label, {"as_of_date": day, "as_of_precision": "day" if day else None, **signing})


def _totals(label: dict[str, Any], common: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, count in label["totals"].items():
        measure = name.removesuffix("_before").removesuffix("_over").removesuffix("_approx")
        if measure not in MEASURES:
            continue
        qualifier = "at_least" if name.endswith("_over") else "about" if name.endswith("_approx") else "exact"
        scope = "before_this_batch" if name.endswith("_before") else "including"
        yield {
            "predicate": "stated_total",
            "measure_code": measure,
            "value_count": count,
            "qualifier": qualifier,
            "scope": scope,
            **common,
        }
    for field, predicate in (("sector_breakdown", "sector_count"), ("office_breakdown", "site_count")):
        for member, count in (label[field] or {}).items():
            yield {"predicate": predicate, "member_text": member, "value_count": count, **common}
    for goal in label["goals"]:
        if goal["metric"] in ("companies_attracted", "jobs"):
            due = date(goal["year"], 12, 31) if goal["year"] else None
            yield {
                "predicate": "goal",
                "measure_code": goal["metric"],
                "value_count": goal["value"],
                "target_date": due,
            }


def all_quotes_equal(evidence: pl.DataFrame) -> pl.DataFrame:
    """What the check of quotes says when every quote still equals the archived text."""
    return evidence.select("statement_number", is_equal=pl.lit(True))
