/*
table:    audit.agreements_by_month_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, kpi.agreements_by_month, star.fact_signing, star.fact_agreement, star.candidate_total
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Months are added up against the facts whose day is known.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with figure as (
    select programme_code, 'signings' as figure_code, count(*) as expected, 0 as found
    from star.fact_signing
    where signed_date_key > 0
    group by all
    union all
    select programme_code, 'rows', count(distinct signed_date_key // 100), 0
    from star.fact_signing
    where signed_date_key > 0
    group by all
    union all
    select programme_code, unnest(['agreements', 'last_cumulative']), count(*), 0
    from star.fact_agreement
    where signed_date_key > 0
    group by all
    union all
    select
        programme_code,
        unnest(['signings', 'rows', 'agreements', 'last_cumulative']),
        0,
        unnest([sum(signings_count), count(*), sum(agreements_count), max(cumulative_count)])
    from kpi.agreements_by_month
    group by all
    union all
    select month.programme_code, 'stated_totals', count(stated_total), count(*) filter (exists (
        select 1
        from star.candidate_total as candidate
        where candidate.programme_code = month.programme_code
            and candidate.measure_code = 'agreements_total'
            and candidate.as_of_date = month.stated_total_date
            and candidate.stated_count = month.stated_total
            and candidate.choice_rank = 1
    ))
    from kpi.agreements_by_month as month
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
