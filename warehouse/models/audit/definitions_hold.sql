/*
table:    audit.definitions_hold
grain:    one row: what was looked at, and what failed (whole in audit.definitions_hold_rows)
key:      rows_checked
reads:    audit.definitions_hold_rows, star.candidate_total
severity: warning
owner:    data-team
shape:    violations
why:      Reports drift from companies to partners; such a count is shown, and never as progress of a goal set in
  companies.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.candidate_total)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.definitions_hold_rows
