/*
table:    audit.batches_add_up
grain:    one row: what was looked at, and what failed (whole in audit.batches_add_up_rows)
key:      rows_checked
reads:    audit.batches_add_up_rows, kpi.reconciliation
severity: warning
owner:    data-team
shape:    violations
why:      A total before the batch plus the agreements of the batch is the total after it.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from kpi.reconciliation where road_code = 'before_plus_batch')::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.batches_add_up_rows
