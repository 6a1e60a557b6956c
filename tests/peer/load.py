"""The peer's loading: dlt brings what was read into DuckDB, as Arrow batches (its fastest road) or as its tutorials do.

Runs in the peer's own environment: ``python load.py FOLDER DATABASE [rows]``. FOLDER holds ``captures.json``, Parquet
files of readings, statements and quote checks, and ``config_*.parquet``. With ``rows`` each row is a dictionary, as a
function that reads announcements gives them.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dlt
import pyarrow as pa
import pyarrow.json
import pyarrow.parquet

BATCH = 100_000
# dlt would make JSON of it, and no model reads it.
LEFT_OUT = {"context_statement_ids"}
TEXTS = ("published_at", "fetched_at", "superseded_at", "superseded_by")


def batches(path: Path) -> Iterator[pa.Table]:
    if path.suffix == ".json":
        # Days and instants stay as they were written: reading them is the models' work. Columns that are empty here
        # would be left out by dlt without a type.
        texts = pa.schema([(name, pa.string()) for name in TEXTS])
        yield pyarrow.json.read_json(path, parse_options=pyarrow.json.ParseOptions(explicit_schema=texts))
        return
    file = pyarrow.parquet.ParquetFile(path)
    columns = [name for name in file.schema_arrow.names if name not in LEFT_OUT]
    if file.metadata.num_rows == 0:
        yield file.read(columns)
    for batch in file.iter_batches(BATCH, columns=columns):
        yield pa.Table.from_batches([batch])


def dictionaries(path: Path) -> Iterator[list[dict[str, Any]]]:
    for batch in batches(path):
        yield batch.to_pylist()


def main(folder: Path, database: Path, *, by_rows: bool) -> None:
    pipeline = dlt.pipeline(
        "mou",
        destination=dlt.destinations.duckdb(str(database)),
        dataset_name="landing",
        pipelines_dir=str(folder / "dlt"),
    )
    files = [*folder.glob("captures.json"), *sorted(folder.glob("*.parquet"))]
    read = dictionaries if by_rows else batches
    resources = [dlt.resource(read(path), name=path.stem, write_disposition="append") for path in files]
    print(pipeline.run(resources, loader_file_format="parquet"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), by_rows=sys.argv[3:] == ["rows"])
