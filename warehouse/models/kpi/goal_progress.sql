/*
table:   kpi.goal_progress
grain:   one goal by one measure on one day, as stated or as derived
key:     programme_code, goal_code, measure_code, as_of_date, actual_basis
reads:   star.goal_value, star.run_rate
why:     Nothing here depends on the day of the run. A headcount (employees) is not jobs created. Where no figure is
  stated for the day a goal fell due, a row for that day bounds it (star.bound_at_due) and fills in nothing.
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
  projected_low: on the day due, at the slowest pace of the last 18 months (see star.run_rate)
  projected_high: on the day due, at the fastest
  projection_reason: projected, or why not: derived, not_primary, no_value, fell_due, too_few_points (fewer than 6 days
    with a sound value in 18 months)
  bound_low: on the day due without a figure, at least so many (see star.bound_at_due)
  bound_high: on the day due without a figure, at most so many
  status_code: reached, on_track, behind, overdue (fell due, not reached; also where its bounds say so), no_figure, or
    not_judged (a lower bound can show that a goal is reached or on track, not that it is behind)
  observation_status: normal, disputed, definition_suspect or estimated
*/
with paced as (
    select goal.*, rate.slowest_per_day, rate.fastest_per_day,
        case
            when actual_basis = 'derived' then 'derived'
            when not is_primary then 'not_primary'
            when rate.value_count is null then 'no_value'
            when goal.as_of_date >= target_date then 'fell_due'
            when rate.points_count < 6 then 'too_few_points'
            else 'projected'
        end as projection_reason
    from star.goal_value as goal
    left join star.run_rate as rate using (programme_code, measure_code, as_of_date)
),

counted as (
    select
        *,
        case when observation_status <> 'definition_suspect' then actual_value::hugeint end as counted_value,
        greatest(as_of_date - baseline_date, 0) as days_gone,
        target_date - baseline_date as days_given,
        target_date - as_of_date as days_left
    from paced
)

select
    programme_code,
    goal_code,
    measure_code,
    is_primary,
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
    if(projection_reason = 'projected', greatest(actual_value + floor(slowest_per_day * days_left), 0), null)::bigint
        as projected_low,
    if(projection_reason = 'projected', greatest(actual_value + ceil(fastest_per_day * days_left), 0), null)::bigint
        as projected_high,
    projection_reason,
    bound_low,
    bound_high,
    case
        when bound_high < target_value then 'overdue'
        when bound_low >= target_value then 'reached'
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
