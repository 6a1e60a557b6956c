"""CSV in CP949, for Korean programs that know nothing else, with a list of what it could not hold."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENCODING = "cp949"
SUBSTITUTE = "〓"
"""Stands for a letter that CP949 does not have: printers' sign for a missing letter, which no text here uses."""


@dataclass(frozen=True, slots=True)
class Unwritable:
    """A letter in one cell that CP949 does not have."""

    row: int
    """The line of the table, its header aside, counted from 1."""
    column: str
    letter: str

    @property
    def name(self) -> str:
        return unicodedata.name(self.letter, "a character without a name")


def write_cp949(source: Path, target: Path) -> list[Unwritable]:
    """Write a published CSV file (UTF-8 with BOM, formulas guarded) in CP949.

    Returns:
        Each letter that could not be written, in order; SUBSTITUTE stands in its place.
    """
    lost: list[Unwritable] = []
    with (
        source.open(encoding="utf-8-sig", newline="") as read,
        target.open("w", encoding=ENCODING, newline="") as written,
    ):
        writer = csv.writer(written, lineterminator="\r\n")
        rows = csv.reader(read)
        header = next(rows)
        writer.writerow(header)
        for number, row in enumerate(rows, start=1):
            lost += [
                Unwritable(number, column, letter)
                for column, text in zip(header, row, strict=True)
                for letter in _unwritable(text)
            ]
            writer.writerow(["".join(SUBSTITUTE if _is_lost(letter) else letter for letter in text) for text in row])
    return lost


def write_list(lost: list[Unwritable], target: Path) -> None:
    """The list of what could not be written, as CSV (UTF-8 with BOM): row, column, letter, code point, name."""
    with target.open("w", encoding="utf-8-sig", newline="") as written:
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(["row", "column", "letter", "code_point", "name"])
        for one in lost:
            writer.writerow([one.row, one.column, one.letter, f"U+{ord(one.letter):04X}", one.name])


def _unwritable(text: str) -> Iterator[str]:
    try:
        text.encode(ENCODING)
    except UnicodeEncodeError:
        yield from (letter for letter in text if _is_lost(letter))


def _is_lost(letter: str) -> bool:
    try:
        letter.encode(ENCODING)
    except UnicodeEncodeError:
        return True
    return False
