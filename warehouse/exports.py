"""Writes the KPI tables of a version as Parquet and CSV files that are the same, byte for byte, for the same rows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import polars as pl

from warehouse.csv_file import write_csv
from warehouse.headers import Model

# A sheet of today's spreadsheets holds so many rows, the names of the columns among them. A CSV file is written for
# them: whoever has other programs reads Parquet, a fiftieth of the size.
SHEET_ROWS = 1_048_576
JSON_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date", "VARCHAR": "string"}


def write_tables(database: Path, folder: Path, models: tuple[Model, ...]) -> None:
    """One Parquet file for each KPI table, ordered by its key, and a CSV file where a sheet holds its rows."""
    # It imports Arrow, which who only asks for the current version need not wait for.
    from warehouse.evidence_file import write_evidence

    rows: dict[Path, int] = {}
    evidence: list[Path] = []
    with duckdb.connect(str(database), read_only=True, config={"threads": 1}) as connection:
        for model in _published(models):
            parquet = folder / f"{model.name}.parquet"
            if model.table == "kpi.evidence" and model.is_view:
                evidence.append(parquet)
            else:
                rows[parquet] = _write_parquet(connection, model, parquet)
    rows |= {parquet: write_evidence(database, parquet) for parquet in evidence}
    for parquet, count in rows.items():
        if count < SHEET_ROWS:
            # From the file that is there: it is in order already, and is not held in memory as a whole.
            write_csv(pl.scan_parquet(parquet), parquet.with_suffix(".csv"))


def _write_parquet(connection: duckdb.DuckDBPyConnection, model: Model, target: Path) -> int:
    """Write a table in order of its key; returns how many rows it has."""
    query = f"select * from {model.table} order by {', '.join(model.key)}"
    path = str(target).replace("'", "''")
    written = connection.execute(f"copy ({query}) to '{path}' (format parquet, compression zstd)")
    (rows,) = written.fetchone() or (0,)
    return int(rows)


def write_package(folder: Path, version: str, models: tuple[Model, ...]) -> dict[str, str]:
    """Describe the CSV files that are there as a Frictionless data package: names, types, keys, what a column means.

    Returns:
        The sha256 of each CSV file, by its name: the manifest tells it as well, and a large file takes long to hash.
    """
    published = [model for model in _published(models) if (folder / f"{model.name}.csv").exists()]
    hashes = [_sha256(folder / f"{model.name}.csv") for model in published]
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as connection:
        resources = [_resource(connection, model, folder, sha) for model, sha in zip(published, hashes, strict=True)]
    package = {"name": "mou-kpi", "version": version, "profile": "tabular-data-package", "resources": resources}
    text = json.dumps(package, indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    return {f"{model.name}.csv": sha for model, sha in zip(published, hashes, strict=True)}


def _resource(connection: duckdb.DuckDBPyConnection, model: Model, folder: Path, sha: str) -> dict[str, object]:
    kinds = {name: kind for name, kind, *_ in connection.execute(f"describe {model.table}").fetchall()}
    return {
        "name": model.name,
        "path": f"{model.name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": (folder / f"{model.name}.csv").stat().st_size,
        "hash": f"sha256:{sha}",
        "description": model.grain,
        "schema": {
            "fields": [
                {"name": name, "type": JSON_TYPES.get(kinds[name], "number"), "description": text}
                for name, text in model.columns.items()
            ],
            "primaryKey": list(model.key),
        },
    }


def _published(models: tuple[Model, ...]) -> list[Model]:
    return [model for model in models if model.schema == "kpi" and model.is_published]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
