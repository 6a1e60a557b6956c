"""Data folders for the tests of this folder: one to change, and an empty inbox."""

import re
import shutil
from pathlib import Path

import pytest

from tests.flows.nights import ROOT


@pytest.fixture
def data(published_samples, tmp_path):
    """A copy of that data folder, free to be changed."""
    return Path(shutil.copytree(published_samples[0], tmp_path / "data", symlinks=True))


@pytest.fixture
def inbox(tmp_path):
    """An empty folder source with its own configuration: (configs, folder)."""
    configs = Path(shutil.copytree(ROOT / "configs", tmp_path / "project" / "configs"))
    settings = configs / "settings.yml"
    # What shows a version takes seconds; tests/report looks at it.
    settings.write_text(re.sub(r"\b(page|workbook): true", r"\1: false", settings.read_text("utf-8")), "utf-8")
    folder = tmp_path / "project" / "inbox"
    folder.mkdir()
    (configs / "sources.yml").write_text(
        "sources:\n"
        "  - {code: inbox, programme: gwangju-ai, kind: folder, name: In, path: inbox, owner: us, licence: own}\n"
        "  - {code: by-hand, programme: gwangju-ai, kind: hand, name: By hand, owner: us, licence: own}\n",
        "utf-8",
    )
    return configs, folder
