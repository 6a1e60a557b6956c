/*
table:    audit.goal_progress_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, kpi.goal_progress, star.fact_stated_total, star.fact_signing, star.chosen_total,
  config.goal
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Rows are counted from the facts; each published value must be one that a document states for that day;
  percentages are worked out again in floating point.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with day as (
    select distinct programme_code, measure_code, as_of_date from star.fact_stated_total where can_be_chosen
),

figure as (
    select programme_code, 'rows' as figure_code, count(*) as expected, 0 as found
    from config.goal
    inner join day using (programme_code, measure_code)
    group by all
    union all
    select programme_code, 'rows', count(distinct signed_date), 0
    from config.goal
    inner join star.fact_signing using (programme_code)
    where measure_code = 'agreements_total'
    group by programme_code, goal_code, measure_code
    union all
    -- The day that a goal fell due, where figures are stated but none for that day.
    select goal.programme_code, 'rows', count(*), 0
    from config.goal as goal
    semi join star.chosen_total as total
        on total.programme_code = goal.programme_code
        and total.measure_code = goal.measure_code
        and total.observation_status = 'normal'
    semi join day as later on later.programme_code = goal.programme_code and later.as_of_date > goal.target_date
    anti join day
        on day.programme_code = goal.programme_code
        and day.measure_code = goal.measure_code
        and day.as_of_date = goal.target_date
    group by all
    union all
    select programme_code, 'rows', 0, count(*) from kpi.goal_progress group by all
    union all
    select programme_code, 'values_stated', count(*), count(*) filter (exists (
        select 1
        from star.fact_stated_total as fact
        where fact.can_be_chosen
            and fact.programme_code = progress.programme_code
            and fact.measure_code = progress.measure_code
            and fact.as_of_date = progress.as_of_date
            and fact.stated_count = progress.actual_value
    ))
    from kpi.goal_progress as progress
    where actual_basis = 'stated' and actual_value is not null
    group by all
    union all
    select programme_code, 'percentages_right', count(progress_pct),
        count(*) filter (abs(progress_pct - 100.0 * actual_value / target_value) <= 0.005000001)
    from kpi.goal_progress
    group by all
)

select programme_code, figure_code, sum(expected)::bigint as count_expected, sum(found)::bigint as count_found
from (
    select programme_code, figure_code, coalesce(expected, 0) as expected, coalesce(found, 0) as found from figure
    union all
    select programme_code, figure_code, 0, 0
    from star.dim_programme
    cross join (select distinct figure_code from figure)
    union all
    select programme_code, 'rows', 0, 0 from star.dim_programme
)
group by all
