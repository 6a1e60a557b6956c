/*
table:   star.corrected_statement
grain:   one statement that may count: of the newest reading, corrections applied, grade D left out
key:     programme_code, statement_number
reads:   extracted.current_statement, star.applied_correction, config.programme
published: no (holds words that are not masked)
stored:  while built: star.placed_statement keeps what came of it
why:     Nothing is signed or counted before the programme began: such a day is misprinted, misread or of something
  else.
columns:
  programme_code: the programme that the statement belongs to
  statement_number: the statement, by its number in extracted.statement
  document_id: sha256 of the bytes of the document that makes it
  signing_ref: which signing within the document; null where it belongs to none
  predicate: what kind of statement it is
  measure_code: what is counted, or the goal's code for a goal
  member_text: the member of a breakdown, as written
  organisation_text: the organisation as written, or as corrected
  value_count: the number, as written or as corrected; null outside 0 to a million million
  value_text: what is undertaken; the masked quote where the text itself is not part of it
  qualifier: exact, at_least, at_most or about
  scope: including or before_this_batch
  as_of_date: the Korean day for which it holds; null where that is before the programme began
  written_date: the day as it was read, whatever a correction says
  refused_date: the day that is before the programme began; null where none is
  as_of_precision: day, month or year
  target_date: the day a goal falls due
  modality: stated, planned or claimed
  grade: A to C
  span_start: where its quote starts in the document's text
*/
with corrected as (
    select
        statement.*,
        correction.now_text,
        case
            when statement.predicate in ('signed_date', 'first_signing')
            then coalesce(try_cast(correction.now_text as date), statement.as_of_date)
            else statement.as_of_date
        end as said_date,
        said_date < programme.started_on and coalesce(statement.as_of_precision, 'day') = 'day'
            and statement.predicate in ('signing', 'signed_date', 'stated_total', 'sector_count', 'site_count')
            as is_refused
    from extracted.current_statement as statement
    left join star.applied_correction as correction using (programme_code, statement_id)
    left join config.programme as programme using (programme_code)
    where
        statement.grade in ('A', 'B', 'C')
        and (correction.correction_id is null or correction.now_text is not null)
)

select
    statement.programme_code,
    statement.statement_number,
    statement.document_id,
    statement.signing_ref,
    statement.predicate,
    statement.measure_code,
    statement.member_text,
    case
        when statement.now_text is not null and statement.organisation_text is not null then statement.now_text
        else statement.organisation_text
    end as organisation_text,
    case
        when statement.now_text is not null and statement.organisation_text is null
        then coalesce(try_cast(statement.now_text as bigint), plausible_count(statement.value_count))
        else plausible_count(statement.value_count)
    end as value_count,
    case
        when statement.predicate <> 'commitment' then null
        when contains(statement.quote_public, statement.value_text) then statement.value_text
        else statement.quote_public
    end as value_text,
    coalesce(statement.qualifier, 'exact') as qualifier,
    coalesce(statement.scope, 'including') as scope,
    if(is_refused, null, said_date) as as_of_date,
    statement.as_of_date as written_date,
    if(is_refused, said_date, null) as refused_date,
    coalesce(statement.as_of_precision, 'day') as as_of_precision,
    statement.target_date,
    statement.modality,
    statement.grade,
    statement.span_start
from corrected as statement
