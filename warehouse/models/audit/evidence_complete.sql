/*
table:    audit.evidence_complete
grain:    one row: what was looked at, and what failed (whole in audit.evidence_complete_rows)
key:      rows_checked
reads:    audit.evidence_complete_rows, audit.measured_cell
severity: critical
owner:    warehouse
shape:    violations
why:      A number that nobody can trace is not published.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from audit.measured_cell)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.evidence_complete_rows
