"""Numbers on the page and the sentences behind them: each number links to its evidence by a fragment of its own."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from report.published import Cell, Published, Row, kpi_key, sentences
from report.words import Both, as_words

SHOWN = 12
"""Sentences of one number on the page; where there are more, it says how many and where they are."""


class Cells:
    """Writes numbers as links and remembers which ones the page shows."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._shown: dict[Cell, dict[str, Any]] = {}

    def number(self, table: str, row: Row, column: str, label: Both, suffix: str = "") -> Markup:
        """A value of a KPI table: a link where sentences stand behind it, a dash where it is null."""
        value = row[column]
        if value is None:
            return Markup('<span class="null">–</span>')
        text = f"{as_words(value).ko}{suffix}"
        cell = Cell(table, kpi_key(table, row), column)
        if cell not in self._published.backed:
            return escape(text)
        self._shown.setdefault(cell, {"value": text, "ko": label.ko, "en": label.en})
        # A browser finds an id only as a fragment of plain letters; the key is told beside the sentences.
        return Markup('<a class="number" href="#{}">{}</a>').format(fragment(cell), text)

    def evidence(self, database: Path) -> str:
        """Everything behind the numbers shown, as JSON that may stand inside a script element."""
        cells = sorted(self._shown, key=lambda cell: (cell.table, cell.key, cell.column))
        found = sentences(database, cells)
        pool = _Pool()
        told = {
            fragment(cell): {
                **self._shown[cell],
                "cell": f"kpi.{cell.table} · {cell.key} · {cell.column}",
                "said": [pool.place(row) for row in found[cell][:SHOWN]],
                "more": max(len(found[cell]) - SHOWN, 0),
            }
            for cell in cells
        }
        return script_json({"cells": told, "sentences": pool.sentences, "documents": pool.documents})


class _Pool:
    """Sentences and documents, each written once however many numbers rest on it."""

    def __init__(self) -> None:
        self.sentences: list[list[Any]] = []
        self.documents: list[list[str]] = []
        self._places: dict[Any, int] = {}

    def place(self, row: Row) -> int:
        document = [row["publisher"], row["url"] or "", str(row["published_date"] or "")]
        entry = [row["quote_public"], self._put(tuple(document), self.documents, document), row["rules"]]
        return self._put((*entry[:2], *entry[2]), self.sentences, entry)

    def _put(self, key: Any, pool: list[Any], entry: Any) -> int:
        if key not in self._places:
            self._places[key] = len(pool)
            pool.append(entry)
        return self._places[key]


def fragment(cell: Cell) -> str:
    """The part of the address after ``#`` that opens a number's evidence; the same in every version."""
    return "e-" + hashlib.sha256("\n".join((cell.table, cell.key, cell.column)).encode()).hexdigest()[:12]


def script_json(value: Any) -> str:
    """JSON that no HTML parser can take for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
