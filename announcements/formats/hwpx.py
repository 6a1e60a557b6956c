"""HWPX: the open form of Hangul documents, XML in a package. Paragraphs and tables of every section, in order."""

from __future__ import annotations

import re
from typing import Any

from announcements.decode import Undecodable
from announcements.formats.blocks import Cell, paragraphs, table
from announcements.formats.xml import name, tree
from announcements.formats.zipped import Package

_SECTION = re.compile(r"Contents/section(\d+)\.xml")


def parse(data: bytes, detail: str, declared: str | None) -> tuple[str, str]:
    package = Package(data)
    sections = sorted((int(m[1]), m[0]) for m in map(_SECTION.fullmatch, package.names) if m)
    if not sections:
        raise Undecodable("it holds no Contents/section0.xml: not an HWPX document.")
    lines = [line for _, member in sections for line in _paragraphs(tree(package.read(member)))]
    return "\n".join(lines), "utf-8"


def _paragraphs(parent: Any) -> list[str]:
    return [line for child in parent if name(child) == "p" for line in _paragraph(child)]


def _paragraph(paragraph: Any) -> list[str]:
    """The paragraph's own text, and after it the tables and boxes that hang on it."""
    text: list[str] = []
    hanging: list[str] = []
    for run in (child for child in paragraph if name(child) == "run"):
        for child in run:
            match name(child):
                case "t":
                    text.append(_characters(child))
                case "tbl":
                    hanging += table([[_cell(c) for c in row if name(c) == "tc"] for row in child if name(row) == "tr"])
                case "rect" | "container" | "ellipse":
                    hanging += [line for box in child.iter() if name(box) == "subList" for line in _paragraphs(box)]
    return paragraphs("".join(text).split("\n")) + hanging


def _characters(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        match name(child):
            case "lineBreak":
                parts.append("\n")
            case "tab" | "nbSpace" | "fwSpace":
                parts.append(" ")
            case "hyphen":
                parts.append("-")
            case "deleteBegin":
                break
        parts.append(child.tail or "")
    return "".join(parts)


def _cell(cell: Any) -> Cell:
    lines = [line for child in cell if name(child) == "subList" for line in _paragraphs(child)]
    span = next((child for child in cell if name(child) == "cellSpan"), None)
    rows = int(span.get("rowSpan", "1")) if span is not None else 1
    return Cell(tuple(lines), rows)
