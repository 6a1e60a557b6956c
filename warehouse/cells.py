"""KPI cells: which columns of the KPI tables hold values, and which of them differ between two databases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from warehouse.headers import Model

# Texts that name a thing, and days that say which row it is, are not here: a change of theirs is no restatement.
CELLS: Mapping[str, tuple[str, ...]] = {
    "agreements_by_month": ("signings_count", "agreements_count", "cumulative_count", "stated_total"),
    "coverage": ("stated_total", "ordinals_found", "organisations_named", "coverage_pct", "missing_ordinals"),
    "goal_progress": (
        "actual_value",
        "target_value",
        "target_date",
        "progress_pct",
        "elapsed_pct",
        "pace_ratio",
        "required_per_month",
        "projected_low",
        "projected_high",
        "bound_low",
        "bound_high",
        "status_code",
        "observation_status",
    ),
    "office_sites": ("organisations_count", "share_pct", "is_consistent"),
    "reconciliation": (
        "stated_value",
        "other_road_value",
        "difference",
        "explanation_code",
        "unnamed_count",
        "definition_count",
        "timing_count",
        "duplicate_count",
        "error_count",
    ),
    "sector_mix": ("organisations_count", "share_pct", "is_consistent"),
    "settlement_funnel": ("organisations_count", "share_of_signed_pct"),
}
# The Korean day that a row speaks of.
DAY = {
    "agreements_by_month": "last_day(month_date)",
    "reconciliation": "coalesce(now.as_of_date, before.as_of_date)",
}


def with_cells(models: Iterable[Model]) -> tuple[Model, ...]:
    """The models of the KPI tables whose changes are logged."""
    return tuple(model for model in models if model.schema == "kpi" and model.name in CELLS)


def changed_cells(models: Iterable[Model], before: str, now: str) -> str:
    """A query for every cell whose value differs between two schemas; no row on one side counts as null.

    Args:
        before, now: What stands before a table's name: ``previous``, or ``former.kpi``.

    Returns:
        Columns programme_code, kpi_table, kpi_key, column_name, old_value, new_value, as_of_date.
    """
    tables = "\nunion all\n".join(_changed(model, before, now) for model in with_cells(models))
    return f"select * from ({tables}) where old_value is distinct from new_value"


def _changed(model: Model, before: str, now: str) -> str:
    columns = CELLS[model.name]
    key = ", ".join(f"'{name}=' || {name}" for name in model.key)
    values = {side: ", ".join(f"{side}.{name}::varchar" for name in columns) for side in ("before", "now")}
    differs = " or ".join(f"before.{name} is distinct from now.{name}" for name in columns)
    names = ", ".join(f"'{name}'" for name in columns)
    return f"""
        select programme_code, '{model.name}' as kpi_table, concat_ws('|', {key}) as kpi_key,
            unnest([{names}]) as column_name, unnest([{values["before"]}]) as old_value,
            unnest([{values["now"]}]) as new_value, {DAY.get(model.name, "as_of_date")} as as_of_date
        from {before}.{model.name} as before
        full join {now}.{model.name} as now using ({", ".join(model.key)})
        where {differs}
    """
