/*
table:    audit.evidence_quotes
grain:    one row: what was looked at, and what failed (whole in audit.evidence_quotes_rows)
key:      rows_checked
reads:    audit.evidence_quotes_rows, audit.cited
severity: critical
owner:    warehouse
shape:    violations
why:      Each quote is decoded again from the raw bytes; one that was not checked fails as well.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from audit.cited)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.evidence_quotes_rows
