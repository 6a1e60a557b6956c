/*
table:   star.dim_goal
grain:   one goal, as configs declares it for its primary measure
key:     programme_code, goal_code
reads:   config.goal, star.dim_programme, star.corrected_statement
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  goal_code: the goal; 'unknown' stands for none
  name_ko: its Korean name
  name_en: its English name
  measure_code: its primary measure; 'unknown' where none is declared
  baseline_value: where counting starts from
  baseline_date: the day of the baseline
  target_value: what is to be reached
  target_date: the day it falls due
  source_url: who set it, and where
  stated_on: the day it was stated
  is_declared: whether configs declares it
*/
with declared as (
    select distinct on (programme_code, goal_code)
        programme_code,
        goal_code,
        name_ko,
        name_en,
        measure_code,
        baseline_value,
        baseline_date,
        target_value,
        target_date,
        source_url,
        stated_on,
        true as is_declared
    from config.goal
    order by programme_code, goal_code, is_primary desc, measure_code
),

found as (
    select distinct programme_code, measure_code as goal_code
    from star.corrected_statement
    where predicate = 'goal' and measure_code is not null
    union
    select programme_code, 'unknown' from star.dim_programme
)

select * from declared
union all
select programme_code, goal_code, goal_code, goal_code, 'unknown', null, null, null, null, null, null, false
from found
anti join declared using (programme_code, goal_code)
