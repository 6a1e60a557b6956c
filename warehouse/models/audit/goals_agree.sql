/*
table:    audit.goals_agree
grain:    one row: what was looked at, and what failed (whole in audit.goals_agree_rows)
key:      rows_checked
reads:    audit.goals_agree_rows, star.fact_goal
severity: warning
owner:    data-team
shape:    violations
why:      Published targets come from configs; what announcements say otherwise is for a person to judge.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.fact_goal)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.goals_agree_rows
