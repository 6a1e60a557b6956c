"""Files of state for tests: captures, readings and statements, written a row at a time with defaults."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from announcements.likeness import marked
from warehouse.frames import CAPTURE, EMPTY, READING, STATEMENT, empty_frames
from warehouse.load import Inputs

PROGRAMME = "gwangju-ai"
SETTLED = ("offices_opened", "corporations_established", "hq_relocated")
KINDS: dict[str, pl.DataType] = {
    "varchar": pl.String(),
    "bigint": pl.Int64(),
    "date": pl.Date(),
    "varchar[]": pl.List(pl.String()),
    "blob": pl.Binary(),
}
CONTAINED_IN = {
    "agreements_total": None,
    "companies": "agreements_total",
    "institutions": "agreements_total",
    "offices_opened": "agreements_total",
    "corporations_established": "offices_opened",
    "hq_relocated": "corporations_established",
    "employees": None,
}
OF_CAPTURE = ("publisher", "sketch", "fetched_at")
SECTORS = {
    "bigdata": ["빅데이터"],
    "healthcare": ["헬스케어", "건강관리"],
    "incubation": ["육성지원"],
    "security": ["보안"],
    "automotive": ["자동차"],
    "robotics_drones": ["로봇·드론", "로봇"],
    "speech_language": ["음성인식 및 자연어처리", "음성인식과 자연어처리", "음성인식"],
    "energy": ["에너지"],
    "convergence_other": ["AI융복합 등 기타", "기타"],
}
SITES = {
    "ai_startup_camp": ["광주AI창업캠프"],
    "iplex": ["아이플렉스"],
    "gwangju_technopark": ["광주TP"],
    "sangmu": ["상무지구 등"],
    "gist": ["GIST"],
    "jeonil_building": ["전일빌딩"],
    "kitech_southwest": ["한국생산기술연구원 서남지역본부"],
    "cgi_center": ["광주CGI센터"],
    "etri_honam": ["ETRI 호남권연구센터"],
    "science_promotion": ["과학기술진흥원"],
    "green_car": ["그린카진흥원"],
    "other": ["기타"],
}


@dataclass
class Written:
    """Rows on their way into files."""

    captures: list[dict[str, Any]] = field(default_factory=list)
    readings: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)

    def capture(self, document_id: str, *, outcome: str = "extracted", kind: str = "signing", **fields: Any) -> None:
        """A document that was fetched once and read once."""
        capture_id = fields.pop("capture_id", f"capture-{document_id}")
        read_at = fields.pop("read_at", "2026-11-22T03:00:00+09:00")
        reading_id = fields.pop("reading_id", f"reading-{capture_id}")
        # No two documents of a test are one text unless it says so.
        sketch = fields.pop("sketch", sketched(shingles(document_id)))
        self.captures.append(
            {
                "capture_id": capture_id,
                "document_id": document_id,
                "source_code": "samples",
                "programme_code": PROGRAMME,
                "url": f"https://example.org/{document_id}",
                "publisher": f"publisher-{document_id}",
                "published_at": None,
                "fetched_at": "2026-11-22T02:00:00+09:00",
                "media_type": "text/plain",
                "encoding": "utf-8",
                "status": "ok",
                "etag": None,
                "bytes_count": 1,
                "recipe": None,
                **fields,
            }
        )
        read = {"outcome": outcome, "kind": kind, "read_at": read_at, "sketch": sketch}
        self.reading(reading_id, capture_id, document_id, **read)

    def reading(self, reading_id: str, capture_id: str, document_id: str, **fields: Any) -> None:
        self.readings.append(
            {
                **dict.fromkeys(READING),
                "reading_id": reading_id,
                "capture_id": capture_id,
                "document_id": document_id,
                "programme_code": PROGRAMME,
                "ruleset_fingerprint": "rules-1",
                **fields,
            }
        )

    def statement(self, document_id: str, **fields: Any) -> None:
        """One statement of a document, exact, stated and of grade B unless said otherwise."""
        number = len(self.statements)
        row = {
            **dict.fromkeys(STATEMENT),
            "statement_id": f"statement-{number:04}",
            "reading_id": f"reading-capture-{document_id}",
            "document_id": document_id,
            "programme_code": PROGRAMME,
            "modality": "stated",
            "grade": "B",
            "span_start": number,
            "span_end": number + 1,
            "quote": f"quote {number}",
            "context_statement_ids": [],
            "rule_id": "test.v1",
            **fields,
        }
        if row["as_of_date"] and not row["as_of_precision"]:
            row["as_of_precision"] = "day"
        self.statements.append({**row, "quote_public": fields.get("quote_public", row["quote"])})

    def signing(
        self,
        document_id: str,
        day: date | None = None,
        ordinals: tuple[int, int] | None = None,
        parties: Iterable[str] = (),
        count: int | None = None,
        **capture: Any,
    ) -> None:
        """A document that reports one signing."""
        self.capture(document_id, **capture)
        self.statement(document_id, predicate="signing", signing_ref="s1")
        if day:
            self.statement(document_id, predicate="signed_date", signing_ref="s1", as_of_date=day)
        if ordinals:
            self.statement(document_id, predicate="ordinal_first", signing_ref="s1", value_count=ordinals[0])
            self.statement(document_id, predicate="ordinal_last", signing_ref="s1", value_count=ordinals[1])
        for party in parties:
            self.statement(document_id, predicate="party", signing_ref="s1", organisation_text=party)
        if count:
            self.statement(document_id, predicate="party_count", signing_ref="s1", value_count=count)

    def total(self, document_id: str, measure_code: str, count: int, day: date | None, **fields: Any) -> None:
        """A figure of a document; a document that is new gets its capture, from the publisher of that name."""
        if all(capture["document_id"] != document_id for capture in self.captures):
            self.capture(document_id, kind="status", **{n: fields.pop(n) for n in OF_CAPTURE if n in fields})
        self.statement(
            document_id,
            predicate="stated_total",
            measure_code=measure_code,
            value_count=count,
            as_of_date=day,
            **{"qualifier": "exact", "scope": "including", **fields},
        )

    def frames(self) -> dict[str, pl.DataFrame]:
        """The rows as tables."""
        return {
            "raw.capture": frame(self.captures, CAPTURE),
            "extracted.reading": frame(self.readings, READING),
            "extracted.statement": frame(self.statements, STATEMENT),
        }

    def organisations(self) -> pl.DataFrame:
        return organisation_names(sorted({row["organisation_text"] for row in self.statements} - {None}))

    def inputs(self, folder: Path) -> Inputs:
        """Write the files as they lie in the data folder."""
        folder.mkdir(parents=True, exist_ok=True)
        captures = folder / "captures.jsonl"
        captures.write_text("".join(json.dumps(row) + "\n" for row in self.captures), encoding="utf-8")
        readings, statements = folder / "readings.parquet", folder / "statements.parquet"
        frame(self.readings, READING).write_parquet(readings)
        frame(self.statements, STATEMENT).write_parquet(statements)
        return Inputs(
            [captures], [readings], [statements], {**gwangju_frames(), "organisation_name": self.organisations()}
        )


def sketched(*shingles: Iterable[bytes]) -> bytes:
    """The sketch of a text that has all these shingles."""
    return marked(shingle for some in shingles for shingle in some)


def shingles(text: str, *changed: int, count: int = 30) -> list[bytes]:
    """Shingles that only this text has; those of the given numbers are another's."""
    return [f"{text} {number}{' changed' if number in changed else ''}".encode() for number in range(count)]


