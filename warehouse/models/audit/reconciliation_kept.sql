/*
table:    audit.reconciliation_kept
grain:    one figure of one programme, by two roads
key:      programme_code, figure_code
reads:    star.dim_programme, kpi.reconciliation, star.fact_stated_total, star.fact_stated_breakdown,
  star.fact_signing, star.fact_goal, star.candidate_total, config.breakdown, config.goal
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Rows of each road are counted from the facts; differences must be what the two numbers give.
columns:
  programme_code: the programme
  figure_code: which figure
  count_expected: the figure from the star, by another road than the KPI model takes
  count_found: the figure from the KPI table
*/
with total as (
    select *, qualifier = 'exact' and scope = 'including' as is_exact
    from star.fact_stated_total
    where modality = 'stated'
),

part as (
    select programme_code, document_id, as_of_date_key, breakdown_code, list(distinct measure_code) as measures
    from star.fact_stated_breakdown
    where modality = 'stated' and qualifier = 'exact'
    group by all
),

several as (
    select programme_code, measure_code, as_of_date, count(*) as values_count,
        count(*) filter (choice_rank = 1) = 1 as is_chosen,
        is_chosen and count(*) filter (choice_rank = 1 and is_definition_suspect) = 0 as is_sound
    from star.candidate_total
    group by all
),

road as (
    select total.programme_code, 'parts_' || part.breakdown_code as figure_code
    from total
    inner join part using (programme_code, document_id, as_of_date_key)
    inner join (
        select distinct programme_code, total_measure_code as measure_code, breakdown_code, part_measure_codes
        from config.breakdown
    ) as breakdown using (programme_code, measure_code, breakdown_code)
    where is_exact and (breakdown_code <> 'type' or list_has_all(part.measures, breakdown.part_measure_codes))
    union all
    select total.programme_code, 'derived'
    from total
    inner join (select programme_code, min(signed_date) as first_date from star.fact_signing group by all)
        using (programme_code)
    where (is_exact or (qualifier = 'exact' and scope = 'before_this_batch'))
        and measure_code = 'agreements_total' and as_of_date >= first_date
    union all
    select programme_code, 'other_source'
    from total
    inner join several using (programme_code, measure_code, as_of_date)
    where is_exact and values_count > 1
    union all
    select programme_code, 'all_partners' from total
    semi join (select * from star.candidate_total where is_definition_suspect)
        using (programme_code, measure_code, as_of_date, stated_count)
    where is_exact
    union all
    select programme_code, 'before_plus_batch'
    from total
    semi join (
        select before.programme_code, before.document_id, before.measure_code, before.as_of_date
        from total as before
        semi join star.fact_signing using (programme_code, signing_key)
        where before.scope = 'before_this_batch' and before.qualifier = 'exact'
    ) using (programme_code, document_id, measure_code, as_of_date)
    where is_exact
    union all
    select programme_code, 'chosen' from total
    inner join several using (programme_code, measure_code, as_of_date)
    where qualifier <> 'exact' and scope = 'including' and is_chosen
    union all
    select programme_code, 'previous' from total
    inner join (select programme_code, measure_code, min(as_of_date) as first_date from several
        where is_sound group by all) using (programme_code, measure_code)
    where is_exact and as_of_date > first_date
    union all
    select programme_code, 'parties' from total
    semi join (select *, ordinal_last as stated_count from star.fact_signing
        where batch_count < greatest(parties_count, party_count_stated))
        using (programme_code, signing_key, stated_count)
    where is_exact and measure_code = 'agreements_total'
    union all
    select programme_code, 'goal' from star.fact_goal
    semi join (select * from config.goal where target_value is not null) using (programme_code, goal_code)
),

figure as (
    select programme_code, figure_code, count(*) as expected, 0 as found from road group by all
    union all
    select programme_code, road_code, 0, count(*) from kpi.reconciliation group by all
    union all
    select programme_code, unnest(['differences_right', 'parts_right']), count(*), unnest([
        count(*) filter (difference = stated_value - other_road_value),
        count(*) filter (difference = unnamed_count + definition_count + timing_count + duplicate_count + error_count)
    ])
    from kpi.reconciliation
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
