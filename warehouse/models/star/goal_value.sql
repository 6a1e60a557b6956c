/*
table:   star.goal_value
grain:   one goal by one measure on one day, as stated or as derived, before anything is worked out from it
key:     programme_code, goal_code, measure_code, as_of_date, actual_basis
reads:   config.goal, star.chosen_total, star.derived_total, star.bound_at_due
why:     Where no figure is stated for the day a goal fell due, a row for that day bounds it (see star.bound_at_due).
columns:
  programme_code: the programme
  goal_code: the goal
  measure_code: what is counted toward it
  is_primary: whether this is the measure that the goal is set in
  baseline_date: the day that counting starts from
  target_value: what is to be reached
  target_date: the day it falls due
  actual_basis: stated or derived
  as_of_date: the Korean day for which the value holds
  actual_value: the value; null where it is disputed, or none is stated for the day the goal fell due
  bound_low: on the day due without a figure, at least so many
  bound_high: on the day due without a figure, at most so many
  observation_status: normal, disputed, definition_suspect or estimated
*/
with goal as (
    select programme_code, goal_code, measure_code, coalesce(is_primary, false) as is_primary, baseline_date,
        target_value, target_date
    from config.goal
),

stated as (
    select goal.*, 'stated' as actual_basis, total.as_of_date, total.chosen_count as actual_value,
        null::bigint as bound_low, null::bigint as bound_high, total.observation_status
    from goal
    inner join star.chosen_total as total using (programme_code, measure_code)
),

derived as (
    select goal.*, 'derived' as actual_basis, total.as_of_date, total.derived_count,
        null::bigint, null::bigint, 'estimated'
    from goal
    inner join star.derived_total as total using (programme_code, measure_code)
),

last_day as (select programme_code, max(as_of_date) as last_date from star.chosen_total group by all),

due as (
    select goal.*, 'stated' as actual_basis, goal.target_date as as_of_date, null::bigint,
        bound.bound_low, bound.bound_high, 'estimated'
    from goal
    inner join star.bound_at_due as bound using (programme_code, goal_code, measure_code)
    semi join (from star.chosen_total where observation_status = 'normal') using (programme_code, measure_code)
    inner join last_day using (programme_code)
    anti join star.chosen_total as that_day
        on that_day.programme_code = goal.programme_code
        and that_day.measure_code = goal.measure_code
        and that_day.as_of_date = goal.target_date
    where goal.target_date < last_day.last_date
)

select * from stated
union all
select * from derived
union all
select * from due
