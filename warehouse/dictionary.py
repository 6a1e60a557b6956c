"""The data dictionary: every table and column, from the headers of the models."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from warehouse.headers import MODELS, Model, read_models

ABOUT = {
    "kpi": "What we tell others: the published interface.",
    "star": "What we believe: facts, dimensions, and the steps between.",
    "audit": "Why: the same totals by two roads, and what fails.",
}


def render(models: Path = MODELS) -> str:
    """The dictionary as Markdown; the same models always give the same text."""
    everything = read_models(models)
    parts = [
        "# Data dictionary",
        "",
        "Generated from the headers of `warehouse/models`; edit those. A name's ending tells its kind: `_key` ours,",
        "`_id` theirs, `_code` from a list, `_date` a Korean day, `_at` an instant, `_count` a number of things,",
        "`_pct` 0 to 100.",
        "",
    ]
    for schema, about in ABOUT.items():
        parts += [f"## {schema}", "", about, ""]
        for model in everything:
            if model.schema == schema:
                parts += _table(model)
    return "\n".join(parts)


def table_names(models: Path = MODELS) -> list[str]:
    """Every published table, as ``schema.table``."""
    return [model.table for model in read_models(models) if model.is_published]


def render_table(table: str, models: Path = MODELS) -> str:
    """One table of the dictionary; ``table`` is one of ``table_names()``."""
    return "\n".join(line for model in read_models(models) if model.table == table for line in _table(model))


def _table(model: Model) -> Iterable[str]:
    yield f"### {model.table}"
    yield ""
    yield f"{_sentence(model.grain)} Key: {_names(model.key)}."
    if model.why:
        yield ""
        yield _sentence(model.why)
    if model.shape is not None:
        compared = f" {_names(model.compares)} must be equal." if model.compares else ""
        yield ""
        yield f"Judged: {model.shape}, {model.severity}, owner {model.owner}.{compared}"
    if not model.is_published:
        yield ""
        yield "Not published."
    yield ""
    yield "| column | what it holds | links to |"
    yield "|---|---|---|"
    for name, text in model.columns.items():
        link = model.links.get(name, "")
        yield f"| `{name}` | {text.replace('|', chr(92) + '|')} | {f'`{link}`' if link else ''} |"
    yield ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:].rstrip(".") + "."
