"""The archive: bytes as fetched, named by their sha256, and a record of every capture.

``raw/ab/abcd….bin`` is written once and never changed; ``raw/captures/*.jsonl`` gains a file a run or action.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from announcements.files import finished_files, readable, write_whole
from announcements.records import Capture, Recipe, content_id

CAPTURE_SCHEMA = pl.Schema(
    {
        "capture_id": pl.String,
        "document_id": pl.String,
        "source_code": pl.String,
        "programme_code": pl.String,
        "url": pl.String,
        "publisher": pl.String,
        "published_at": pl.String,
        "fetched_at": pl.String,
        "media_type": pl.String,
        "encoding": pl.String,
        "status": pl.String,
        "etag": pl.String,
        "bytes_count": pl.Int64,
        "recipe": pl.String,
        "superseded_at": pl.String,
        "superseded_by": pl.String,
    }
)


class Archive:
    """What was published, as it was published. ``raw`` is the archive's folder."""

    def __init__(self, raw: Path, forgotten: Collection[str] = ()) -> None:
        """``forgotten``: documents that were taken down; their bytes are not kept again."""
        self.raw = raw
        self.forgotten = forgotten

    def put(self, data: bytes) -> str:
        """Keep the bytes; return their document id. Bytes that are there already are left alone."""
        document_id = hashlib.sha256(data).hexdigest()
        path = self._path(document_id)
        if document_id not in self.forgotten and not path.exists():
            write_whole(path, data, mode=0o444)
        return document_id

    def get(self, document_id: str) -> bytes:
        """The bytes of a document.

        Raises:
            FileNotFoundError: They were never archived, or were taken down by ``mou forget``.
        """
        return self._path(document_id).read_bytes()

    def append(self, run_id: str, captures: Iterable[Capture]) -> Path | None:
        """Record captures in a file of their own; None when there are none."""
        data = _as_lines(map(asdict, captures))
        if not data:
            return None
        path = self.raw / "captures" / f"{run_id}-{content_id(data)}.jsonl"
        write_whole(path, data, mode=0o444)
        return path

    def supersede(self, capture_ids: Mapping[str, str], document_id: str) -> None:
        """Note, before a document is taken down, which captures it took the place of, and when: they stay withdrawn."""

        def noted(line: dict[str, Any]) -> dict[str, Any]:
            if (at := capture_ids.get(line["capture_id"])) is None:
                return line
            return {**line, "superseded_at": at, "superseded_by": document_id}

        self._rewrite(noted)

    def forget(self, document_id: str) -> None:
        """Take a document down: its bytes go, and every file of captures is written anew without it."""
        self._rewrite(lambda line: None if line["document_id"] == document_id else line)
        self._path(document_id).unlink(missing_ok=True)

    def _rewrite(self, change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
        """Write every file of captures anew in which a line changes, or goes (None)."""
        for file in self.capture_files():
            lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            changed = [change(line) for line in lines]
            if changed == lines:
                continue
            if kept := [line for line in changed if line is not None]:
                data = _as_lines(kept)
                name = f"{file.stem.rsplit('-', 1)[0]}-{content_id(data)}.jsonl"
                write_whole(file.with_name(name), data, mode=0o444)
            file.unlink()

    def is_there(self) -> bool:
        """Whether this machine sees the archive at all."""
        return (self.raw / "captures").exists()

    def capture_files(self) -> list[Path]:
        return finished_files(self.raw / "captures", ".jsonl")

    def captures(self) -> pl.DataFrame:
        """Every capture ever recorded, in the order of recording (columns of ``Capture``)."""
        files = self.capture_files()
        if not files:
            return CAPTURE_SCHEMA.to_frame()
        return pl.concat([pl.read_ndjson(readable(file), schema=CAPTURE_SCHEMA) for file in files])

    def recipes(self) -> dict[str, set[Recipe]]:
        """How the text of each document is made, by its captures: two sources may cut the same page differently."""
        recipes: dict[str, set[Recipe]] = {}
        for document_id, *recipe in self.captures().select("document_id", "recipe", "encoding").iter_rows():
            recipes.setdefault(document_id, set()).add((recipe[0], recipe[1]))
        return recipes

    def name_of(self, document_id: str) -> str:
        """Where the bytes of a document lie, below the data folder (or the store in its place)."""
        return f"raw/{document_id[:2]}/{document_id}.bin"

    def _path(self, document_id: str) -> Path:
        return self.raw / document_id[:2] / f"{document_id}.bin"


def _as_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False, sort_keys=True)}\n" for row in rows).encode()
