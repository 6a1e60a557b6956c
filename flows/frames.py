"""The configuration as frames: what the warehouse joins in, and nothing it could not rebuild from ``configs/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from announcements.organisations import display_name, name_key, organisation_type
from announcements.records import content_id
from flows.configuration import Organisation, Programme
from flows.settings import Settings
from warehouse.frames import EMPTY

Rows = Iterable[Mapping[str, Any]]


def config_frames(settings: Settings, organisation_texts: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Every ``config.*`` table, with the columns that ``warehouse.frames`` declares.

    Args:
        organisation_texts: Every spelling met in statements; each gets its normalised exact key.
    """
    programmes = settings.programmes.values()
    rows: dict[str, Rows] = {
        "programme": (_programme(p) for p in programmes),
        "measure": (row for p in programmes for row in _measures(p)),
        "breakdown": (row for p in programmes for row in _breakdowns(p)),
        "goal": (row for p in programmes for row in _goals(p)),
        "sector": (row for p in programmes for row in _members(p, "sector")),
        "sector_name": (row for p in programmes for row in _member_names(p, "sector")),
        "site": (row for p in programmes for row in _members(p, "site")),
        "site_name": (row for p in programmes for row in _member_names(p, "site")),
        "publisher": (row for p in programmes for row in _publishers(p)),
        "source": (
            {
                "source_code": s.code,
                "programme_code": s.programme,
                "kind_code": s.kind,
                "name": s.name,
                "owner": s.owner,
                "licence": s.licence,
            }
            for s in settings.sources
        ),
        "region": (
            {
                "region_code": r.code,
                "name_ko": r.name_ko,
                "name_en": r.name_en,
                "short_name_ko": r.short_name_ko,
                "valid_from": r.valid_from,
                "valid_to": r.valid_to,
                "successor_region_code": r.successor,
            }
            for r in settings.regions.regions
        ),
        "organisation": (row for o in settings.organisations.organisations for row in _organisation(o)),
        "organisation_alias": (row for o in settings.organisations.organisations for row in _aliases(o)),
        "organisation_name": (
            {
                "organisation_text": text,
                "name_key": name_key(text),
                "display_name": display_name(text),
                "type_code": organisation_type(text),
            }
            for text in organisation_texts
        ),
        "correction": _corrections(settings),
        "explanation": (
            {
                "programme_code": e.programme,
                "check_name": e.check,
                "row_key": e.row,
                "explanation_code": e.code,
                "reason": e.reason,
                "decided_on": e.decided.day,
            }
            for e in settings.corrections.explanations
        ),
    }
    return {name: pl.DataFrame(list(rows[name]), schema=EMPTY[name], orient="row") for name in rows}


def _programme(p: Programme) -> Mapping[str, Any]:
    return {
        "programme_code": p.code,
        "name_ko": p.name_ko,
        "name_en": p.name_en,
        "city_name_ko": p.city.name_ko,
        "city_name_en": p.city.name_en,
        "region_code": p.city.region_code,
        "started_on": p.started_on,
    }


def _measures(p: Programme) -> Rows:
    for m in p.measures:
        yield {
            "programme_code": p.code,
            "measure_code": m.code,
            "name_ko": m.name_ko,
            "name_en": m.name_en,
            "unit_code": m.unit,
            "contained_in_measure_code": m.contained_in,
            "is_stock": m.is_stock,
            "definition": m.definition,
        }


def _breakdowns(p: Programme) -> Rows:
    for b in p.breakdowns:
        yield {
            "programme_code": p.code,
            "breakdown_code": b.code,
            "total_measure_code": b.total,
            "predicate": None if b.parts else f"{b.code}_count",
            "part_measure_codes": list(b.parts),
        }


def _goals(p: Programme) -> Rows:
    for g in p.goals:
        for m in g.measures:
            yield {
                "programme_code": p.code,
                "goal_code": g.code,
                "name_ko": g.name_ko,
                "name_en": g.name_en,
                "measure_code": m.code,
                "is_primary": m.is_primary,
                "baseline_value": g.baseline.value,
                "baseline_date": g.baseline.as_of,
                "target_value": g.target.value,
                "target_date": g.target.by,
                "source_url": str(g.source.url),
                "stated_on": g.source.stated_on,
            }


def _members(p: Programme, kind: str) -> Rows:
    for m in p.sectors if kind == "sector" else p.sites:
        yield {
            "programme_code": p.code,
            f"{kind}_code": m.code,
            "name_ko": m.name_ko,
            "name_en": m.name_en,
            "is_bucket": m.is_bucket,
        }


def _member_names(p: Programme, kind: str) -> Rows:
    for m in p.sectors if kind == "sector" else p.sites:
        for name in dict.fromkeys("".join(name.split()) for name in m.names):
            yield {"programme_code": p.code, "member_text": name, f"{kind}_code": m.code}


def _publishers(p: Programme) -> Rows:
    for publisher in p.publishers:
        yield {
            "programme_code": p.code,
            "publisher": publisher.code,
            "name_ko": publisher.name_ko,
            "source_rank": publisher.rank,
        }


def _organisation(o: Organisation) -> Iterator[Mapping[str, Any]]:
    """One line a name the organisation has borne, each with the days it held."""
    names = [*((f.name, f.until) for f in sorted(o.former_names, key=lambda f: f.until)), (o.name, None)]
    begins = None
    for name, until in names:
        yield {
            "organisation_name": name,
            "name_key": name_key(name),
            "type_code": o.type,
            "name_en": o.name_en if until is None else None,
            "valid_from": begins,
            "valid_to": until,
            "renamed_to": None if until is None else o.name,
        }
        begins = until and until.fromordinal(until.toordinal() + 1)


def _aliases(o: Organisation) -> Iterator[Mapping[str, Any]]:
    for kind, aliases in (("alias", o.aliases), ("misprint", o.misprints)):
        for alias in aliases:
            yield {
                "alias_text": alias.text,
                "alias_key": name_key(alias.text),
                "organisation_name": o.name,
                "kind_code": kind,
                "reason": alias.reason,
                "source_url": alias.source,
            }


def _corrections(settings: Settings) -> Rows:
    for c in settings.corrections.corrections:
        yield {
            "correction_id": content_id(c.programme, c.url, c.document, c.field, c.was),
            "programme_code": c.programme,
            "document_id": c.document,
            "url": c.url,
            "field_code": c.field,
            "was_text": c.was,
            "now_text": c.now,
            "reason": c.reason,
            "decided_on": c.decided.day,
            "status_code": c.decided.status,
        }
