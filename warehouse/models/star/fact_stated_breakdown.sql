/*
table:   star.fact_stated_breakdown
grain:   one member of one breakdown (sector, site, type) as one document states it for one day
key:     programme_code, stated_breakdown_key
reads:   star.meant_statement, star.figure_of_type, star.member_text
unrepeated: stated_breakdown_key
links:
  programme_code: star.dim_programme.programme_code
  document_id: star.dim_document.document_id
  sector_code: star.dim_sector.sector_code
  site_code: star.dim_site.site_code
  measure_code: star.dim_measure.measure_code
  as_of_date_key: star.dim_date.date_key
columns:
  programme_code: the programme
  stated_breakdown_key: the figure, from document, breakdown, day, wording and member
  document_id: the document that states it
  breakdown_code: sector, site or type
  member_code: the sector, the site, or for type the measure
  sector_code: the sector; 'unknown' for other breakdowns
  site_code: the site; 'unknown' for other breakdowns
  measure_code: for type, the measure; 'unknown' for other breakdowns
  member_text: the member as written, without spaces
  as_of_date: the Korean day for which it holds; null where not known
  as_of_date_key: the same as yyyymmdd; -1 where not known
  stated_count: the figure; where the document states several, of the best grade, then the lower
  values_count: how many different figures the document states for it
  qualifier: exact, at_least, at_most or about
  modality: stated, planned or claimed
  grade: best grade among the statements
  statements_count: how many statements of the document say so
*/
with member as (
    select placed.*, name.breakdown_code, name.member_code
    from star.meant_statement as placed
    left join star.member_text as name using (programme_code, predicate, member_text)
    where placed.fact_table = 'fact_stated_breakdown'
    union all
    select placed.* replace (part.stated_breakdown_key as fact_key), 'type', placed.measure_code
    from star.meant_statement as placed
    inner join star.figure_of_type as part using (programme_code, statement_number)
)

select
    programme_code,
    fact_key as stated_breakdown_key,
    document_id,
    coalesce(breakdown_code, replace(predicate, '_count', '')) as breakdown_code,
    coalesce(member_code, 'unknown') as member_code,
    case when predicate = 'sector_count' then coalesce(member_code, 'unknown') else 'unknown' end as sector_code,
    case when predicate = 'site_count' then coalesce(member_code, 'unknown') else 'unknown' end as site_code,
    case when predicate = 'stated_total' then measure_code else 'unknown' end as measure_code,
    case when predicate = 'stated_total' then measure_code else member_text end as member_text,
    as_of_date,
    day_key(as_of_date) as as_of_date_key,
    first(value_count order by grade, value_count) as stated_count,
    count(distinct value_count) as values_count,
    qualifier,
    modality,
    min(grade) as grade,
    count(*) as statements_count
from member
group by all
