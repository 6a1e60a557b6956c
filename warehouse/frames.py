"""The frames and records that the warehouse takes in: names, columns, types.

``EMPTY`` has the schema of each configuration frame, so that a caller can start from empty ones;
``RECORDS`` the columns of the files of raw and extracted, as DuckDB types.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from polars.datatypes import DataTypeClass

TEXT, COUNT, DAY, YES = pl.String, pl.Int64, pl.Date, pl.Boolean


def _texts(names: str) -> dict[str, DataTypeClass | pl.DataType]:
    return dict.fromkeys(names.split(), TEXT)


def _schema(columns: Mapping[str, DataTypeClass | pl.DataType]) -> pl.Schema:
    return pl.Schema(columns)


EMPTY: dict[str, pl.Schema] = {
    "programme": _schema(
        {**_texts("programme_code name_ko name_en city_name_ko city_name_en region_code"), "started_on": DAY}
    ),
    "measure": _schema(
        {
            **_texts("programme_code measure_code name_ko name_en unit_code contained_in_measure_code"),
            "is_stock": YES,
            "definition": TEXT,
        }
    ),
    "breakdown": _schema(
        {
            **_texts("programme_code breakdown_code total_measure_code predicate"),
            "part_measure_codes": pl.List(pl.String()),
        }
    ),
    "goal": _schema(
        {
            **_texts("programme_code goal_code name_ko name_en measure_code"),
            "is_primary": YES,
            "baseline_value": COUNT,
            "baseline_date": DAY,
            "target_value": COUNT,
            "target_date": DAY,
            "source_url": TEXT,
            "stated_on": DAY,
        }
    ),
    "sector": _schema({**_texts("programme_code sector_code name_ko name_en"), "is_bucket": YES}),
    "sector_name": _schema(_texts("programme_code member_text sector_code")),
    "site": _schema({**_texts("programme_code site_code name_ko name_en"), "is_bucket": YES}),
    "site_name": _schema(_texts("programme_code member_text site_code")),
    "source": _schema(_texts("source_code programme_code kind_code name owner licence")),
    "publisher": _schema({**_texts("programme_code publisher name_ko"), "source_rank": COUNT}),
    "region": _schema(
        {
            **_texts("region_code name_ko name_en short_name_ko"),
            "valid_from": DAY,
            "valid_to": DAY,
            "successor_region_code": TEXT,
        }
    ),
    "organisation": _schema(
        {
            **_texts("organisation_name name_key type_code name_en"),
            "valid_from": DAY,
            "valid_to": DAY,
            "renamed_to": TEXT,
        }
    ),
    "organisation_alias": _schema(_texts("alias_text alias_key organisation_name kind_code reason source_url")),
    "organisation_name": _schema(_texts("organisation_text name_key display_name type_code")),
    "correction": _schema(
        {
            **_texts("correction_id programme_code document_id url field_code was_text now_text reason"),
            "decided_on": DAY,
            "status_code": TEXT,
        }
    ),
    "explanation": _schema({**_texts("programme_code check_name row_key explanation_code reason"), "decided_on": DAY}),
}

QUOTE_CHECKS = _schema({"statement_number": COUNT, "is_equal": YES})

SQL_TYPES: dict[type[pl.DataType], str] = {
    pl.String: "varchar",
    pl.Int64: "bigint",
    pl.Date: "date",
    pl.Boolean: "boolean",
    pl.List: "varchar[]",
}


def _varchars(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), "varchar")


def _bigints(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), "bigint")


CAPTURE = {
    **_varchars(
        "capture_id document_id source_code programme_code url publisher published_at fetched_at media_type encoding "
        "status etag"
    ),
    "bytes_count": "bigint",
    **_varchars("recipe superseded_at superseded_by"),
}
READING = {
    **_varchars(
        "reading_id capture_id document_id programme_code ruleset_fingerprint read_at outcome kind reason text_sha256"
    ),
    "sketch": "blob",
}
STATEMENT = {
    **_varchars(
        "statement_id reading_id document_id programme_code signing_ref predicate measure_code member_text "
        "organisation_text"
    ),
    "value_count": "bigint",
    **_varchars("value_text unit_code qualifier scope"),
    "as_of_date": "date",
    "as_of_precision": "varchar",
    "target_date": "date",
    **_varchars("modality grade"),
    "span_start": "bigint",
    "span_end": "bigint",
    **_varchars("quote quote_public"),
    "context_statement_ids": "varchar[]",
    "rule_id": "varchar",
}


RECORDS = {"capture": CAPTURE, "reading": READING, "statement": STATEMENT}
# Kept in the archive's files and asked for by no model: not loaded, to write a column takes longer than to read it.
UNASKED = {
    *("media_type", "encoding", "etag", "bytes_count", "recipe"),
    *("text_sha256", "unit_code", "context_statement_ids"),
}

# The record of runs, a table each; a published version shows them as the schema ops.
OPS: dict[str, dict[str, str]] = {
    "run": {
        **_varchars("run_id event"),
        "happened_at": "timestamptz",
        "outcome": "varchar",
        "exit_code": "bigint",
        "version": "varchar",
        **_bigints("captures_new readings_extracted readings_ignored readings_unread"),
        **_bigints("checks_failed_critical checks_failed_warning"),
        "message": "varchar",
    },
    "collection": {
        **_varchars("run_id source_code programme_code"),
        "collected_at": "timestamptz",
        **_bigints("offered_count new_count known_count refused_count"),
        "failure": "varchar",
        **_bigints("requests_count not_modified_count"),
    },
    "source_night": {
        **_varchars("run_id source_code programme_code"),
        **_bigints("fetched_count extracted_count ignored_count unread_count"),
    },
    "refusal": _varchars("run_id source_code programme_code name reason"),
    "check_result": {
        **_varchars("run_id version check_name severity status"),
        "rows_failing": "bigint",
        **_varchars("message owner runbook"),
    },
    "check_failure": _varchars("run_id version check_name severity row_key row_json"),
    "event": {
        **_varchars("run_id event"),
        "happened_at": "timestamptz",
        **_varchars("version other_version inputs_sha256 document_id reason"),
    },
    "incident_event": {
        **_varchars("incident_id run_id event"),
        "happened_at": "timestamptz",
        **_varchars("check_name programme_code row_key severity owner runbook message"),
        "rows_failing": "bigint",
        **_varchars("rows_json channel"),
        "snoozed_until": "date",
        "reason": "varchar",
    },
    # What incident_event comes to: one row an incident, as it stood when the version was published.
    "incident": {
        **_varchars("incident_id state check_name programme_code row_key severity owner runbook message"),
        **_bigints("rows_failing occurrences"),
        **dict.fromkeys(("first_seen", "last_seen", "acknowledged_at"), "timestamptz"),
        "snoozed_until": "date",
        "closed_at": "timestamptz",
        "reason": "varchar",
    },
    "alert": {
        **_varchars("alert_id run_id event"),
        "happened_at": "timestamptz",
        **_varchars("channel digest_json message"),
    },
}


class FrameError(Exception):
    """A frame without the agreed columns; the message says which and how to mend it."""


def empty_frames() -> dict[str, pl.DataFrame]:
    """Every configuration frame, with no rows."""
    return {name: schema.to_frame() for name, schema in EMPTY.items()}


def sql_columns(schema: pl.Schema) -> dict[str, str]:
    return {name: SQL_TYPES[type(kind)] for name, kind in schema.items()}


def conform(name: str, frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Give a frame exactly the agreed columns, in the agreed order and types.

    Raises:
        FrameError: A column is missing or not agreed, or holds values of another type.
    """
    missing = [column for column in schema if column not in frame.columns]
    unknown = [column for column in frame.columns if column not in schema]
    if missing or unknown:
        raise FrameError(
            f"frame {name}: missing columns {missing}, unknown columns {unknown}. "
            f"Give exactly {list(schema)} (warehouse/frames.py)."
        )
    try:
        return frame.select(list(schema)).cast(schema, strict=True)
    except pl.exceptions.PolarsError as reason:
        raise FrameError(f"frame {name}: {reason}. Give the types of {dict(schema)}.") from reason


def conform_all(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Check every configuration frame; one that is not given is empty."""
    if unknown := sorted(set(frames) - set(EMPTY)):
        raise FrameError(f"frames {unknown} are unknown. Give some of {sorted(EMPTY)}.")
    return {
        name: conform(name, frames[name], schema) if name in frames else schema.to_frame()
        for name, schema in EMPTY.items()
    }
