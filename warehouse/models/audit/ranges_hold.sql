/*
table:    audit.ranges_hold
grain:    one row: what was looked at, and what failed (whole in audit.ranges_hold_rows)
key:      rows_checked
reads:    audit.ranges_hold_rows, kpi.goal_progress, kpi.agreements_by_month, kpi.sector_mix, kpi.office_sites,
  kpi.settlement_funnel, kpi.coverage, audit.evidence_kept
severity: critical
owner:    warehouse
shape:    violations
why:      A count below zero, a share above the whole or a quote that is too long comes from us, whatever a source says.
columns:
  rows_checked: rows looked at, plus one for the look itself, so that an empty warehouse has been checked
  rows_failing: rows that fail and are not explained
  rows_explained: rows that fail and that a dated line in configs explains
*/
-- audit.evidence_kept has counted kpi.evidence already, which is worked out whenever it is asked.
select
    1 + (
        (select count(*) from kpi.goal_progress) + (select count(*) from kpi.agreements_by_month)
        + (select count(*) from kpi.sector_mix) + (select count(*) from kpi.office_sites)
        + (select count(*) from kpi.settlement_funnel) + (select count(*) from kpi.coverage)
        + (select coalesce(sum(count_found), 0) from audit.evidence_kept)
    )::bigint as rows_checked,
    count(*) filter (not is_explained) as rows_failing,
    count(*) filter (is_explained) as rows_explained
from audit.ranges_hold_rows
