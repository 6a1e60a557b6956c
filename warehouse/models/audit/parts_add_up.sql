/*
table:    audit.parts_add_up
grain:    one row: what was looked at, and what failed (whole in audit.parts_add_up_rows)
key:      rows_checked
reads:    audit.parts_add_up_rows, kpi.reconciliation
severity: warning
owner:    data-team
shape:    violations
why:      A list that is cut short gives less than the total without fault; it is at fault where it closes with a rest
  (기타), where both types are given, or where it gives more.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from kpi.reconciliation where starts_with(road_code, 'parts_'))::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.parts_add_up_rows
