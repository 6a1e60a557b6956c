/*
table:   audit.ranges_hold_rows
grain:   one published value outside of what it can be
key:     programme_code, row_key
reads:   kpi.goal_progress, kpi.agreements_by_month, kpi.sector_mix, kpi.office_sites, kpi.settlement_funnel,
  kpi.coverage, kpi.evidence, audit.explanation
columns:
  programme_code: the programme
  row_key: names the finding, numbers included; a dated line in configs explains it by this key
  document_id: the document that it is found in; null where it is not of one document
  stated_value: the first of the two numbers; null where there is none
  found_value: the second of the two numbers; null where there is none
  message: what is wrong, in words
  is_explained: whether a dated line in configs explains it
  explanation_code: how; null where nothing does
*/
with ranged as (
    select programme_code, 'goal_progress' as kpi_table,
        concat_ws('|', goal_code, measure_code, as_of_date, actual_basis) as place,
        unnest(['actual_value', 'target_value', 'progress_pct', 'elapsed_pct', 'bound_low', 'bound_high'])
            as column_name,
        unnest([actual_value, target_value, progress_pct, elapsed_pct, bound_low, bound_high])::double as amount,
        unnest([0, 1, 0, 0, 0, bound_low])::double as lowest, null::double as highest
    from kpi.goal_progress
    union all
    select programme_code, 'agreements_by_month', month_date::varchar,
        unnest(['signings_count', 'agreements_count', 'cumulative_count', 'stated_total']),
        unnest([signings_count, agreements_count, cumulative_count, stated_total]),
        unnest([0, 0, agreements_count, 0]), null
    from kpi.agreements_by_month
    union all
    select programme_code, 'sector_mix', concat_ws('|', as_of_date, sector_code),
        unnest(['organisations_count', 'share_pct']), unnest([organisations_count, share_pct]), 0, null
    from kpi.sector_mix
    union all
    select programme_code, 'office_sites', concat_ws('|', as_of_date, site_code),
        unnest(['organisations_count', 'share_pct']), unnest([organisations_count, share_pct]), 0, null
    from kpi.office_sites
    union all
    select programme_code, 'settlement_funnel', concat_ws('|', as_of_date, stage_code),
        unnest(['organisations_count', 'share_of_signed_pct']), unnest([organisations_count, share_of_signed_pct]), 0,
        null
    from kpi.settlement_funnel
    union all
    select programme_code, 'coverage', as_of_date::varchar,
        unnest(['stated_total', 'ordinals_found', 'organisations_named', 'coverage_pct']),
        unnest([stated_total, ordinals_found, organisations_named, coverage_pct]), 0,
        unnest([null, stated_total, null, 100])
    from kpi.coverage
    union all
    select programme_code, 'evidence', statement_id, unnest(['quote_public', 'span_end']),
        unnest([length(quote_public), span_end]), unnest([1, span_start + 1]), unnest([160, null])
    from (
        -- Of millions of rows hardly ever one: only those are taken apart.
        select distinct programme_code, statement_id, quote_public, span_start, span_end
        from kpi.evidence
        where length(quote_public) not between 1 and 160 or span_end <= span_start
    )
),

finding as (
    select
        programme_code,
        concat_ws('|', kpi_table, place, 'column=' || column_name) as row_key,
        null::varchar as document_id,
        coalesce(if(amount < lowest, lowest, highest), lowest)::bigint as stated_value,
        amount::bigint as found_value,
        format('kpi.{}.{} is {}, outside of {} to {}', kpi_table, column_name, amount, lowest,
            coalesce(highest::varchar, 'any')) as message
    from ranged
    where amount < lowest or amount > highest
)

select
    finding.programme_code,
    finding.row_key,
    finding.document_id,
    finding.stated_value,
    finding.found_value,
    finding.message,
    explanation.row_key is not null as is_explained,
    explanation.explanation_code
from finding
left join audit.explanation as explanation
    on explanation.programme_code = finding.programme_code
    and explanation.check_name = 'ranges_hold'
    and explanation.row_key = finding.row_key
