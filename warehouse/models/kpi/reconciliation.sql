/*
table:   kpi.reconciliation
grain:   one stated figure (a total, or a goal's target) against one other road to the same number
key:     programme_code, stated_total_key, road_code
reads:   star.stated_road, star.previous_total, star.fact_stated_total, star.fact_signing, config.explanation
why:     Disagreement is shown, not hidden. Roads: parts_sector, parts_site, parts_type (the document's own parts),
  derived (counted from signings; 'timing' where the figure leaves out that day's batch), other_source (another value
  for that day), all_partners (a count of companies that equals the count of all partners), before_plus_batch (the
  document's figure before this batch, plus the batch), parties (by name, where organisations share an ordinal), chosen
  (the exact value of the day, for a figure that is rounded or a bound), goal (the target that configs declares;
  'timing' where it was set later), previous (the last sound figure of an earlier day; growth is no disagreement).
  The difference is parted into five counts that give it together, each with its sign.
unrepeated: stated_total_key
links:
  programme_code: star.dim_programme.programme_code
  measure_code: star.dim_measure.measure_code
  document_id: star.dim_document.document_id
columns:
  programme_code: the programme
  stated_total_key: the stated figure (see star.fact_stated_total; for the road goal, star.fact_goal)
  road_code: the other road, from the list above
  measure_code: what is counted
  as_of_date: the Korean day for which the figure holds; null where not known
  stated_value: the figure as stated
  other_road_value: the same by the other road
  difference: stated_value less other_road_value
  explanation_code: none where both agree, or where a figure has only grown since an earlier day; as explained in
    configs; else unnamed, definition, timing, duplicate or error
  is_explained: whether a dated line in configs explains it
  other_as_of_date: the day that the other road's value is of
  document_id: the document that states the figure
  unnamed_count: the part of the difference that is agreements which no announcement found names
  definition_count: the part that is another definition, or a rounded figure
  timing_count: the part that is another moment: the batch of the day, or what was signed since
  duplicate_count: the part that seems to be counted twice
  error_count: the part that nothing else explains, or that configs calls an error
*/
with batch as (
    select programme_code, signed_date as as_of_date, sum(batch_count)::bigint as batch_count
    from star.fact_signing
    group by all
),

road as (
    select road.*, if(road.road_code = 'derived' and total.scope = 'before_this_batch'
        and road.other_date = road.as_of_date, -batch.batch_count, 0) as moment_count
    from star.stated_road as road
    left join star.fact_stated_total as total
        on total.programme_code = road.programme_code and total.stated_total_key = road.stated_key
    left join batch on batch.programme_code = road.programme_code and batch.as_of_date = road.as_of_date
    union all by name
    select * exclude (found_count), 'previous' as road_code, if(likely_code <> 'none', 0,
        least(coalesce(found_count, stated_count - other_value), greatest(stated_count - other_value, 0)))
            as moment_count
    from star.previous_total
),

single as (
    select *, finding_key(document_id, as_of_date, measure_code, road_code, stated_count, other_value) as row_key,
        stated_count - other_value as difference, stated_count - other_value - moment_count as rest_count
    from road
),

explanation as (
    select programme_code, row_key, max_by(explanation_code, (decided_on, explanation_code)) as explanation_code
    from config.explanation
    group by all
),

coded as (
    select single.*, explanation.explanation_code as declared_code,
        coalesce(explanation.explanation_code, case
            when likely_code = 'timing' then 'timing'
            when road_code = 'derived' then if(rest_count > 0, 'unnamed', 'duplicate')
            when road_code = 'previous' and likely_code = 'none'
            then if(measure_code = 'agreements_total' and rest_count > 0, 'unnamed', 'timing')
            when likely_code = 'none' then 'definition'
            else likely_code
        end) as rest_code
    from single
    left join explanation using (programme_code, row_key)
)

select programme_code, stated_key as stated_total_key, road_code, measure_code, as_of_date,
    stated_count as stated_value, other_value as other_road_value, difference,
    coalesce(declared_code, if(difference = 0 and likely_code <> 'definition', 'none', likely_code))
        as explanation_code,
    declared_code is not null as is_explained, other_date as other_as_of_date, document_id,
    if(rest_code = 'unnamed', rest_count, 0) as unnamed_count,
    if(rest_code = 'definition', rest_count, 0) as definition_count,
    moment_count + if(rest_code = 'timing', rest_count, 0) as timing_count,
    if(rest_code = 'duplicate', rest_count, 0) as duplicate_count,
    if(rest_code not in ('unnamed', 'definition', 'timing', 'duplicate'), rest_count, 0) as error_count
from coded
