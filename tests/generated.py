"""The generated pages of docs/: ``make docs`` writes them, tests compare them with what stands there."""

import tempfile
from pathlib import Path

from tests import cookbook
from tests.flows.nights import plain_night
from warehouse.dictionary import render

DOCS = Path(__file__).parents[1] / "docs"


def pages() -> dict[Path, str]:
    return {DOCS / "data_dictionary.md": render()}


def answered_cookbook() -> str:
    """The cookbook with its answers; takes a night on the bundled announcements."""
    with tempfile.TemporaryDirectory() as folder:
        plain_night(Path(folder))
        database = Path(folder) / "published" / "current" / "published.duckdb"
        return cookbook.filled(cookbook.PAGE.read_text("utf-8"), database)


if __name__ == "__main__":
    for path, text in {**pages(), cookbook.PAGE: answered_cookbook()}.items():
        path.write_text(text, "utf-8")
        print(path)
