/*
table:    audit.list_length
grain:    one row: what was looked at, and what failed (whole in audit.list_length_rows)
key:      rows_checked
reads:    audit.list_length_rows, star.fact_signing
severity: warning
owner:    data-team
shape:    violations
why:      Names beyond the stated number are one organisation spelled in two ways, or no party; a batch of several
  ordinals has as many parties. Lists that are cut short have fewer names without fault.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.fact_signing)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.list_length_rows
