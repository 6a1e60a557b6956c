/*
table:   star.applied_correction
grain:   one statement that a declared correction changes or withdraws
key:     programme_code, statement_id
reads:   extracted.current_statement, raw.capture, config.correction, config.organisation_name
columns:
  programme_code: the programme that the statement belongs to
  statement_id: the statement as it was read
  correction_id: the correction that applies; of several, the one decided last
  now_text: what counts instead; null where the statement is withdrawn
*/
with written as not materialized (
    select
        programme_code,
        document_id,
        statement_id,
        predicate,
        measure_code,
        organisation_text,
        coalesce(organisation_text, value_count::varchar, as_of_date::varchar, value_text) as was_text
    from extracted.current_statement
    semi join config.correction using (programme_code)
),

-- A name may be declared as it is written or as it is shown, without its legal form.
spelled as (
    select statement.* exclude (was_text), name.display_name as was_text
    from written as statement
    inner join config.organisation_name as name using (organisation_text)
    where name.display_name <> statement.was_text
    union all
    select * exclude (was_text), was_text from written
),

matched as (
    select
        spelled.programme_code,
        spelled.statement_id,
        correction.correction_id,
        correction.now_text,
        correction.decided_on
    from config.correction as correction
    inner join spelled
        on spelled.programme_code = correction.programme_code
        and spelled.was_text = correction.was_text
        and correction.field_code in (spelled.predicate, spelled.measure_code)
        and spelled.document_id = coalesce(correction.document_id, spelled.document_id)
    where
        correction.url is null
        or exists (
            select 1
            from raw.capture as capture
            where capture.document_id = spelled.document_id and capture.url = correction.url
        )
)

select programme_code, statement_id, correction_id, now_text
from matched
qualify row_number() over (
    partition by programme_code, statement_id order by decided_on desc nulls last, correction_id
) = 1
