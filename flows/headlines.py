"""The figures that a person wants first: how far each goal has come, from the published version."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from warehouse.query import run_sql

# The newest day with a figure that counts, for each goal's primary measure.
HEADLINES = """
    select programme.name_en as programme_name, goal.name_ko, goal.name_en,
        progress.programme_code, progress.goal_code, progress.measure_code,
        progress.as_of_date, progress.actual_value, progress.target_value, progress.target_date,
        progress.progress_pct, progress.elapsed_pct, progress.status_code, progress.observation_status
    from kpi.goal_progress as progress
    inner join star.dim_goal as goal using (programme_code, goal_code)
    inner join star.dim_programme as programme using (programme_code)
    where progress.is_primary and progress.actual_basis = 'stated' and progress.progress_pct is not null
    qualify row_number() over (
        partition by progress.programme_code, progress.goal_code
        order by progress.as_of_date desc
    ) = 1
    order by progress.programme_code, progress.goal_code
"""


def headlines(database: Path) -> list[Mapping[str, Any]]:
    """One row a goal that has a figure; empty where none has."""
    answer = run_sql(database, HEADLINES)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def headline_lines(rows: list[Mapping[str, Any]]) -> list[str]:
    lines: list[str] = []
    programme = None
    for row in rows:
        if row["programme_name"] != programme:
            programme = row["programme_name"]
            lines.append(f"  {programme}")
        lines.append(
            f"    {row['name_en']} ({row['measure_code']}): {row['actual_value']} of {row['target_value']} "
            f"= {row['progress_pct']} % on {row['as_of_date']}, due {row['target_date']} "
            f"({row['elapsed_pct']} % of the time gone)"
        )
    return lines or ["  no goal has a figure yet"]
