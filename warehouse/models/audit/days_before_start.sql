/*
table:    audit.days_before_start
grain:    one row: what was looked at, and what failed (whole in audit.days_before_start_rows)
key:      rows_checked
reads:    audit.days_before_start_rows, star.dim_document
severity: warning
owner:    data-team
shape:    violations
why:      Nothing is signed or counted before the programme began: what is told of such a day has no day.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.dim_document)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.days_before_start_rows
