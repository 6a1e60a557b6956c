/*
table:   star.signing_report
grain:   one signing as one document reports it
key:     programme_code, document_id, signing_ref
reads:   star.corrected_statement, star.dim_document
why:     A report counts where the signing, its day, an ordinal or a party is stated as done; plans do not.
links:
  document_id: star.dim_document.document_id
columns:
  programme_code: the programme
  document_id: the document that reports it
  signing_ref: which signing within the document
  report_number: a number for it, the same in every build of the same inputs
  signed_date: the day of signing as stated; null where no whole day is stated
  signed_grade: grade of that day
  near_date: the day of signing, else the day of publication; null where neither is known
  published_date: the Korean day of publication; null where not known
  written_date: near_date before corrections: the day that its figures were given with it
  ordinal_first: first ordinal of the batch
  ordinal_last: last ordinal of the batch
  ordinal_grade: grade of the ordinals
  party_count: how many parties it says there are
  parties_named: how many spellings of parties it lists
  statements_count: statements about the signing and its parties
  publisher: who published the report
  source_rank: standing of the publisher, lower is better
  first_fetched_at: when the report was first fetched
*/
with stated as (
    select *
    from star.corrected_statement
    where
        signing_ref is not null
        and modality = 'stated'
        and predicate in ('signing', 'signed_date', 'ordinal_first', 'ordinal_last', 'party', 'party_count')
),

-- Where a document says that the signing is still to come, the rest of what it says of it is a plan too.
not_done as (
    select programme_code, document_id, signing_ref
    from star.corrected_statement
    where predicate = 'signing' and signing_ref is not null
    group by all
    having bool_and(modality <> 'stated')
),

report as (
    select
        programme_code,
        document_id,
        signing_ref,
        first(as_of_date order by predicate desc, grade, span_start, as_of_date)
            filter (predicate in ('signed_date', 'signing') and as_of_date is not null and as_of_precision = 'day')
            as signed_date,
        first(written_date order by predicate desc, grade, span_start, as_of_date)
            filter (predicate in ('signed_date', 'signing') and as_of_date is not null and as_of_precision = 'day')
            as written_date,
        min(grade) filter (predicate in ('signed_date', 'signing') and as_of_date is not null) as signed_grade,
        first(value_count order by grade, span_start, value_count) filter (predicate = 'ordinal_first') as ordinal_one,
        first(value_count order by grade, span_start, value_count) filter (predicate = 'ordinal_last') as ordinal_two,
        min(grade) filter (predicate in ('ordinal_first', 'ordinal_last')) as ordinal_grade,
        first(value_count order by grade, span_start, value_count) filter (predicate = 'party_count') as party_count,
        count(distinct organisation_text) filter (predicate = 'party') as parties_named,
        count(*) as statements_count
    from stated
    anti join not_done using (programme_code, document_id, signing_ref)
    group by all
)

select
    report.programme_code,
    report.document_id,
    report.signing_ref,
    row_number() over (order by report.programme_code, report.document_id, report.signing_ref) as report_number,
    report.signed_date,
    report.signed_grade,
    coalesce(report.signed_date, document.published_date) as near_date,
    document.published_date,
    coalesce(report.written_date, document.published_date) as written_date,
    least(coalesce(ordinal_one, ordinal_two), coalesce(ordinal_two, ordinal_one)) as ordinal_first,
    greatest(coalesce(ordinal_one, ordinal_two), coalesce(ordinal_two, ordinal_one)) as ordinal_last,
    report.ordinal_grade,
    report.party_count,
    report.parties_named,
    report.statements_count,
    coalesce(document.publisher, 'unknown') as publisher,
    coalesce(document.source_rank, 100) as source_rank,
    document.first_fetched_at
from report
left join star.dim_document as document using (programme_code, document_id)
