/*
table:    audit.evidence_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, audit.cited_fact, audit.evidence_of_totals, audit.evidence_of_lists,
  star.fact_signing, star.fact_stated_total, star.fact_stated_breakdown, star.fact_goal
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Each cell is backed by as many statements as its facts say stand behind them.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with fact as (
    select programme_code, 'fact_signing' as fact_table, signing_key as fact_key, statements_count
    from star.fact_signing
    union all
    select programme_code, 'fact_stated_total', stated_total_key, statements_count from star.fact_stated_total
    union all
    select programme_code, 'fact_stated_breakdown', stated_breakdown_key, statements_count
    from star.fact_stated_breakdown
    union all
    select programme_code, 'fact_goal', goal_statement_key, statements_count from star.fact_goal
),

cell as (
    select * from audit.evidence_of_totals
    union all
    select * from audit.evidence_of_lists
),

figure as (
    select programme_code, kpi_table as figure_code,
        sum(statements_count * len(string_split(column_names, ','))) as expected, 0 as found
    from cell
    inner join fact using (programme_code, fact_table, fact_key)
    group by all
    union all
    select programme_code, kpi_table, 0, sum(statements_count * len(string_split(column_names, ',')))
    from cell
    inner join audit.cited_fact using (programme_code, fact_table, fact_key)
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
