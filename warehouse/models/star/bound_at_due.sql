/*
table:   star.bound_at_due
grain:   one measure of one goal: what sources say it lies between on the day the goal fell due
key:     programme_code, goal_code, measure_code
reads:   config.goal, config.measure, star.dim_measure, star.chosen_total, star.derived_total, star.fact_stated_total,
  star.fact_signing
why:     Only counts that never fall are bounded. Below: a total or an ordinal of a day up to it. Above: a total of a
  later day (also one before a later batch), the ordinal before a later signing's first, or the same of a measure that
  contains this one: companies are no more than all agreements. Where the two contradict each other, somebody errs:
  then neither is believed.
columns:
  programme_code: the programme
  goal_code: the goal
  measure_code: what is counted
  bound_low: at least so many; null where nothing bounds it
  low_fact_table: the fact that says so
  low_fact_key: its row
  bound_high: at most so many; null where nothing bounds it
  high_fact_table: the fact that says so
  high_fact_key: its row
*/
with recursive container as (
    select programme_code, measure_code, measure_code as within_code
    from star.dim_measure
    where is_cumulative
    union
    select container.programme_code, container.measure_code, measure.contained_in_measure_code
    from container
    inner join config.measure as measure
        on measure.programme_code = container.programme_code and measure.measure_code = container.within_code
    where measure.contained_in_measure_code is not null
),

total as (
    select programme_code, measure_code, as_of_date, stated_count, min(stated_total_key) as fact_key
    from star.fact_stated_total as fact
    left join star.chosen_total as chosen using (programme_code, measure_code, as_of_date)
    where fact.qualifier = 'exact' and fact.modality = 'stated' and as_of_date is not null
        and (fact.scope = 'before_this_batch'
            or (chosen.observation_status = 'normal' and fact.stated_count = chosen.chosen_count))
    group by all
),

signing as (
    select programme_code, signed_date, min(signing_key) as fact_key, min(ordinal_first) - 1 as before_count
    from star.fact_signing
    where signed_date is not null
    group by all
),

figure as (
    select programme_code, measure_code, as_of_date, stated_count as low, stated_count as high,
        'fact_stated_total' as fact_table, fact_key
    from total
    union all
    select derived.programme_code, derived.measure_code, derived.as_of_date, derived.derived_count,
        signing.before_count, 'fact_signing', signing.fact_key
    from star.derived_total as derived
    inner join signing on signing.programme_code = derived.programme_code and signed_date = as_of_date
),

lower_bound as (
    select goal.programme_code, goal.goal_code, goal.measure_code, max(low) as bound_low,
        max_by(fact_table, (low, fact_table, fact_key)) as fact_table,
        max_by(fact_key, (low, fact_table, fact_key)) as fact_key
    from config.goal as goal
    semi join container using (programme_code, measure_code)
    inner join figure
        on figure.programme_code = goal.programme_code and figure.measure_code = goal.measure_code
        and figure.as_of_date <= goal.target_date
    group by all
),

upper_bound as (
    select goal.programme_code, goal.goal_code, goal.measure_code, min(high) as bound_high,
        min_by(fact_table, (high, fact_table, fact_key)) as fact_table,
        min_by(fact_key, (high, fact_table, fact_key)) as fact_key
    from config.goal as goal
    inner join container using (programme_code, measure_code)
    inner join figure
        on figure.programme_code = goal.programme_code and figure.measure_code = container.within_code
        and figure.as_of_date > goal.target_date
    where high is not null
    group by all
),

contradiction as (
    select programme_code, goal_code, measure_code
    from lower_bound
    inner join upper_bound using (programme_code, goal_code, measure_code)
    where bound_high < bound_low
)

select goal.programme_code, goal.goal_code, goal.measure_code,
    lower_bound.bound_low, lower_bound.fact_table as low_fact_table, lower_bound.fact_key as low_fact_key,
    upper_bound.bound_high, upper_bound.fact_table as high_fact_table, upper_bound.fact_key as high_fact_key
from config.goal as goal
left join (
    from lower_bound anti join contradiction using (programme_code, goal_code, measure_code)
) as lower_bound using (programme_code, goal_code, measure_code)
left join (
    from upper_bound anti join contradiction using (programme_code, goal_code, measure_code)
) as upper_bound using (programme_code, goal_code, measure_code)
