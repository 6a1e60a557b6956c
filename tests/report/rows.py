"""Rows of ``kpi`` as the page reads them, with what a test does not care about filled in."""

from datetime import date
from decimal import Decimal

DUE = date(2024, 12, 31)
GOAL = {
    "programme_code": "p",
    "goal_code": "companies_attracted",
    "name_ko": "기업 유치",
    "name_en": "Companies attracted",
    "measure_code": "companies",
    "baseline_value": 0,
    "baseline_date": date(2019, 10, 1),
    "target_value": 310,
    "target_date": DUE,
}


def progress(day: date, value: int | None, **columns):
    """A stated value of the primary measure."""
    pct = None if value is None else Decimal(value * 100) / 310
    return {
        "programme_code": "p",
        "goal_code": "companies_attracted",
        "measure_code": "companies",
        "is_primary": True,
        "as_of_date": day,
        "actual_basis": "stated",
        "actual_value": value,
        "target_value": 310,
        "target_date": DUE,
        "progress_pct": pct and pct.quantize(Decimal("0.01")),
        "elapsed_pct": Decimal("34.31"),
        "pace_ratio": Decimal("0.87"),
        "required_per_month": Decimal("5.27"),
        "bound_low": None,
        "bound_high": None,
        "status_code": "behind",
        "observation_status": "normal",
        **columns,
    }


def due(low: int | None, high: int | None, status: str):
    """The row of the day due without a stated value."""
    return progress(DUE, None, bound_low=low, bound_high=high, status_code=status, observation_status="estimated")


def road(code: str, stated: int, other: int, explanation: str, **columns):
    """A row of the reconciliation."""
    return {
        "programme_code": "p",
        "stated_total_key": f"{code}-{stated}",
        "road_code": code,
        "measure_code": "companies",
        "as_of_date": date(2021, 7, 20),
        "stated_value": stated,
        "other_road_value": other,
        "difference": stated - other,
        "explanation_code": explanation,
        "is_explained": False,
        "document_id": "d",
        **columns,
    }
