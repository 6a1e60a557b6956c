/*
table:    audit.totals_never_fall
grain:    one row: what was looked at, and what failed (whole in audit.totals_never_fall_rows)
key:      rows_checked
reads:    audit.totals_never_fall_rows, star.chosen_total
severity: warning
owner:    data-team
shape:    violations
why:      Measures that count from the start of the series cannot fall; what is said to exclude the batch reported
  counts too.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.chosen_total)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.totals_never_fall_rows
