"""Word documents (DOCX): paragraphs and tables of the main part, in their order. Deleted text stays deleted."""

from __future__ import annotations

from typing import Any

from announcements.formats.blocks import Cell, paragraphs, table
from announcements.formats.xml import attribute, name, tree
from announcements.formats.zipped import Package


def parse(data: bytes, detail: str, declared: str | None) -> tuple[str, str]:
    body = next(child for child in tree(Package(data).read("word/document.xml")) if name(child) == "body")
    return "\n".join(_blocks(body)), "utf-8"


def _blocks(parent: Any) -> list[str]:
    lines: list[str] = []
    for child in parent:
        match name(child):
            case "p":
                lines += paragraphs(_text(child).split("\n"))
            case "tbl":
                lines += table(_rows(child))
            case "sdt" | "sdtContent" | "ins":
                lines += _blocks(child)
    return lines


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    for element in paragraph.iter():
        match name(element):
            case "t":
                parts.append(element.text or "")
            case "tab":
                parts.append(" ")
            case "br" | "cr":
                parts.append("\n")
    return "".join(parts)


def _rows(element: Any) -> list[list[Cell]]:
    """Cells by row; one that continues the cell above repeats its text."""
    rows: list[list[Cell]] = []
    for row in (child for child in element if name(child) == "tr"):
        cells: list[Cell] = []
        for cell in (child for child in row if name(child) == "tc"):
            above = rows[-1][len(cells)] if rows and len(rows[-1]) > len(cells) and _continues(cell) else None
            cells.append(above or Cell(tuple(_blocks(cell))))
        rows.append(cells)
    return rows


def _continues(cell: Any) -> bool:
    merge = next((e for e in cell.iter() if name(e) == "vMerge"), None)
    return merge is not None and (attribute(merge, "val") or "continue") == "continue"
