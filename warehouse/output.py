"""Shows rows to people and programs: aligned text, CSV, JSON lines, Parquet."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = (int, float, Decimal)


def format_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, max_width: int = 60) -> str:
    """Align rows for a terminal; a Korean syllable takes two places, numbers stand to the right."""
    shown = [[_shorten(_cell(value), max_width) for value in row] for row in rows]
    widths = [max(map(width, [name, *(row[i] for row in shown)])) for i, name in enumerate(columns)]
    right = [any(_is_number(row[i]) for row in rows) for i in range(len(columns))]
    lines = ["  ".join(_pad(name, widths[i], right[i]) for i, name in enumerate(columns)).rstrip()]
    lines.append("  ".join("-" * places for places in widths))
    lines.extend("  ".join(_pad(text, widths[i], right[i]) for i, text in enumerate(row)).rstrip() for row in shown)
    return "\n".join(lines) + "\n"


def width(text: str) -> int:
    """How many places a terminal gives a text: two for wide characters, none for combining marks."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def format_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """RFC 4180, without the byte order mark; texts that a spreadsheet would run get an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(value) for value in row] for row in rows)
    return stream.getvalue()


def format_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """One JSON object a line."""
    lines = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_plain) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def write_parquet(columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]], path: Path) -> None:
    """Write rows to a Parquet file under their DuckDB types."""
    import duckdb

    with duckdb.connect() as connection:
        described = ", ".join(
            f'"{name.replace(chr(34), chr(34) * 2)}" {kind}' for name, kind in zip(columns, types, strict=True)
        )
        connection.execute(f"create table answer ({described})")
        if rows:
            connection.executemany(
                f"insert into answer values ({', '.join('?' * len(columns))})", [list(row) for row in rows]
            )
        target = str(path).replace("'", "''")
        connection.execute(f"copy answer to '{target}' (format parquet, compression zstd)")


FORMATS: dict[str, Callable[[Sequence[str], Sequence[Sequence[Any]]], str]] = {
    "table": format_table,
    "csv": format_csv,
    "json": format_json,
}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # Line breaks and control characters would break the lines, or steer the terminal.
    return "".join(char if char.isprintable() else " " for char in str(value))


def _is_number(value: Any) -> bool:
    return isinstance(value, NUMBER) and not isinstance(value, bool)


def _shorten(text: str, places: int) -> str:
    if width(text) <= places:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > places - 1:
            break
        kept += char
    return kept + "…"


def _pad(text: str, places: int, is_right: bool) -> str:
    space = " " * (places - width(text))
    return space + text if is_right else text + space


def _guarded(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
