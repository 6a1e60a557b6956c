"""Writes the peer's dbt project: the warehouse's own queries as dbt models, its promises as dbt tests.

The queries are the same on both sides, so the tables can be compared cell by cell, and whatever makes a query faster
helps both. What differs is all around them: loading, order, keys, links, tests, publication. The peer has no memory of
former versions; the models that need one are left out, and so are those that count keys and links: dbt tests do that.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection
from pathlib import Path

from warehouse.counting import (
    CURRENT_READING,
    CURRENT_STATEMENT,
    OLDER_READING,
    PAGE_CORRECTION,
    READING_OF_DOCUMENT,
    SILENT_READING,
    SUPERSEDED_READING,
)
from warehouse.headers import TABLE_READ, Model, read_models
from warehouse.load import MACROS

STATIC = Path(__file__).parent / "dbt"
LEFT_OUT = {
    *("kpi.restatement", "audit.changed_document", "audit.changed_statement", "audit.restatement_kept"),
    *(f"audit.{name}" for name in ("keys_unique", "keys_unique_rows", "links_present", "links_present_rows")),
}
LANDED = {"raw.capture": "captures", "extracted.reading": "readings", "extracted.statement": "statements"}
# Which readings do not count is worked out once; those that count are looked at through views, as in ours.
SETTLED = {
    "older_reading": OLDER_READING,
    "page_correction": PAGE_CORRECTION,
    "superseded_reading": SUPERSEDED_READING,
    "silent_reading": SILENT_READING,
}
COUNTED = {
    "current_reading": CURRENT_READING,
    "reading_of_document": READING_OF_DOCUMENT,
    "current_statement": CURRENT_STATEMENT,
}


def write_project(folder: Path, exports: Path, with_csv: Collection[str]) -> tuple[str, ...]:
    """Write the project for today's models.

    Args:
        exports: Where the KPI tables go as Parquet and CSV.
        with_csv: Names of tables that go to CSV files as well.

    Returns:
        The KPI tables that it makes.
    """
    shutil.copytree(STATIC, folder)
    models = [model for model in read_models() if model.table not in LEFT_OUT]
    _write(folder / "macros" / "shared_words.sql", _macro())
    for table, source in LANDED.items():
        rows = f"select rowid as {table.split('.')[1]}_number, * from {{{{ source('landing', '{source}') }}}}"
        _model(folder, table, rows, "view")
    _model(
        folder,
        "config.breakdown",
        "select * replace (cast(part_measure_codes as varchar[]) as part_measure_codes) "
        "from {{ source('landing', 'config_breakdown') }}",
        "view",
    )
    for name, view in SETTLED.items():
        _model(folder, f"extracted.{name}", _after_as(view), "table")
    for name, view in COUNTED.items():
        _model(folder, f"extracted.{name}", _after_as(view), "view")
    for model in models:
        kind = "view" if model.is_view and not model.is_published else "table"
        _model(folder, model.table, model.sql, kind, _copies(model, exports, with_csv))
    _write(folder / "models" / "schema.yml", json.dumps(_described(models), indent=1))
    for model in models:
        if model.shape is not None:
            _write(folder / "tests" / f"{model.name}.sql", _judged(model))
    return tuple(model.table for model in models if model.schema == "kpi")


def _macro() -> str:
    words = ";\n".join(macro.replace("temp macro", "macro") for macro in MACROS)
    return f"{{% macro shared_words() %}}\n{words}\n{{% endmacro %}}\n"


def _after_as(view: str) -> str:
    return view.split(" as\n", 1)[1]


def _model(folder: Path, table: str, sql: str, kind: str, hooks: str = "") -> None:
    schema, name = table.split(".")
    config = f"{{{{ config(schema='{schema}', alias='{name}', materialized='{kind}'{hooks}) }}}}"
    _write(folder / "models" / schema / f"{schema}_{name}.sql", f"{config}\n{_referring(sql)}\n")


def _referring(sql: str) -> str:
    """Tables become references, by which dbt finds the order."""

    def reference(found: re.Match[str]) -> str:
        schema, name = found.groups()
        if schema == "config" and name != "breakdown":
            return f"{{{{ source('landing', 'config_{name}') }}}}"
        if schema == "checked":
            return f"{{{{ source('landing', 'checked_{name}') }}}}"
        return f"{{{{ ref('{schema}_{name}') }}}}"

    code = re.sub(r"--[^\n]*", "", sql)
    return TABLE_READ.sub(reference, code)


def _copies(model: Model, exports: Path, with_csv: Collection[str]) -> str:
    if model.schema != "kpi" or not model.is_published:
        return ""
    rows = f"select * from {{{{ this }}}} order by {', '.join(model.key)}"
    parquet = f"copy ({rows}) to '{exports / model.name}.parquet' (format parquet, compression zstd)"
    csv = f"copy ({rows}) to '{exports / model.name}.csv' (format csv, header)"
    hooks = [parquet, csv] if model.name in with_csv else [parquet]
    return f", post_hook={json.dumps(hooks)}"


def _described(models: list[Model]) -> dict[str, object]:
    config = sorted({table for model in models for table in model.reads if table.startswith(("config.", "checked."))})
    landed = [*LANDED.values(), *(table.replace(".", "_") for table in config)]
    sources = [{"name": "landing", "tables": [{"name": name} for name in landed]}]
    tested = [{"name": f"{m.schema}_{m.name}", "data_tests": _tests(m)} for m in models if m.schema in ("star", "kpi")]
    return {"version": 2, "sources": sources, "models": tested}


def _tests(model: Model) -> list[dict[str, object]]:
    key = {"key": {"name": f"key_{model.schema}_{model.name}", "arguments": {"columns": list(model.key)}}}
    return [key, *(_link(model, column, target) for column, target in model.links.items())]


def _link(model: Model, column: str, target: str) -> dict[str, object]:
    table, field = target.rsplit(".", 1)
    arguments = {"column": column, "to": f"ref('{table.replace('.', '_')}')", "field": field}
    return {"belongs": {"name": f"link_{model.schema}_{model.name}_{column}", "arguments": arguments}}


def _judged(model: Model) -> str:
    severity = "warn" if model.severity == "warning" else "error"
    if model.shape == "compare":
        one, other = model.compares
        failing = f"{one} is distinct from {other}"
    else:
        failing = "rows_failing > 0 or rows_checked = 0"
    table = f"{{{{ ref('{model.schema}_{model.name}') }}}}"
    return f"{{{{ config(severity='{severity}') }}}}\nselect * from {table} where {failing}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
