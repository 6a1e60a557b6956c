/*
table:    audit.measure_jumps
grain:    one row: what was looked at, and what failed (whole in audit.measure_jumps_rows)
key:      rows_checked
reads:    audit.measure_jumps_rows, star.chosen_total
severity: warning
owner:    data-team
shape:    violations
why:      A digit too many is caught by no sum where the report gives none.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.chosen_total)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.measure_jumps_rows
