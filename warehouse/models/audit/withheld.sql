/*
table:    audit.withheld
grain:    one row: what was looked at, and what failed (whole in audit.withheld_rows)
key:      rows_checked
reads:    audit.withheld_rows, extracted.current_statement
severity: warning
owner:    data-team
shape:    violations
why:      A figure that its own document contradicts is kept and never counted; who could ask the source should know.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from extracted.current_statement)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.withheld_rows
