"""What a version shows beside its tables: the page, the workbook, checksums. The same version gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.configuration import Report

PAGE, WORKBOOK, CHECKSUMS = "report/index.html", "mou-kpi.xlsx", "SHA256SUMS"


def show(folder: Path, version: str, wanted: Report) -> None:
    """Write into a version's folder what the settings want, from the database that lies there."""
    for name in (PAGE, WORKBOOK):
        if (name == PAGE and wanted.page) or (name == WORKBOOK and wanted.workbook):
            write_shown(folder / "published.duckdb", version, name, folder)
    (folder / CHECKSUMS).write_text("".join(_checksums(folder)), encoding="utf-8")


def write_shown(database: Path, version: str, name: str, folder: Path) -> Path:
    """Write one of the files that show a version. Libraries that draw are imported only now: they take seconds."""
    if name == PAGE:
        from report.page import write_page

        return write_page(database, version, folder / "report")
    from report.exports.workbook import write_workbook

    return write_workbook(database, version, folder / WORKBOOK)


def _checksums(folder: Path) -> Iterator[str]:
    """A line a file, as ``sha256sum --check`` reads them; manifest.json has them too, and is written last."""
    from warehouse.publish import file_hashes

    for name, digest in file_hashes(folder).items():
        yield f"{digest}  {name}\n"
