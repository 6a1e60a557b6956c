/*
table:   audit.evidence_of_totals
grain:   one fact row behind some cells of one KPI row that rests on totals or signings
key:     programme_code, kpi_table, kpi_key, column_names, fact_table, fact_key
reads:   kpi.goal_progress, kpi.agreements_by_month, kpi.settlement_funnel, kpi.coverage, star.fact_stated_total,
  star.fact_signing, star.bound_at_due
why:     A derived or added-up cell cites its increment: the signings of that day, or since the figure before.
unrepeated: kpi_key, fact_key
columns:
  programme_code: the programme
  kpi_table: the KPI table, without its schema
  kpi_key: the row's key columns as code=value, joined by |
  column_names: the cells' columns, joined by a comma
  fact_table: the fact table, without its schema
  fact_key: the row of that table
*/
with total as (
    select
        programme_code, measure_code, as_of_date, stated_count, 'fact_stated_total' as fact_table,
        stated_total_key as fact_key
    from star.fact_stated_total
    where can_be_chosen
),

signing as (
    select programme_code, signed_date, 'fact_signing' as fact_table, signing_key as fact_key
    from star.fact_signing
    where signed_date is not null
),

progress as (
    select *, concat_ws('|', 'programme_code=' || programme_code, 'goal_code=' || goal_code,
        'measure_code=' || measure_code, 'as_of_date=' || as_of_date, 'actual_basis=' || actual_basis) as kpi_key,
        concat_ws(',', if_filled(actual_value, 'actual_value'), if_filled(progress_pct, 'progress_pct'),
            if_filled(pace_ratio, 'pace_ratio'), if_filled(required_per_month, 'required_per_month'),
            if_filled(projected_low, 'projected_low'), if_filled(projected_high, 'projected_high'))
            as column_names
    from kpi.goal_progress
),

bound as (
    select progress.programme_code, kpi_key, unnest(['bound_low', 'bound_high']) as column_names,
        unnest([low_fact_table, high_fact_table]) as fact_table, unnest([low_fact_key, high_fact_key]) as fact_key,
        unnest([progress.bound_low, progress.bound_high]) as bound_count
    from progress
    inner join star.bound_at_due using (programme_code, goal_code, measure_code)
),

by_month as (
    select *, concat_ws('|', 'programme_code=' || programme_code, 'month_date=' || month_date) as kpi_key
    from kpi.agreements_by_month
),

funnel as (
    select *,
        concat_ws('|', 'programme_code=' || programme_code, 'as_of_date=' || as_of_date, 'stage_code=' || stage_code)
            as kpi_key,
        concat_ws(',', if_filled(organisations_count, 'organisations_count'),
            if_filled(share_of_signed_pct, 'share_of_signed_pct')) as column_names,
        case stage_code when 'signed' then 'agreements_total' when 'office_opened' then 'offices_opened'
            when 'corporation_established' then 'corporations_established' else stage_code end as measure_code
    from kpi.settlement_funnel
),

covered as (
    select *, concat_ws('|', 'programme_code=' || programme_code, 'as_of_date=' || as_of_date) as kpi_key,
        lag(as_of_date, 1, date '0001-01-01') over (partition by programme_code order by as_of_date) as date_before
    from kpi.coverage
),

cell as (
    select programme_code, 'goal_progress' as kpi_table, kpi_key, column_names, fact_table, fact_key
    from progress
    inner join total using (programme_code, measure_code, as_of_date)
    where actual_basis = 'stated' and actual_value = stated_count
    union all
    select progress.programme_code, 'goal_progress', kpi_key, column_names, fact_table, fact_key
    from progress
    inner join signing on signing.programme_code = progress.programme_code and signed_date = as_of_date
    where actual_basis = 'derived'
    union all
    select programme_code, 'goal_progress', kpi_key, column_names, fact_table, fact_key from bound
    where bound_count is not null
    union all
    select by_month.programme_code, 'agreements_by_month', kpi_key,
        'signings_count,agreements_count,cumulative_count', fact_table, fact_key
    from by_month
    inner join signing
        on signing.programme_code = by_month.programme_code and date_trunc('month', signed_date)::date = month_date
    union all
    select by_month.programme_code, 'agreements_by_month', kpi_key, 'stated_total', fact_table, fact_key
    from by_month
    inner join total
        on total.programme_code = by_month.programme_code and total.measure_code = 'agreements_total'
        and total.as_of_date = stated_total_date and total.stated_count = stated_total
    union all
    select programme_code, 'settlement_funnel', kpi_key, column_names, fact_table, fact_key
    from funnel
    inner join total using (programme_code, measure_code, as_of_date)
    where organisations_count = stated_count
    union all
    select covered.programme_code, 'coverage', kpi_key,
        'stated_total,ordinals_found,organisations_named,coverage_pct', fact_table, fact_key
    from covered
    inner join total
        on total.programme_code = covered.programme_code and total.measure_code = 'agreements_total'
        and total.as_of_date = covered.as_of_date and total.stated_count = stated_total
    union all
    select covered.programme_code, 'coverage', kpi_key,
        'ordinals_found,organisations_named,coverage_pct', fact_table, fact_key
    from covered
    inner join signing
        on signing.programme_code = covered.programme_code and signed_date > date_before and signed_date <= as_of_date
)

select programme_code, kpi_table, kpi_key, column_names, fact_table, fact_key
from cell
where column_names <> ''
