"""Where things are and what the configuration says, read once and frozen. Only this room reads ``configs/``.

Paths come from the command line or the environment (MOU_CONFIGS, MOU_DATA); everything else from the files.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.alerts.configuration import Alerts
from flows.configuration import (
    Corrections,
    FolderSource,
    Night,
    Organisations,
    Programme,
    Regions,
    Source,
    Sources,
)
from flows.places import Places, find_configs, find_data
from flows.state import State, place
from flows.web_sources import WebSource
from flows.yaml_file import ConfigurationError, read_yaml


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a night needs to know."""

    places: Places
    configs: Path
    night: Night
    programmes: Mapping[str, Programme]
    sources: tuple[Source, ...]
    organisations: Organisations
    corrections: Corrections
    regions: Regions
    alerts: Alerts

    @property
    def state(self) -> State:
        """Where raw and extracted live."""
        return State.of(self.places, self.night.storage)

    def folder_of(self, source: FolderSource) -> Path:
        """The source's folder, or what acts as one on an fsspec store."""
        return self.path_of(source.path)

    def path_of(self, path: str) -> Path:
        """A source's file or folder; a relative path counts from the folder that holds ``configs/``."""
        return place(path) if "://" in path else self.configs.parent / path


def load_settings(
    configs: str | None = None, data: str | None = None, environ: Mapping[str, str] = os.environ
) -> Settings:
    """Read every file of ``configs/``.

    Raises:
        ConfigurationError: The folder or a file is missing or wrong; the message says which key and what to do.
    """
    folder = find_configs(configs, environ)
    programmes = _programmes(folder)
    sources = read_yaml(folder / "sources.yml", Sources).sources
    _check_sources(folder / "sources.yml", sources, programmes)
    night = read_yaml(folder / "settings.yml", Night)
    if night.fetching.contact is None and (fetched := [s.code for s in sources if isinstance(s, WebSource)]):
        raise ConfigurationError(
            f"{folder / 'settings.yml'}: fetching.contact is missing, and {', '.join(fetched)} is on the web. "
            "Give an address or a page by which the sites' owners reach you."
        )
    if night.default_programme not in programmes:
        raise ConfigurationError(
            f"{folder / 'settings.yml'}: default_programme is {night.default_programme!r}; "
            f"known are {sorted(programmes)}."
        )
    return Settings(
        places=Places(find_data(data, environ)),
        configs=folder,
        night=night,
        programmes=programmes,
        sources=sources,
        organisations=read_yaml(folder / "organisations.yml", Organisations),
        corrections=read_yaml(folder / "corrections.yml", Corrections),
        regions=read_yaml(folder / "regions.yml", Regions),
        alerts=read_yaml(folder / "alerts.yml", Alerts),
    )


def _programmes(folder: Path) -> dict[str, Programme]:
    files = sorted((folder / "programmes").glob("*.yml"))
    if not files:
        raise ConfigurationError(
            f"{folder / 'programmes'}: no programme. Add a file <code>.yml; docs/new_programme.md says how."
        )
    programmes: dict[str, Programme] = {}
    for file in files:
        programme = read_yaml(file, Programme)
        for key, code in (("code", programme.code), ("reading.code", programme.reading.code)):
            if code != file.stem:
                raise ConfigurationError(f"{file}: {key} is {code!r}. It must be the file's name, {file.stem!r}.")
        programmes[programme.code] = programme
    return programmes


def _check_sources(file: Path, sources: tuple[Source, ...], programmes: Mapping[str, Programme]) -> None:
    seen: set[str] = set()
    for source in sources:
        if source.code in seen:
            raise ConfigurationError(
                f"{file}: sources[{source.code}] stands twice. Give each source a code of its own."
            )
        seen.add(source.code)
        if source.programme not in programmes:
            raise ConfigurationError(
                f"{file}: sources[{source.code}].programme is {source.programme!r}; known are {sorted(programmes)}."
            )
