"""Readings of all versions of records lie side by side."""

import polars as pl

from announcements.records import RECORDS_VERSION, Reading
from announcements.store import READING_SCHEMA, Store


def reading(name: str, sketch: bytes | None) -> Reading:
    fields = dict.fromkeys(READING_SCHEMA.names(), name) | {"sketch": sketch}
    return Reading(**fields)  # type: ignore[arg-type]


def test_readings_from_before_texts_had_sketches_are_read_beside_newer_ones(tmp_path):
    store = Store(tmp_path)
    older, newer = store.append("run-1", [reading("old", None)], []), store.append("run-2", [reading("new", b"s")], [])
    # as the first version of records wrote it
    file = tmp_path / "readings" / older
    pl.read_parquet(file).drop("sketch").write_parquet(tmp_path / "readings" / older.replace(".v2.", ".v1."))
    file.unlink()
    assert newer.endswith(f".v{RECORDS_VERSION}.parquet")
    assert store.readings(["document_id", "sketch"]).sort("document_id").rows() == [("new", b"s"), ("old", None)]
    store.forget("old")
    assert store.readings().rows(named=True) == [dict.fromkeys(READING_SCHEMA.names(), "new") | {"sketch": b"s"}]
