/*
table:    audit.coverage_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, kpi.coverage, star.candidate_total, star.fact_agreement
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Found and missing ordinals must give the total; organisations are counted again from the agreements.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with first_alone as (
    select programme_code, as_of_date, max(stated_count) as stated_count
    from star.candidate_total
    where choice_rank = 1 and measure_code = 'agreements_total'
    group by all
    having count(*) = 1
),

gap as (
    select programme_code, unnest(string_split(missing_ordinals, ', ')) as range_text
    from kpi.coverage
    where missing_ordinals <> ''
),

figure as (
    select programme_code, unnest(['rows', 'totals', 'ordinals']) as figure_code,
        unnest([count(*), sum(stated_count), sum(stated_count)]) as expected, 0 as found
    from first_alone
    group by all
    union all
    select programme_code, unnest(['rows', 'totals', 'ordinals', 'organisations']), 0,
        unnest([count(*), sum(stated_total), sum(ordinals_found), sum(organisations_named)])
    from kpi.coverage
    group by all
    union all
    select programme_code, 'ordinals', 0,
        sum(
            try_cast(split_part(range_text, '-', -1) as bigint)
            - try_cast(split_part(range_text, '-', 1) as bigint) + 1
        )
    from gap
    group by all
    union all
    select first_alone.programme_code, 'organisations', count(distinct (first_alone.as_of_date, organisation_key)), 0
    from first_alone
    inner join star.fact_agreement as agreement
        on agreement.programme_code = first_alone.programme_code
        and (agreement.signed_date <= as_of_date or (signed_date_key < 0 and ordinal_last <= stated_count))
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
