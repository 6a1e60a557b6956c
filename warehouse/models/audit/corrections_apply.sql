/*
table:    audit.corrections_apply
grain:    one row: what was looked at, and what failed (whole in audit.corrections_apply_rows)
key:      rows_checked
reads:    audit.corrections_apply_rows, config.correction
severity: warning
owner:    data-team
shape:    violations
why:      The source was corrected or removed, or the correction is misspelled: it can go, or must be mended.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
select
    1 + (select count(*) from config.correction)::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.corrections_apply_rows
