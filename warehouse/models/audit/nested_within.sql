/*
table:    audit.nested_within
grain:    one row: what was looked at, and what failed (whole in audit.nested_within_rows)
key:      rows_checked
reads:    audit.nested_within_rows, star.fact_stated_total
severity: warning
owner:    data-team
shape:    violations
why:      Headquarters moved are part of corporations, corporations of offices, offices of partners.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.fact_stated_total)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.nested_within_rows
