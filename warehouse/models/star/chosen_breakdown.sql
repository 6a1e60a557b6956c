/*
table:   star.chosen_breakdown
grain:   one breakdown on one day: the one document whose list is published
key:     programme_code, breakdown_code, as_of_date
reads:   star.fact_stated_breakdown, star.fact_stated_total, star.chosen_total, star.dim_document, config.breakdown
why:     Rows come from one document, the most complete, never a union: first those whose own total is not another than
  the one chosen that day, then most members, then parts that add up to the stated total, then best grade, then the
  publisher's standing. The total is the document's own, else the one chosen that day.
links:
  programme_code: star.dim_programme.programme_code
  document_id: star.dim_document.document_id
columns:
  programme_code: the programme
  breakdown_code: sector, site or type
  as_of_date: the Korean day for which it holds
  document_id: the document whose list it is
  members_count: how many members it lists
  parts_count: their figures, added up
  total_count: the total that they should give; null where none is stated
  is_consistent: whether they do
*/
with list as (
    select
        programme_code,
        breakdown_code,
        as_of_date,
        document_id,
        count(*) as members_count,
        sum(stated_count)::bigint as parts_count,
        min(grade) as grade
    from star.fact_stated_breakdown
    where modality = 'stated' and qualifier = 'exact' and as_of_date is not null
    group by all
),

total_measure as (
    select programme_code, breakdown_code, min(total_measure_code) as measure_code
    from config.breakdown
    group by all
),

own_total as (
    select
        programme_code,
        document_id,
        measure_code,
        as_of_date,
        case when count(distinct stated_count) = 1 then min(stated_count) end as total_count
    from star.fact_stated_total
    where can_be_chosen
    group by all
),

joined as (
    select
        list.*,
        coalesce(own_total.total_count, chosen.chosen_count) as total_count,
        coalesce(own_total.total_count <> chosen.chosen_count, false) as is_of_another_total,
        coalesce(document.source_rank, 100) as source_rank
    from list
    left join total_measure using (programme_code, breakdown_code)
    left join own_total using (programme_code, document_id, measure_code, as_of_date)
    left join star.chosen_total as chosen
        on chosen.programme_code = list.programme_code
        and chosen.measure_code = total_measure.measure_code
        and chosen.as_of_date = list.as_of_date
    left join star.dim_document as document
        on document.programme_code = list.programme_code and document.document_id = list.document_id
)

select
    programme_code,
    breakdown_code,
    as_of_date,
    document_id,
    members_count,
    parts_count,
    total_count,
    coalesce(parts_count = total_count, false) as is_consistent
from joined
qualify row_number() over (
    partition by programme_code, breakdown_code, as_of_date
    order by
        is_of_another_total, members_count desc, coalesce(parts_count = total_count, false) desc, grade, source_rank,
        document_id
) = 1
