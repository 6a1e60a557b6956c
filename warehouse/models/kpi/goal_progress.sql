/*
table:   kpi.goal_progress
grain:   one goal by one measure on one day, as stated or as derived
key:     programme_code, goal_code, measure_code, as_of_date, actual_basis
reads:   config.goal, star.chosen_total, star.derived_total
why:     Nothing here depends on the day of the run. A headcount (employees) is not jobs created. Where no figure is
  stated for the day a goal fell due, a row for that day bounds it by the figures before and after and fills in
  nothing.
links:
  programme_code: star.dim_programme.programme_code
  goal_code: star.dim_goal.goal_code
  measure_code: star.dim_measure.measure_code
columns:
  programme_code: the programme
  goal_code: the goal
  measure_code: what is counted toward it
  is_primary: whether this is the measure that the goal is set in
  as_of_date: the Korean day for which the value holds
  actual_basis: stated (a document says so) or derived (counted from the signings found, a lower bound)
  actual_value: the value; null where it is disputed, or none is stated for the day the goal fell due
  target_value: what is to be reached
  target_date: the day it falls due
  progress_pct: actual_value of target_value; null where the definition of the value is suspect
  elapsed_pct: days gone of the days from baseline to target; above 100 after the target
  pace_ratio: progress_pct over elapsed_pct; 1 is on pace
  required_per_month: what each month (30.4375 days) until the target must add; null once it fell due
  projected_low: reserved
  projected_high: reserved
  bound_low: on the day due without a figure, the highest value stated before it
  bound_high: on the day due without a figure, the lowest value stated after it
  status_code: reached, on_track, behind, overdue (fell due, not reached), no_figure, or not_judged (a lower bound can
    show that a goal is reached or on track, not that it is behind)
  observation_status: normal, disputed, definition_suspect or estimated
*/
with stated as (
    select goal.*, 'stated' as actual_basis, total.as_of_date, total.chosen_count as actual_value,
        null::bigint as bound_low, null::bigint as bound_high, total.observation_status
    from config.goal as goal
    inner join star.chosen_total as total using (programme_code, measure_code)
),

derived as (
    select goal.*, 'derived' as actual_basis, total.as_of_date, total.derived_count,
        null::bigint, null::bigint, 'estimated'
    from config.goal as goal
    inner join star.derived_total as total using (programme_code, measure_code)
),

bound as (
    select goal.programme_code, goal.goal_code, goal.measure_code,
        max(total.chosen_count) filter (total.as_of_date < goal.target_date) as low,
        min(total.chosen_count) filter (total.as_of_date > goal.target_date) as high
    from config.goal as goal
    inner join star.chosen_total as total using (programme_code, measure_code)
    where total.observation_status = 'normal'
    group by all
),

last_day as (select programme_code, max(as_of_date) as last_date from star.chosen_total group by all),

due as (
    select goal.*, 'stated' as actual_basis, goal.target_date as as_of_date, null::bigint,
        bound.low, bound.high, 'estimated'
    from config.goal as goal
    inner join bound using (programme_code, goal_code, measure_code)
    inner join last_day using (programme_code)
    anti join star.chosen_total as that_day
        on that_day.programme_code = goal.programme_code
        and that_day.measure_code = goal.measure_code
        and that_day.as_of_date = goal.target_date
    where goal.target_date < last_day.last_date
),

every as (from stated union all from derived union all from due),

counted as (
    select
        *,
        case when observation_status <> 'definition_suspect' then actual_value::hugeint end as counted_value,
        greatest(as_of_date - baseline_date, 0) as days_gone,
        target_date - baseline_date as days_given,
        target_date - as_of_date as days_left
    from every
)

select
    programme_code,
    goal_code,
    measure_code,
    coalesce(is_primary, false) as is_primary,
    as_of_date,
    actual_basis,
    actual_value,
    target_value,
    target_date,
    pct(counted_value, target_value) as progress_pct,
    pct(days_gone, days_given) as elapsed_pct,
    half_up(counted_value * days_given, target_value * days_gone) as pace_ratio,
    case
        -- greatest() passes over nulls: without the first test a disputed value would need nothing more
        when counted_value is not null and days_left > 0
        then half_up(greatest(target_value - counted_value, 0) * 304375, 10000 * days_left)
    end as required_per_month,
    null::bigint as projected_low,
    null::bigint as projected_high,
    bound_low,
    bound_high,
    case
        when actual_value is null and observation_status = 'estimated' then 'no_figure'
        when counted_value is null or target_value is null then 'not_judged'
        when counted_value >= target_value then 'reached'
        when days_left >= 0 and counted_value * days_given >= target_value * days_gone then 'on_track'
        when actual_basis = 'derived' then 'not_judged'
        when days_left < 0 then 'overdue'
        else 'behind'
    end as status_code,
    observation_status
from counted
