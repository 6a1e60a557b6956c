"""The generated pages of docs/: ``make docs`` writes them, a test compares them with what stands there."""

from pathlib import Path

from warehouse.dictionary import render

DOCS = Path(__file__).parents[1] / "docs"


def pages() -> dict[Path, str]:
    return {DOCS / "data_dictionary.md": render()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
        print(path)
