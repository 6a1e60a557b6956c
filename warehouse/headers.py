"""Headers of SQL models: what a table is, read from the comment that opens its file.

The header is the only description of a table. The builder orders models by ``reads``, checks the columns made
against ``columns``, and copies both into table comments and the data dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

Severity = Literal["critical", "warning"]
Shape = Literal["compare", "violations"]

MODELS = Path(__file__).parent / "models"
SCHEMAS = ("star", "audit", "kpi")
LINES = (
    *("table", "grain", "key", "reads", "why", "severity", "owner", "shape", "compares"),
    *("published", "stored", "unrepeated"),
)
BLOCKS = ("links", "columns")
STORED = ("yes", "while built", "when published", "no")
REQUIRED = ("table", "grain", "key", "reads", "columns")
COMMENT = re.compile(r"\A\s*/\*\n(?P<header>.*?)\n\*/\n(?P<sql>.*)\Z", re.DOTALL)
FIELD = re.compile(r"^(?P<name>[a-z]+):[ \t]*(?P<text>.*)$")
ENTRY = re.compile(r"^  (?P<name>[a-z][a-z0-9_]*):[ \t]*(?P<text>.*)$")
TABLE_READ = re.compile(r"\b(raw|extracted|config|ops|checked|previous|star|audit|kpi)\.([a-z][a-z0-9_]*)\b")


class ModelError(Exception):
    """A model whose header or result is wrong; the message names the file and the mend."""


@dataclass(frozen=True, slots=True)
class Model:
    """One SQL file: one table, one grain."""

    path: Path
    table: str
    grain: str
    key: tuple[str, ...]
    reads: tuple[str, ...]
    columns: Mapping[str, str]
    links: Mapping[str, str]
    """Column → the dimension that must hold its value."""
    why: str
    severity: Severity | None
    owner: str
    shape: Shape | None
    compares: tuple[str, ...]
    """The two columns that a compare audit expects to be equal."""
    is_published: bool
    is_passing: bool
    """Held in memory while a version is built, and then gone: a step that nobody asks for afterwards."""
    is_view: bool
    """Not stored while a version is built: worked out from the tables that it reads whenever it is asked."""
    is_view_when_published: bool
    """Nor stored in the published file."""
    unrepeated: tuple[str, ...]
    """Columns of many rows whose values hardly repeat."""
    sql: str

    @property
    def schema(self) -> str:
        return self.table.split(".")[0]

    @property
    def kind(self) -> str:
        """What SQL calls it."""
        return "view" if self.is_view else "table"

    @property
    def name(self) -> str:
        return self.table.split(".")[1]


def read_models(folder: Path = MODELS) -> tuple[Model, ...]:
    """Read every model of star, audit and kpi, in order of table name."""
    paths = [path for schema in SCHEMAS for path in sorted((folder / schema).glob("*.sql"))]
    return tuple(read_model(path) for path in paths)


def read_model(path: Path) -> Model:
    """Read one model file.

    Raises:
        ModelError: No header, a missing or unknown field, or a table that is not what the file's place says.
    """
    match = COMMENT.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise ModelError(f"{path}: no header. Open the file with /* table, grain, key, reads, columns */ (STYLE.md 4).")
    lines, blocks = _read_fields(path, match["header"])
    missing = [name for name in REQUIRED if not (lines.get(name) or blocks.get(name))]
    if missing:
        raise ModelError(f"{path}: the header has no {', '.join(missing)}. Add it.")
    stored = lines.get("stored", "yes").split(":")[0]
    if stored not in STORED:
        raise ModelError(f"{path}: stored {stored!r} is unknown. Use one of {', '.join(STORED)}, then a colon and why.")
    model = Model(
        path=path,
        table=lines["table"],
        grain=lines["grain"],
        key=_names(lines["key"]),
        reads=_names(lines["reads"]),
        columns=MappingProxyType(blocks["columns"]),
        links=MappingProxyType(blocks.get("links", {})),
        why=lines.get("why", ""),
        severity=cast("Severity | None", lines.get("severity")),
        owner=lines.get("owner", ""),
        shape=cast("Shape | None", lines.get("shape")),
        compares=_names(lines.get("compares", "")),
        is_published=not lines.get("published", "yes").startswith("no"),
        is_passing=stored == "while built",
        is_view=stored in ("when published", "no"),
        is_view_when_published=stored == "no",
        unrepeated=_names(lines.get("unrepeated", "")),
        sql=match["sql"].strip(),
    )
    _check(model)
    return model


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _read_fields(path: Path, header: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    lines: dict[str, str] = {}
    blocks: dict[str, dict[str, str]] = {}
    field, entry = "", ""
    for line in header.splitlines():
        if found := FIELD.match(line):
            field, entry = found["name"], ""
            if field not in LINES + BLOCKS or field in lines or field in blocks:
                raise ModelError(f"{path}: header field {field!r} is unknown or given twice. Use {LINES + BLOCKS}.")
            if field in BLOCKS:
                blocks[field] = {}
            else:
                lines[field] = found["text"].strip()
        elif field in BLOCKS and (found := ENTRY.match(line)):
            entry = found["name"]
            if entry in blocks[field]:
                raise ModelError(f"{path}: {field} describes {entry} twice. Keep one line.")
            blocks[field][entry] = found["text"].strip()
        elif entry and line.startswith("    "):
            blocks[field][entry] += " " + line.strip()
        elif field in lines and line.startswith("  "):
            lines[field] = f"{lines[field]} {line.strip()}".strip()
        else:
            raise ModelError(
                f"{path}: cannot read the header line {line!r}. Write 'field: text', indent what continues."
            )
    return lines, blocks


def _check(model: Model) -> None:
    path = model.path
    place = f"{path.parent.name}.{path.stem}"
    if model.table != place:
        raise ModelError(
            f"{path}: the header says table {model.table}, the file's place says {place}. Make them equal."
        )
    if empty := [name for name, text in model.columns.items() if not text]:
        raise ModelError(f"{path}: no description for {', '.join(empty)}. Say what the column holds.")
    named = {
        "key": model.key,
        "links": tuple(model.links),
        "compares": model.compares,
        "unrepeated": model.unrepeated,
    }
    for field, names in named.items():
        if unknown := [name for name in names if name not in model.columns]:
            raise ModelError(
                f"{path}: {field} names {', '.join(unknown)}, which columns does not list. Add or correct it."
            )
    _check_reads(model)
    _check_audit(model)


def _check_reads(model: Model) -> None:
    code = re.sub(r"--[^\n]*|'[^'\n]*'", "", model.sql)
    read = {f"{schema}.{name}" for schema, name in TABLE_READ.findall(code)}
    if read != set(model.reads):
        raise ModelError(
            f"{model.path}: the header reads {sorted(model.reads)}, the query reads {sorted(read)}. Make them equal."
        )


def _check_audit(model: Model) -> None:
    if model.severity not in (None, "critical", "warning"):
        raise ModelError(f"{model.path}: severity {model.severity!r} is unknown. Use critical or warning.")
    if model.shape not in (None, "compare", "violations"):
        raise ModelError(f"{model.path}: shape {model.shape!r} is unknown. Use compare or violations.")
    if (model.shape is None) != (model.severity is None) or (model.shape is not None and not model.owner):
        raise ModelError(f"{model.path}: an audit that is judged needs shape, severity and owner. Give all three.")
    if model.shape == "compare" and len(model.compares) != 2:
        raise ModelError(f"{model.path}: a compare audit names its two numbers. Write 'compares: one, other'.")
    if model.shape == "violations" and not {"rows_checked", "rows_failing"} <= set(model.columns):
        raise ModelError(f"{model.path}: a violations audit has columns rows_checked and rows_failing. Add them.")
