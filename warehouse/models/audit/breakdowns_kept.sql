/*
table:    audit.breakdowns_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, kpi.sector_mix, kpi.office_sites, star.fact_stated_breakdown, star.chosen_breakdown
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Published members and their sums against the chosen document's figures.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with figure as (
    select programme_code, breakdown_code || '_sum' as figure_code, sum(parts_count) as expected, 0 as found
    from star.chosen_breakdown
    where breakdown_code in ('sector', 'site')
    group by all
    union all
    select fact.programme_code, fact.breakdown_code || '_rows',
        count(distinct (fact.document_id, fact.as_of_date, fact.member_code)), 0
    from star.fact_stated_breakdown as fact
    semi join star.chosen_breakdown using (programme_code, breakdown_code, as_of_date, document_id)
    where fact.breakdown_code in ('sector', 'site') and fact.modality = 'stated' and fact.qualifier = 'exact'
    group by all
    union all
    select programme_code, unnest(['sector_sum', 'sector_rows']), 0, unnest([sum(organisations_count), count(*)])
    from kpi.sector_mix
    group by all
    union all
    select programme_code, unnest(['site_sum', 'site_rows']), 0, unnest([sum(organisations_count), count(*)])
    from kpi.office_sites
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
