/*
table:    audit.links_present
grain:    one row: what was looked at, and what failed (whole in audit.links_present_rows)
key:      rows_checked
reads:    audit.links_present_rows, checked.missing_link
severity: critical
owner:    warehouse
shape:    violations
why:      A fact without its dimension row vanishes from every total that joins it.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select coalesce(sum(rows_checked), 0) from checked.missing_link)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.links_present_rows
