/*
table:   star.run_rate
grain:   one measure on one day with a sound value: how fast it grew in the months before
key:     programme_code, measure_code, as_of_date
reads:   star.chosen_total
why:     The range of a projection: the pace of the last 6, 12 and 18 months, each from its first point to this one.
  How well that served on known days: docs/projection.md.
columns:
  programme_code: the programme
  measure_code: what is counted
  as_of_date: the Korean day
  value_count: the value on that day
  points_count: days with a sound value in the last 18 months, this one included
  slowest_per_day: the slowest of the three; null where there is no earlier point
  fastest_per_day: the fastest of the three
*/
with point as (
    select programme_code, measure_code, as_of_date, chosen_count as value_count
    from star.chosen_total
    where observation_status = 'normal' and chosen_count is not null
),

looked_back as (
    select
        *,
        count(*) over half_more as points_count,
        first_value(value_count) over half as value_6,
        first_value(as_of_date) over half as date_6,
        first_value(value_count) over whole as value_12,
        first_value(as_of_date) over whole as date_12,
        first_value(value_count) over half_more as value_18,
        first_value(as_of_date) over half_more as date_18
    from point
    window
        half as (partition by programme_code, measure_code order by as_of_date
            range between interval 6 months preceding and current row),
        whole as (partition by programme_code, measure_code order by as_of_date
            range between interval 12 months preceding and current row),
        half_more as (partition by programme_code, measure_code order by as_of_date
            range between interval 18 months preceding and current row)
),

pace as (
    -- Millionths, in whole numbers: a float would not be the same everywhere.
    select *, [
        if(date_6 < as_of_date, (value_count - value_6) * 1000000 // (as_of_date - date_6), null),
        if(date_12 < as_of_date, (value_count - value_12) * 1000000 // (as_of_date - date_12), null),
        if(date_18 < as_of_date, (value_count - value_18) * 1000000 // (as_of_date - date_18), null)
    ] as paces
    from looked_back
)

select programme_code, measure_code, as_of_date, value_count, points_count,
    (list_min(paces) * 0.000001)::decimal(18, 6) as slowest_per_day,
    (list_max(paces) * 0.000001)::decimal(18, 6) as fastest_per_day
from pace
