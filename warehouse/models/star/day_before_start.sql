/*
table:   star.day_before_start
grain:   one day before its programme began that one document gives one kind of statement
key:     programme_code, document_id, predicate, measure_code, refused_date
reads:   star.corrected_statement
published: no (audit.days_before_start_rows names each)
columns:
  programme_code: the programme
  document_id: the document that gives it
  predicate: what it gives it
  measure_code: what is counted; the predicate where nothing is
  refused_date: the day, which is not used
  statements_count: how many statements of the document give it
*/
select
    programme_code,
    document_id,
    predicate,
    coalesce(measure_code, predicate) as measure_code,
    refused_date,
    count(*) as statements_count
from star.corrected_statement
where refused_date is not null
group by all