def frame(rows: Iterable[dict[str, Any]], columns: dict[str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema={name: KINDS[kind] for name, kind in columns.items()})


def config(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """A configuration frame; a column that a row does not give is null."""
    return pl.DataFrame([{**dict.fromkeys(EMPTY[name]), **row} for row in rows], schema=EMPTY[name])


def organisation_names(texts: Iterable[str], **types: str) -> pl.DataFrame:
    """Spellings with a key that ignores legal form and spaces."""
    shown = {text: re.sub(r"㈜|\(주\)|주식회사", "", text).strip() for text in texts}
    return config(
        "organisation_name",
        *(
            {
                "organisation_text": text,
                "name_key": re.sub(r"\s", "", name).lower(),
                "display_name": name,
                "type_code": types.get(
                    name, "institution" if name.endswith(("협회", "연구소", "진흥원")) else "company"
                ),
            }
            for text, name in shown.items()
        ),
    )


def gwangju_frames() -> dict[str, pl.DataFrame]:
    """The configuration of the bundled programme, as far as the warehouse needs it."""
    common = {"programme_code": PROGRAMME}
    goal = {
        **common,
        "baseline_value": 0,
        "baseline_date": date(2019, 10, 1),
        "target_date": date(2024, 12, 31),
        "source_url": "https://example.org/goal",
        "stated_on": date(2021, 7, 20),
    }
    attracted = {**goal, "goal_code": "companies_attracted", "name_ko": "기업 유치", "target_value": 310}
    return {
        **empty_frames(),
        "programme": config(
            "programme", {**common, "name_ko": "업무협약", "region_code": "29", "started_on": date(2019, 10, 1)}
        ),
        "measure": config(
            "measure",
            *(
                {
                    **common,
                    "measure_code": code,
                    "name_ko": code,
                    "contained_in_measure_code": container,
                    "is_stock": True,
                }
                for code, container in CONTAINED_IN.items()
            ),
        ),
        "breakdown": config(
            "breakdown",
            {
                **common,
                "breakdown_code": "sector",
                "total_measure_code": "agreements_total",
                "predicate": "sector_count",
            },
            {**common, "breakdown_code": "site", "total_measure_code": "offices_opened", "predicate": "site_count"},
            {
                **common,
                "breakdown_code": "type",
                "total_measure_code": "agreements_total",
                "part_measure_codes": ["companies", "institutions"],
            },
        ),
        "goal": config(
            "goal",
            {**attracted, "measure_code": "companies", "is_primary": True},
            {**attracted, "measure_code": "agreements_total", "is_primary": False},
            {**goal, "goal_code": "jobs", "measure_code": "employees", "is_primary": True, "target_value": 1000},
        ),
        **_members("sector", SECTORS, "convergence_other"),
        **_members("site", SITES, "other", "sangmu"),
        "source": config("source", {**common, "source_code": "samples", "kind_code": "folder", "name": "Samples"}),
        "publisher": config(
            "publisher", {**common, "publisher": "gwangju", "name_ko": "광주광역시", "source_rank": 10}
        ),
        "region": config(
            "region",
            {
                "region_code": "29",
                "name_ko": "광주광역시",
                "valid_to": date(2026, 6, 30),
                "successor_region_code": "12",
            },
            {"region_code": "12", "name_ko": "전남광주통합특별시", "valid_from": date(2026, 7, 1)},
        ),
    }


def _members(kind: str, names: dict[str, list[str]], *buckets: str) -> dict[str, pl.DataFrame]:
    common = {"programme_code": PROGRAMME}
    return {
        kind: config(
            kind,
            *(
                {**common, f"{kind}_code": code, "name_ko": texts[0], "is_bucket": code in buckets}
                for code, texts in names.items()
            ),
        ),
        f"{kind}_name": config(
            f"{kind}_name",
            *({**common, "member_text": text, f"{kind}_code": code} for code, texts in names.items() for text in texts),
        ),
    }
