"""What a version is made of, and the digest that tells whether tonight's would differ from the current one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import expectations
import report
import warehouse
from flows.settings import Settings
from flows.web_sources import HOW_IT_IS_FETCHED


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of state that one build reads, listed once: what is added meanwhile waits for the next night."""

    captures: tuple[Path, ...]
    readings: tuple[Path, ...]
    statements: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Digests:
    """sha256 of each kind of input. Files of state are written once under names that carry their content's id."""

    state: str
    configuration: str
    code: str

    @property
    def inputs(self) -> str:
        return _sha256([self.state.encode(), self.configuration.encode(), self.code.encode()])


def digests(settings: Settings, snapshot: Snapshot) -> Digests:
    return Digests(_state(snapshot), _configuration(settings), code_digest())


def _state(snapshot: Snapshot) -> str:
    names = [
        f"{kind}/{path.name}"
        for kind, paths in (
            ("captures", snapshot.captures),
            ("readings", snapshot.readings),
            ("statements", snapshot.statements),
        )
        for path in paths
    ]
    return _sha256(name.encode() for name in sorted(names))


def _configuration(settings: Settings) -> str:
    """What the build joins in. The reading cues are left out: they act through readings, which are state.

    What is expected of a source is left out as well: it decides what is told, not what is published.
    """
    programmes = (
        settings.programmes[code].model_dump_json(exclude={"reading"}) for code in sorted(settings.programmes)
    )
    sources = (source.model_dump_json(exclude=HOW_IT_IS_FETCHED) for source in settings.sources)
    others = (settings.organisations, settings.corrections, settings.regions)
    parts = (*programmes, *sources, *(model.model_dump_json() for model in others))
    return _sha256(part.encode() for part in parts)


@cache
def code_digest() -> str:
    """The rooms that decide what is published: the models, the builder, the checks, the page."""
    files: list[Path] = []
    for room in (warehouse, expectations, report):
        folder = Path(str(room.__file__)).parent
        files += [path for path in folder.rglob("*") if path.suffix in {".py", ".sql", ".html", ".css", ".js"}]
    return _sha256(path.name.encode() + path.read_bytes() for path in sorted(files))


def _sha256(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()
