"""Writes the KPI tables of a version as Parquet and CSV files that are the same, byte for byte, for the same rows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import polars as pl

from warehouse.csv_file import write_csv
from warehouse.headers import Model

JSON_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date", "VARCHAR": "string"}


def write_tables(database: Path, folder: Path, models: tuple[Model, ...]) -> None:
    """One Parquet and one CSV file for each KPI table, ordered by its key."""
    # It imports Arrow, which who only asks for the current version need not wait for.
    from warehouse.evidence_file import write_evidence

    published = _published(models)
    evidence = [model for model in published if model.table == "kpi.evidence" and model.is_view]
    with duckdb.connect(str(database), read_only=True, config={"threads": 1}) as connection:
        for model in published:
            if model not in evidence:
                _write_table(connection, model, *_files(folder, model))
    for model in evidence:
        write_evidence(database, *_files(folder, model))


def _write_table(connection: duckdb.DuckDBPyConnection, model: Model, parquet: Path, csv: Path) -> None:
    query = f"select * from {model.table} order by {', '.join(model.key)}"
    target = str(parquet).replace("'", "''")
    connection.execute(f"copy ({query}) to '{target}' (format parquet, compression zstd)")
    # From the file that is there: it is in order already, and is not held in memory as a whole.
    write_csv(pl.scan_parquet(parquet), csv)


def _files(folder: Path, model: Model) -> tuple[Path, Path]:
    return folder / f"{model.name}.parquet", folder / f"{model.name}.csv"


def write_package(folder: Path, version: str, models: tuple[Model, ...]) -> dict[str, str]:
    """Describe the CSV files as a Frictionless data package: names, types, keys and what each column means.

    Returns:
        The sha256 of each CSV file, by its name: the manifest tells it as well, and a large file takes long to hash.
    """
    published = _published(models)
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
