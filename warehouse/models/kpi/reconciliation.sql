/*
table:   kpi.reconciliation
grain:   one stated figure (a total, or a goal's target) against one other road to the same number
key:     programme_code, stated_total_key, road_code
reads:   star.stated_road, config.explanation
why:     Disagreement is shown, not hidden. Roads: parts_sector, parts_site, parts_type (the document's own parts),
  derived (counted from signings; 'timing' where the figure leaves out that day's batch), other_source (another value
  for that day), all_partners (a count of companies that equals the count of all partners), before_plus_batch (the
  document's figure before this batch, plus the batch), parties (by name, where organisations share an ordinal), chosen
  (the exact value of the day, for a figure that is rounded or a bound), goal (the target that configs declares;
  'timing' where it was set later).
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
  explanation_code: none where both agree; as explained in configs; else unnamed, definition, timing, duplicate or
    error
  is_explained: whether a dated line in configs explains it
  other_as_of_date: the day that the other road's value is of
  document_id: the document that states the figure
*/
with single as (
    select *, finding_key(document_id, as_of_date, measure_code, road_code, stated_count, other_value) as row_key
    from star.stated_road
),

explanation as (
    select programme_code, row_key, max_by(explanation_code, (decided_on, explanation_code)) as explanation_code
    from config.explanation
    group by all
)

select single.programme_code, single.stated_key as stated_total_key, single.road_code, single.measure_code,
    single.as_of_date,
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
