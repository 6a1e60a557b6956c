"""HWP 5 (Hangul's binary form): sections of records in an OLE file. Paragraphs and tables, in order.

The record format is the one that Hancom publishes; what is read here is text, tables and nothing else. Documents
with a password and documents prepared for distribution hold encrypted text and are refused.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from announcements.decode import Undecodable
from announcements.formats.blocks import Cell, paragraphs, table

MOST_BYTES = 60_000_000
PARA_TEXT, CTRL_HEADER, LIST_HEADER = 67, 71, 72
COMPRESSED, PASSWORD, DISTRIBUTED = 1, 2, 4
# Control characters that stand for something of eight units (16 bytes), and those of a single unit.
_EIGHT_UNITS = frozenset(range(1, 24)) - {10, 13}
_AS_TEXT = {9: " ", 10: "\n", 13: "\n", 24: "-", 30: " ", 31: " "}
_SECTION = re.compile(r"Section(\d+)")


@dataclass(frozen=True, slots=True)
class Record:
    tag: int
    level: int
    data: bytes


def parse(data: bytes, detail: str, declared: str | None) -> tuple[str, str]:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        flags = struct.unpack_from("<I", ole.openstream("FileHeader").read(), 36)[0]
        if flags & (PASSWORD | DISTRIBUTED):
            raise Undecodable("it is locked by a password or prepared for distribution. Ask for the open document.")
        found = (_SECTION.fullmatch(path[1]) for path in ole.listdir() if path[0] == "BodyText" and len(path) == 2)
        numbers = sorted(int(match[1]) for match in found if match)
        lines: list[str] = []
        for number in numbers:
            stream = ole.openstream(f"BodyText/Section{number}").read()
            records = list(_records(_unpacked(stream) if flags & COMPRESSED else stream))
            lines += _lines(records, 0, len(records))
    return "\n".join(lines), "utf-16-le"


def _unpacked(stream: bytes) -> bytes:
    unpacker = zlib.decompressobj(-15)
    data = unpacker.decompress(stream, MOST_BYTES)
    if unpacker.unconsumed_tail:
        raise Undecodable(f"a section unpacks to more than {MOST_BYTES / 1e6:.0f} MB.")
    return data


def _records(data: bytes) -> Iterator[Record]:
    position = 0
    while position + 4 <= len(data):
        header = struct.unpack_from("<I", data, position)[0]
        tag, level, size = header & 0x3FF, (header >> 10) & 0x3FF, header >> 20
        position += 4
        if size == 0xFFF:
            if position + 4 > len(data):
                return
            size = struct.unpack_from("<I", data, position)[0]
            position += 4
        yield Record(tag, level, data[position : position + size])
        position += size


def _lines(records: list[Record], start: int, end: int) -> list[str]:
    """The paragraphs of a stretch of records; a table's records are taken together."""
    lines: list[str] = []
    index = start
    while index < end:
        record = records[index]
        if record.tag == CTRL_HEADER and record.data[:4] == b" lbt":
            after = _after(records, index, end)
            lines += table(_rows(records, index + 1, after))
            index = after
            continue
        if record.tag == PARA_TEXT:
            lines += paragraphs(_text(record.data).split("\n"))
        index += 1
    return lines


def _after(records: list[Record], index: int, end: int) -> int:
    """The first record behind all that belongs to the one at ``index``."""
    level = records[index].level
    return next((i for i in range(index + 1, end) if records[i].level <= level), end)


def _rows(records: list[Record], start: int, end: int) -> list[list[Cell]]:
    """Cells by row. A cell begins with a list header one level below the table and holds all up to the next."""
    if start >= end:
        return []
    level = records[start].level
    heads = [i for i in range(start, end) if records[i].tag == LIST_HEADER and records[i].level == level]
    rows: dict[int, list[tuple[int, Cell]]] = {}
    for head, stop in zip(heads, [*heads[1:], end], strict=True):
        if len(records[head].data) < 16:
            continue
        column, row, _, spanned = struct.unpack_from("<4H", records[head].data, 8)
        cell = Cell(tuple(_lines(records, head + 1, stop)), spanned)
        rows.setdefault(row, []).append((column, cell))
    return [[cell for _, cell in sorted(cells, key=lambda one: one[0])] for _, cells in sorted(rows.items())]


def _text(data: bytes) -> str:
    units = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    kept: list[int] = []
    index = 0
    while index < len(units):
        unit = units[index]
        if unit in _AS_TEXT:
            kept += _AS_TEXT[unit].encode("utf-16-le")
        elif unit >= 32:
            kept += unit.to_bytes(2, "little")
        index += 8 if unit in _EIGHT_UNITS else 1
    return bytes(kept).decode("utf-16-le", errors="replace")
