"""Where things lie. Commands that only look at what is published import this and not the whole configuration."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class MissingPlace(ValueError):
    """A folder that a command needs is not there. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """The data folder and what it holds (DESIGN: section 7, files)."""

    data: Path

    @property
    def raw(self) -> Path:
        return self.data / "raw"

    @property
    def extracted(self) -> Path:
        return self.data / "extracted"

    @property
    def ops(self) -> Path:
        return self.data / "ops"

    @property
    def published(self) -> Path:
        return self.data / "published"

    @property
    def work(self) -> Path:
        """Candidates that are being built and judged; nothing here outlives a run."""
        return self.data / "work"

    @property
    def cache(self) -> Path:
        """What can be built again at any time: versions as they would have been on an earlier day."""
        return self.data / "cache"

    @property
    def prefect_home(self) -> Path:
        return self.data / "prefect"

    @property
    def lock(self) -> Path:
        return self.data / "run.lock"


def find_data(given: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """``--data``, else MOU_DATA, else ./data. It need not exist yet."""
    return Path(given or environ.get("MOU_DATA") or "data").absolute()


def find_configs(given: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """``--configs``, else MOU_CONFIGS, else ./configs.

    Raises:
        MissingPlace: There is no such folder.
    """
    folder = Path(given or environ.get("MOU_CONFIGS") or "configs").absolute()
    if not folder.is_dir():
        raise MissingPlace(
            f"{folder}: no configuration folder. Name it with --configs or MOU_CONFIGS, or start beside configs/."
        )
    return folder
