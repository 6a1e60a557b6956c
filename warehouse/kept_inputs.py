"""What a version was built from, kept in its folder: the names of its files of state, and the configuration as frames.

With them the version can be built again, or built as it would have been on an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from warehouse.frames import EMPTY
from warehouse.lake import Lake
from warehouse.load import Inputs

FOLDER = "inputs"
STATE = "state.parquet"
KINDS = ("captures", "readings", "statements")


class InputsNotKept(Exception):
    """A version that cannot be built again; the message says what is missing."""


def write_inputs(folder: Path, inputs: Inputs) -> None:
    """Write ``folder/inputs``: one Parquet file with the names of the files of state, one a frame that has rows."""
    target = folder / FOLDER
    target.mkdir(parents=True)
    files: Mapping[str, Iterable[Path]] = dict(
        zip(KINDS, (inputs.captures, inputs.readings, inputs.statements), strict=True)
    )
    rows = [(kind, path.name) for kind in KINDS for path in sorted(files[kind])]
    pl.DataFrame(rows, schema={"kind": pl.String, "name": pl.String}, orient="row").write_parquet(target / STATE)
    for name, frame in inputs.frames.items():
        if frame.height:
            frame.write_parquet(target / f"config_{name}.parquet")


def read_inputs(version: Path, folders: Mapping[str, Path], lake: Lake | None = None) -> Inputs:
    """The inputs of a published version.

    Args:
        folders: Where the files of each kind lie (captures, readings, statements).
        lake: Where readings and statements are, if they are no files.

    Raises:
        InputsNotKept: The version does not say what it was built from, or a file of state is gone.
    """
    kept = version / FOLDER
    if not (kept / STATE).exists():
        raise InputsNotKept(
            f"{version}: was published before versions kept their inputs. Versions that 'mou run' publishes now do."
        )
    names = pl.read_parquet(kept / STATE)
    paths = {kind: [folders[kind] / name for name in names.filter(kind=kind)["name"]] for kind in KINDS}
    there = _partitions(lake) if lake else None
    gone = [
        str(path)
        for kind, found in paths.items()
        for path in found
        if not (path.exists() if there is None or kind == "captures" else path.name in there)
    ]
    if gone:
        raise InputsNotKept(
            f"{version.name}: {len(gone)} files of state that it was built from are gone ({gone[0]}, …): "
            "a takedown rewrote them, or they were lost. Restore them from a backup, or compare with a newer version."
        )
    frames = {name: pl.read_parquet(file) for name in EMPTY if (file := kept / f"config_{name}.parquet").exists()}
    if "publisher" in frames and "programme_code" not in frames["publisher"].columns:
        # Until ranks were each programme's own, they held for all.
        frames["publisher"] = frames["programme"].select("programme_code").join(frames["publisher"], how="cross")
    return Inputs(paths["captures"], paths["readings"], paths["statements"], frames, lake=lake)


def _partitions(lake: Lake) -> set[str]:
    from warehouse.lake_records import partition_names

    return set(partition_names(lake))
