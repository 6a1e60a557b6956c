/*
table:    audit.ordinals_ahead
grain:    one row: what was looked at, and what failed (whole in audit.ordinals_ahead_rows)
key:      rows_checked
reads:    audit.ordinals_ahead_rows, star.chosen_total, star.fact_signing
severity: warning
owner:    data-team
shape:    violations
why:      Ordinals count agreements, so none can run ahead of the total or of those signed later, or stay behind
  a total told before it was signed.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from star.chosen_total where measure_code = 'agreements_total')::bigint
    + (select count(*) from star.fact_signing where ordinal_first is not null)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.ordinals_ahead_rows
