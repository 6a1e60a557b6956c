"""Text laid out in paragraphs and tables, written so that a person and the reader can follow it: a line each.

A row of a table is one line, its cells joined by `` | ``; a cell that spans rows is repeated in each of them, so that
every row says what it is about. A table of one column is layout, not data: its cells are lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_ROWS_SPANNED = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as written, with how many rows and columns it covers."""

    lines: tuple[str, ...]
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def squeezed(text: str) -> str:
    """A paragraph on one line, with single spaces."""
    return " ".join(text.split())


def paragraphs(texts: Iterable[str]) -> list[str]:
    """Non-empty paragraphs."""
    return [line for line in map(squeezed, texts) if line]


def table(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table."""
    filled = [_with_spans(row, spanning) for row, spanning in _spans(rows)]
    if max((len(row) for row in filled), default=0) <= 1:
        return [line for row in filled for cell in row for line in cell.lines]
    return [" | ".join(cell.text for cell in row) for row in filled if any(cell.text for cell in row)]


def _spans(rows: Sequence[Sequence[Cell]]) -> Iterable[tuple[Sequence[Cell], dict[int, Cell]]]:
    """Each row with the cells from above that reach into it, by column."""
    reaching: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        yield row, {column: cell for column, (cell, left) in reaching.items() if left > 0}
        reaching = {column: (cell, left - 1) for column, (cell, left) in reaching.items() if left > 1}
        column = 0
        for cell in row:
            while column in reaching:
                column += 1
            if cell.rows > 1:
                reaching[column] = (cell, min(cell.rows, MOST_ROWS_SPANNED) - 1)
            column += 1


def _with_spans(row: Sequence[Cell], spanning: dict[int, Cell]) -> list[Cell]:
    cells = list(row)
    for column in sorted(spanning):
        cells.insert(column, spanning[column])
    return cells
