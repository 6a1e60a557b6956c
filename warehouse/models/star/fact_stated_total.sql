/*
table:   star.fact_stated_total
grain:   one measure's cumulative value as one document states it for one day
key:     programme_code, stated_total_key
reads:   star.meant_statement, star.dim_document, star.document_voice
why:     Every figure is kept, also those that are rounded, claimed in speech or exclude the batch reported; only
  exact ones that are stated as reached, including the batch, can become the value of a day (see star.chosen_total).
unrepeated: stated_total_key
links:
  programme_code: star.dim_programme.programme_code
  document_id: star.dim_document.document_id
  measure_code: star.dim_measure.measure_code
  as_of_date_key: star.dim_date.date_key
columns:
  programme_code: the programme
  stated_total_key: the figure, from document, measure, day, wording and value
  document_id: the document that states it
  measure_code: what is counted
  as_of_date: the Korean day for which it holds; null where not known
  as_of_date_key: the same as yyyymmdd; -1 where not known
  stated_count: the figure
  qualifier: exact, at_least, at_most or about
  scope: including or before_this_batch
  modality: stated, planned or claimed
  can_be_chosen: whether it is exact, stated as reached, includes the batch and has a day
  signing_key: the signing that it is told with; 'unknown' where there is none
  publisher: who published the document
  voice: the publisher that speaks for it and its copies; null where it cannot be compared (see star.document_voice)
  source_rank: standing of the publisher, lower is better
  grade: best grade among the statements
  statements_count: how many statements of the document say so
*/
select
    placed.programme_code,
    placed.fact_key as stated_total_key,
    placed.document_id,
    coalesce(placed.measure_code, 'unknown') as measure_code,
    placed.as_of_date,
    day_key(placed.as_of_date) as as_of_date_key,
    placed.value_count as stated_count,
    placed.qualifier,
    placed.scope,
    placed.modality,
    placed.qualifier = 'exact' and placed.scope = 'including' and placed.modality = 'stated'
        and placed.as_of_date is not null as can_be_chosen,
    min(placed.signing_key) as signing_key,
    coalesce(min(document.publisher), 'unknown') as publisher,
    if(count(copied.document_id) = 0, coalesce(min(document.publisher), 'unknown'), min(copied.voice)) as voice,
    coalesce(min(document.source_rank), 100) as source_rank,
    min(placed.grade) as grade,
    count(*) as statements_count
from star.meant_statement as placed
left join star.dim_document as document using (programme_code, document_id)
left join star.document_voice as copied using (programme_code, document_id)
where placed.fact_table = 'fact_stated_total'
group by all
