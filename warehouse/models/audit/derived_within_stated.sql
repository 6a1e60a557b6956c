/*
table:    audit.derived_within_stated
grain:    one row: what was looked at, and what failed (whole in audit.derived_within_stated_rows)
key:      rows_checked
reads:    audit.derived_within_stated_rows, kpi.reconciliation
severity: warning
owner:    data-team
shape:    violations
why:      What is found is a lower bound; more than the total means a signing counted twice, or a total of something
  else.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from kpi.reconciliation where road_code = 'derived')::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.derived_within_stated_rows
