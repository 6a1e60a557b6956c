/*
table:    audit.restatement_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, kpi.restatement, kpi.goal_progress, kpi.agreements_by_month, kpi.sector_mix,
  kpi.office_sites, kpi.settlement_funnel, kpi.coverage, kpi.reconciliation, checked.changed_cell, previous.version,
  previous.restatement, previous.goal_progress, previous.agreements_by_month, previous.sector_mix,
  previous.office_sites, previous.settlement_funnel, previous.coverage, previous.reconciliation
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Rows that differ are counted as sets, table by table; each logged value must be the one compared, and the
  log of former versions must be carried on whole.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with side as (
    select is_now, programme_code, 'goal_progress' as kpi_table,
        concat_ws('|', goal_code, measure_code, as_of_date, actual_basis) as row_key,
        concat_ws('|', 'actual', actual_value, 'target', target_value, target_date, 'pct', progress_pct, 'gone',
            elapsed_pct, 'pace', pace_ratio, 'need', required_per_month, 'range', projected_low, '-', projected_high,
            'bound', bound_low, '-', bound_high, status_code, observation_status) as row_text
    from (select true as is_now, * from kpi.goal_progress union all select false, * from previous.goal_progress)
    union all
    select is_now, programme_code, 'agreements_by_month', month_date::varchar,
        concat_ws('|', signings_count, agreements_count, cumulative_count, stated_total)
    from (
        select true as is_now, * from kpi.agreements_by_month
        union all
        select false, * from previous.agreements_by_month
    )
    union all
    select is_now, programme_code, 'sector_mix', concat_ws('|', as_of_date, sector_code),
        concat_ws('|', organisations_count, is_consistent, share_pct)
    from (select true as is_now, * from kpi.sector_mix union all select false, * from previous.sector_mix)
    union all
    select is_now, programme_code, 'office_sites', concat_ws('|', as_of_date, site_code),
        concat_ws('|', organisations_count, is_consistent, share_pct)
    from (select true as is_now, * from kpi.office_sites union all select false, * from previous.office_sites)
    union all
    select is_now, programme_code, 'settlement_funnel', concat_ws('|', as_of_date, stage_code),
        concat_ws('|', organisations_count, share_of_signed_pct)
    from (select true as is_now, * from kpi.settlement_funnel union all select false, * from previous.settlement_funnel)
    union all
    select is_now, programme_code, 'coverage', as_of_date::varchar,
        concat_ws('|', stated_total, ordinals_found, organisations_named, coverage_pct, 'missing', missing_ordinals)
    from (select true as is_now, * from kpi.coverage union all select false, * from previous.coverage)
    union all
    select is_now, programme_code, 'reconciliation', concat_ws('|', stated_total_key, road_code),
        concat_ws('|', stated_value, other_road_value, difference, explanation_code, 'unnamed', unnamed_count,
            'definition', definition_count, 'timing', timing_count, 'duplicate', duplicate_count, 'error', error_count)
    from (select true as is_now, * from kpi.reconciliation union all select false, * from previous.reconciliation)
),

differing as (
    select programme_code, kpi_table, row_key
    from side
    where exists (select 1 from previous.version where previous_version is not null)
    group by all
    having count(*) = 1 or min(row_text) <> max(row_text)
),

logged as (
    select * from kpi.restatement semi join previous.version using (version)
),

figure as (
    select programme_code, kpi_table || '_rows' as figure_code, count(*) as expected, 0 as found
    from differing
    group by all
    union all
    select programme_code, kpi_table || '_rows', 0, count(distinct kpi_key) from logged group by all
    union all
    select programme_code, 'cells', count(*), 0 from checked.changed_cell group by all
    union all
    select programme_code, 'cells', 0, count(*)
    from logged
    inner join checked.changed_cell as cell using (programme_code, kpi_table, kpi_key, column_name)
    where (logged.old_value, logged.new_value) is not distinct from (cell.old_value, cell.new_value)
    group by all
    union all
    select programme_code, 'carried', count(*), 0 from previous.restatement group by all
    union all
    select programme_code, 'carried', 0, count(*) from kpi.restatement anti join previous.version using (version)
    group by all
)

select programme_code, figure_code, sum(expected)::bigint as count_expected, sum(found)::bigint as count_found
from (
    from figure
    union all
    select programme_code, 'cells', 0, 0 from star.dim_programme
)
group by all
