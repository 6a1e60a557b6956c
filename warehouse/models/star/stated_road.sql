/*
table:   star.stated_road
grain:   one stated figure against one other road to the same number
key:     programme_code, stated_key, road_code
reads:   star.fact_stated_total, star.fact_stated_breakdown, star.fact_signing, star.fact_goal, star.derived_total,
  star.chosen_total, star.candidate_total, star.dim_goal, star.dim_document, star.dim_measure, config.breakdown
why:     The roads of kpi.reconciliation, before what configs says of them; there stands what each road is.
columns:
  programme_code: the programme
  stated_key: the stated figure (see star.fact_stated_total; for the road goal, star.fact_goal)
  road_code: the other road
  measure_code: what is counted
  as_of_date: the Korean day for which the figure holds; null where not known
  document_id: the document that states it
  stated_count: the figure as stated
  other_value: the same by the other road
  other_date: the day that the other road's value is of
  likely_code: how the two differ, if they do
*/
with total as (select * from star.fact_stated_total where modality = 'stated'),

exact_total as (select * from total where qualifier = 'exact' and scope = 'including'),

before_batch as (select * from total where qualifier = 'exact' and scope = 'before_this_batch'),

parts as (
    select programme_code, document_id, breakdown_code, as_of_date_key, sum(stated_count)::bigint as parts_count,
        list(distinct measure_code) as measures
    from star.fact_stated_breakdown where modality = 'stated' and qualifier = 'exact' group by all
),

day as (
    select programme_code, signed_date as as_of_date, sum(batch_count) as batch_count
    from star.fact_signing group by all
),

suspect as (
    select programme_code, measure_code, as_of_date, list(stated_count) as counts from star.candidate_total
    where is_definition_suspect group by all
),

road as (
    select total.*, 'parts_' || breakdown.breakdown_code as road_code, parts.parts_count as other_value,
        total.as_of_date as other_date, if(parts.parts_count > stated_count, 'error', 'unnamed') as likely_code
    from exact_total as total
    inner join config.breakdown as breakdown
        on breakdown.programme_code = total.programme_code and breakdown.total_measure_code = total.measure_code
    inner join parts
        on parts.programme_code = total.programme_code
        and parts.document_id = total.document_id
        and parts.as_of_date_key = total.as_of_date_key
        and parts.breakdown_code = breakdown.breakdown_code
    where breakdown.breakdown_code <> 'type' or list_has_all(parts.measures, breakdown.part_measure_codes)
    union all
    -- A figure before the batch is that much lower than what is signed by the end of the day.
    select total.*, 'derived', derived.derived_count, derived.as_of_date,
        case when stated_count + batch_count = derived_count and derived.as_of_date = total.as_of_date then 'timing'
            when derived.derived_count - if(scope = 'before_this_batch' and derived.as_of_date = total.as_of_date,
                batch_count, 0) > stated_count then 'duplicate' else 'unnamed' end
    from (from exact_total union all from before_batch) as total
    left join day using (programme_code, as_of_date)
    asof inner join star.derived_total as derived
        on derived.programme_code = total.programme_code
        and derived.measure_code = total.measure_code
        and derived.as_of_date <= asof_day(total.as_of_date)
    union all
    select total.*, 'other_source',
        coalesce(nullif(chosen_count, stated_count), nullif(highest_count, stated_count), lowest_count) as other,
        as_of_date,
        case when list_contains(suspect.counts, stated_count) or list_contains(suspect.counts, other) then 'definition'
            when abs(other - stated_count) = batch_count and is_moved_by_batch then 'timing' else 'error' end
    from exact_total as total
    -- A batch of agreements moves the partners, not their offices or people.
    inner join (select programme_code, measure_code, is_part_of_all_partners or measure_code = 'agreements_total'
        as is_moved_by_batch from star.dim_measure) using (programme_code, measure_code)
    inner join star.chosen_total as chosen using (programme_code, measure_code, as_of_date)
    left join suspect using (programme_code, measure_code, as_of_date) left join day using (programme_code, as_of_date)
    where chosen.candidates_count > 1
    union all
    select total.*, 'all_partners', stated_count, total.as_of_date, 'definition'
    from exact_total as total
    inner join star.candidate_total as candidate using (programme_code, measure_code, as_of_date, stated_count)
    where candidate.is_definition_suspect
    union all
    select total.*, 'before_plus_batch', before.stated_count + signing.batch_count, total.as_of_date, 'error'
    from exact_total as total
    inner join before_batch as before using (programme_code, document_id, measure_code, as_of_date)
    inner join star.fact_signing as signing
        on signing.programme_code = before.programme_code and signing.signing_key = before.signing_key
    union all
    -- Two organisations that share one ordinal are one by ordinals, two by name.
    select total.*, 'parties', stated_count - (ordinal_last - ordinal_first + 1)
        + greatest(coalesce(party_count_stated, 0), parties_count), total.as_of_date, 'definition'
    from exact_total as total
    inner join star.fact_signing as signing using (programme_code, signing_key)
    where total.measure_code = 'agreements_total' and stated_count = ordinal_last
        and greatest(coalesce(party_count_stated, 0), parties_count) > ordinal_last - ordinal_first + 1
    union all
    select total.*, 'chosen', chosen.chosen_count, total.as_of_date,
        case qualifier when 'at_least' then if(chosen_count < stated_count, 'error', 'none')
            when 'at_most' then if(chosen_count > stated_count, 'error', 'none') else 'none' end
    from total
    inner join star.chosen_total as chosen using (programme_code, measure_code, as_of_date)
    where total.qualifier <> 'exact' and total.scope = 'including' and chosen.chosen_count is not null
)

select programme_code, stated_total_key as stated_key, road_code, measure_code, as_of_date, document_id, stated_count,
    other_value, other_date, likely_code
from road
qualify row_number() over (partition by programme_code, stated_total_key, road_code order by other_value desc) = 1
union all
select stated.programme_code, stated.goal_statement_key, 'goal', goal.measure_code,
    coalesce(stated.as_of_date, document.published_date), stated.document_id, stated.target_count, goal.target_value,
    goal.stated_on,
    case when stated.target_count = goal.target_value then 'none' when document.published_date < goal.stated_on
        then 'timing' when stated.qualifier <> 'exact' then 'definition' else 'error' end
from star.fact_goal as stated
inner join star.dim_goal as goal using (programme_code, goal_code)
inner join star.dim_document as document using (programme_code, document_id)
where goal.target_value is not null
