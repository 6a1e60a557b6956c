/*
table:   audit.measured_row
grain:   one KPI row, with its cells that hold a measured value and so need evidence
key:     programme_code, kpi_table, kpi_key
reads:   kpi.goal_progress, kpi.agreements_by_month, kpi.sector_mix, kpi.office_sites, kpi.settlement_funnel,
  kpi.coverage, kpi.reconciliation
published: no (a step on the way to audit.evidence_complete)
stored:  no: it says again what the KPI tables say
why:     Targets and elapsed time come from configs, which name their own source.
columns:
  programme_code: the programme
  kpi_table: the KPI table, without its schema
  kpi_key: the row's key columns as code=value, joined by |
  column_names: the cells' columns, joined by commas
*/
with cell as (
    select programme_code, 'goal_progress' as kpi_table,
        'programme_code=' || programme_code || '|goal_code=' || goal_code || '|measure_code=' || measure_code
            || '|as_of_date=' || as_of_date || '|actual_basis=' || actual_basis as kpi_key,
        concat_ws(',',
            if_filled(actual_value, 'actual_value'), if_filled(progress_pct, 'progress_pct'),
            if_filled(pace_ratio, 'pace_ratio'), if_filled(required_per_month, 'required_per_month'),
            if_filled(projected_low, 'projected_low'), if_filled(projected_high, 'projected_high'),
            if_filled(bound_low, 'bound_low'), if_filled(bound_high, 'bound_high')
        ) as column_names
    from kpi.goal_progress
    union all
    select programme_code, 'agreements_by_month', 'programme_code=' || programme_code || '|month_date=' || month_date,
        concat_ws(',',
            if_filled(signings_count, 'signings_count'), if_filled(agreements_count, 'agreements_count'),
            if_filled(cumulative_count, 'cumulative_count'), if_filled(stated_total, 'stated_total')
        )
    from kpi.agreements_by_month
    union all
    select programme_code, 'sector_mix',
        'programme_code=' || programme_code || '|as_of_date=' || as_of_date || '|sector_code=' || sector_code,
        concat_ws(',', if_filled(organisations_count, 'organisations_count'), if_filled(share_pct, 'share_pct'))
    from kpi.sector_mix
    union all
    select programme_code, 'office_sites',
        'programme_code=' || programme_code || '|as_of_date=' || as_of_date || '|site_code=' || site_code,
        concat_ws(',', if_filled(organisations_count, 'organisations_count'), if_filled(share_pct, 'share_pct'))
    from kpi.office_sites
    union all
    select programme_code, 'settlement_funnel',
        'programme_code=' || programme_code || '|as_of_date=' || as_of_date || '|stage_code=' || stage_code,
        concat_ws(',',
            if_filled(organisations_count, 'organisations_count'), if_filled(share_of_signed_pct, 'share_of_signed_pct')
        )
    from kpi.settlement_funnel
    union all
    select programme_code, 'coverage', 'programme_code=' || programme_code || '|as_of_date=' || as_of_date,
        concat_ws(',',
            if_filled(stated_total, 'stated_total'), if_filled(ordinals_found, 'ordinals_found'),
            if_filled(organisations_named, 'organisations_named'), if_filled(coverage_pct, 'coverage_pct')
        )
    from kpi.coverage
    union all
    select programme_code, 'reconciliation',
        'programme_code=' || programme_code || '|stated_total_key=' || stated_total_key || '|road_code=' || road_code,
        concat_ws(',',
            if_filled(stated_value, 'stated_value'), if_filled(other_road_value, 'other_road_value'),
            if_filled(difference, 'difference'),
            if_filled(nullif(unnamed_count, 0), 'unnamed_count'),
            if_filled(nullif(definition_count, 0), 'definition_count'),
            if_filled(nullif(timing_count, 0), 'timing_count'),
            if_filled(nullif(duplicate_count, 0), 'duplicate_count'),
            if_filled(nullif(error_count, 0), 'error_count')
        )
    from kpi.reconciliation
)

select programme_code, kpi_table, kpi_key, column_names
from cell
where column_names <> ''
