/*
table:    audit.keys_unique
grain:    one row: what was looked at, and what failed (whole in audit.keys_unique_rows)
key:      rows_checked
reads:    audit.keys_unique_rows, checked.key_count
severity: critical
owner:    warehouse
shape:    violations
why:      A row that stands twice is counted twice.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select coalesce(sum(rows_checked), 0) from checked.key_count)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.keys_unique_rows
