/*
table:   star.fact_goal
grain:   one target as one document states it
key:     programme_code, goal_statement_key
reads:   star.meant_statement
why:     Published targets come from configs; these are what announcements say, for the audit that compares both.
links:
  programme_code: star.dim_programme.programme_code
  document_id: star.dim_document.document_id
  goal_code: star.dim_goal.goal_code
  target_date_key: star.dim_date.date_key
columns:
  programme_code: the programme
  goal_statement_key: the target, from document, goal, day, wording and value
  document_id: the document that states it
  goal_code: the goal
  target_count: what is to be reached
  target_date: the day it falls due; null where not stated
  target_date_key: the same as yyyymmdd; -1 where not stated
  qualifier: exact, at_least, at_most or about
  modality: stated, planned or claimed
  as_of_date: the Korean day for which it is stated; null where not known
  grade: best grade among the statements
  statements_count: how many statements of the document say so
*/
select
    programme_code,
    fact_key as goal_statement_key,
    document_id,
    coalesce(measure_code, 'unknown') as goal_code,
    value_count as target_count,
    target_date,
    day_key(target_date) as target_date_key,
    qualifier,
    modality,
    min(as_of_date) as as_of_date,
    min(grade) as grade,
    count(*) as statements_count
from star.meant_statement
where fact_table = 'fact_goal'
group by all
