/*
table:    audit.settlement_funnel_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, kpi.settlement_funnel, star.candidate_total
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Stages are counted and added up from the candidates that stand first alone.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with first_alone as (
    select programme_code, measure_code, as_of_date, max(stated_count) as stated_count
    from star.candidate_total
    where choice_rank = 1
        and measure_code in ('agreements_total', 'offices_opened', 'corporations_established', 'hq_relocated')
    group by all
    having count(*) = 1 and not bool_or(is_definition_suspect)
),

figure as (
    select programme_code, unnest(['rows', 'sum']) as figure_code, unnest([count(*), sum(stated_count)]) as expected,
        0 as found
    from first_alone
    group by all
    union all
    select programme_code, unnest(['rows', 'sum']), 0, unnest([count(*), sum(organisations_count)])
    from kpi.settlement_funnel
    group by all
)

select programme_code, figure_code, sum(expected)::bigint as count_expected, sum(found)::bigint as count_found
from (
    select programme_code, figure_code, coalesce(expected, 0) as expected, coalesce(found, 0) as found from figure
    union all
    select programme_code, figure_code, 0, 0
    from star.dim_programme
    cross join (select distinct figure_code from figure)
    union all
    select programme_code, 'rows', 0, 0 from star.dim_programme
)
group by all
