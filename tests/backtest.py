"""How well the projection would have served: ``python -m tests.backtest [published.duckdb]``.

Takes every sound point with enough points before it, projects each later point of the same series with the model
``star.run_rate`` itself, and counts how often that point lay within the range. Series: every total as stated, and the
agreements counted from signings.
"""

import sys
from pathlib import Path

import duckdb

from warehouse.headers import MODELS, read_model

SERIES = """
    create schema star;
    create table star.chosen_total as
    select programme_code, measure_code, as_of_date, chosen_count, observation_status
    from published.star.chosen_total
    union all
    select programme_code, 'counted from signings', as_of_date, derived_count, 'normal'
    from published.star.derived_total
"""
TRIED = """
    select count(*) as tried,
        count(*) filter (later.value_count between low and high) as within,
        count(*) filter (later.value_count < low) as below,
        count(*) filter (later.value_count > high) as above,
        round(median((high - low) / later.value_count) * 100) as width_pct,
        round(median(abs(later.value_count - (low + high) / 2) / later.value_count) * 100) as error_pct
    from (
        select later.value_count, days,
            greatest(origin.value_count + floor(origin.slowest_per_day * days), 0) as low,
            greatest(origin.value_count + ceil(origin.fastest_per_day * days), 0) as high
        from run_rate as origin
        inner join run_rate as later using (programme_code, measure_code)
        cross join lateral (select later.as_of_date - origin.as_of_date as days)
        where origin.points_count >= ? and days between ? and ?
    ) as later
"""
AHEAD = ((30, 182), (183, 365), (366, 730))
POINTS = (3, 4, 6)


def backtest(database: Path) -> list[tuple]:
    """(points at least, days ahead from, to, tried, within, below, above, width in %, error of the middle in %)."""
    model = read_model(MODELS / "star" / "run_rate.sql")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as published (read_only)")
        connection.execute(SERIES)
        connection.execute(f"create table run_rate as {model.sql}")
        return [
            (points, *ahead, *connection.execute(TRIED, [points, *ahead]).fetchone())
            for points in POINTS
            for ahead in AHEAD
        ]


if __name__ == "__main__":
    found = sys.argv[1] if len(sys.argv) > 1 else "data/published/current/published.duckdb"
    print("points  days ahead  tried  within  below  above  width  error")
    for points, first, last, tried, *rest in backtest(Path(found)):
        within, below, above, width, error = (0 if value is None else int(value) for value in rest)
        counts = f"{tried:>5}  {within:>6}  {below:>5}  {above:>5}"
        print(f"{points:>5}+  {first:>4}-{last:<5}  {counts}  {width:>4}%  {error:>4}%")
