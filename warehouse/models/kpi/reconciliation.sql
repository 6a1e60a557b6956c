/*
table:   kpi.reconciliation
grain:   one stated total against one other road to the same number
key:     programme_code, stated_total_key, road_code
reads:   star.fact_stated_total, star.fact_stated_breakdown, star.fact_signing, star.derived_total, star.chosen_total,
  star.candidate_total, config.breakdown, config.explanation
why:     Disagreement is shown, not hidden. Roads: parts_sector, parts_site, parts_type (the document's own parts),
  derived (counted from signings), other_source (another value for that day), all_partners (a count of companies that
  equals the count of all partners), before_plus_batch (the document's figure before this batch, plus the batch),
  chosen (the exact value of the day, for a figure that is rounded or a bound).
links:
  programme_code: star.dim_programme.programme_code
  measure_code: star.dim_measure.measure_code
  document_id: star.dim_document.document_id
columns:
  programme_code: the programme
  stated_total_key: the stated figure (see star.fact_stated_total)
  road_code: the other road, from the list above
  measure_code: what is counted
  as_of_date: the Korean day for which the figure holds; null where not known
  stated_value: the figure as stated
  other_road_value: the same by the other road
  difference: stated_value less other_road_value
  explanation_code: none where both agree; as explained in configs; else unnamed, definition, timing, duplicate or
    error
  is_explained: whether a dated line in configs explains it
  other_as_of_date: the day that the other road's value is of
  document_id: the document that states the figure
*/
with total as (
    select * from star.fact_stated_total where modality = 'stated'
),

exact_total as (select * from total where qualifier = 'exact' and scope = 'including'),

parts as (
    select programme_code, document_id, breakdown_code, as_of_date_key, sum(stated_count)::bigint as parts_count,
        list(distinct measure_code) as measures
    from star.fact_stated_breakdown
    where modality = 'stated' and qualifier = 'exact'
    group by all
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
    select total.*, 'derived', derived.derived_count, derived.as_of_date,
        if(derived.derived_count > stated_count, 'duplicate', 'unnamed')
    from exact_total as total
    asof inner join star.derived_total as derived
        on derived.programme_code = total.programme_code
        and derived.measure_code = total.measure_code
        and derived.as_of_date <= total.as_of_date
    union all
    select total.*, 'other_source',
        coalesce(nullif(chosen_count, stated_count), nullif(highest_count, stated_count), lowest_count),
        as_of_date, 'error'
    from exact_total as total
    inner join star.chosen_total as chosen using (programme_code, measure_code, as_of_date)
    where chosen.candidates_count > 1
    union all
    select total.*, 'all_partners', stated_count, total.as_of_date, 'definition'
    from exact_total as total
    inner join star.candidate_total as candidate using (programme_code, measure_code, as_of_date, stated_count)
    where candidate.is_definition_suspect
    union all
    select total.*, 'before_plus_batch', before.stated_count + signing.batch_count, total.as_of_date, 'error'
    from exact_total as total
    inner join total as before
        on before.programme_code = total.programme_code
        and before.document_id = total.document_id
        and before.measure_code = total.measure_code
        and before.as_of_date = total.as_of_date
        and before.scope = 'before_this_batch' and before.qualifier = 'exact'
    inner join star.fact_signing as signing
        on signing.programme_code = before.programme_code and signing.signing_key = before.signing_key
    union all
    select total.*, 'chosen', chosen.chosen_count, total.as_of_date,
        case qualifier when 'at_least' then if(chosen_count < stated_count, 'error', 'none')
            when 'at_most' then if(chosen_count > stated_count, 'error', 'none') else 'none' end
    from total
    inner join star.chosen_total as chosen using (programme_code, measure_code, as_of_date)
    where total.qualifier <> 'exact' and total.scope = 'including' and chosen.chosen_count is not null
),

single as (
    select *, finding_key(document_id, as_of_date, measure_code, road_code, stated_count, other_value) as row_key
    from road
    qualify row_number() over (partition by programme_code, stated_total_key, road_code order by other_value desc) = 1
),

explanation as (
    select programme_code, row_key, max_by(explanation_code, (decided_on, explanation_code)) as explanation_code
    from config.explanation
    group by all
)

select single.programme_code, single.stated_total_key, single.road_code, single.measure_code, single.as_of_date,
    single.stated_count as stated_value, single.other_value as other_road_value,
    single.stated_count - single.other_value as difference,
    coalesce(
        explanation.explanation_code,
        if(single.stated_count = single.other_value and single.likely_code <> 'definition', 'none', single.likely_code)
    ) as explanation_code,
    explanation.explanation_code is not null as is_explained,
    single.other_date as other_as_of_date, single.document_id
from single
left join explanation using (programme_code, row_key)
