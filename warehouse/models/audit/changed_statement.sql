/*
table:   audit.changed_statement
grain:   one statement that came, went, or counts otherwise than in the version before, and why
key:     programme_code, statement_id
reads:   extracted.statement, star.dim_organisation, star.organisation_text, star.applied_correction,
  star.placed_statement, audit.changed_document, previous.version, previous.document, previous.organisation_text,
  previous.applied_correction, previous.evidence, checked.changed_cell
published: no (what it explains is published as kpi.restatement)
why:     Empty where no version was published before. Of several causes, what a person declared comes first.
columns:
  programme_code: the programme
  statement_id: the statement
  cause_rank: 1 correction_declared, 2 identity_changed, 3 document_taken_down, 4 source_corrected, 5 new_document,
    6 rule_changed
  cause_code: the cause in words
  cause_key: the correction, the spelling of the organisation, the document, or the fingerprint of the rules
  as_of_date: the Korean day that the statement speaks of; null where not known
*/
with meant_otherwise as (
    select now.programme_code, now.organisation_text
    from star.organisation_text as now
    inner join star.dim_organisation as organisation using (programme_code, organisation_key)
    inner join previous.organisation_text as before using (programme_code, organisation_text)
    where organisation.is_current
        and (now.organisation_key, organisation.type_code) is distinct from (before.organisation_key, before.type_code)
),

correction as (
    select programme_code, statement_id, correction_id, now_text from star.applied_correction
    where exists (select 1 from previous.version where previous_version is not null)
),

declared as (
    select programme_code, statement_id, min(correction_id) as correction_id
    from (
        (select * from correction except select * from previous.applied_correction)
        union all
        (select * from previous.applied_correction except select * from correction)
    )
    group by all
),

-- Their statements are gone with them: what is left to tell is which cells they stood behind.
taken_down as (
    select evidence.programme_code, evidence.statement_id, document.cause_rank, document.cause_code, document.cause_key,
        min(cell.as_of_date) as as_of_date
    from previous.evidence as evidence
    inner join audit.changed_document as document using (programme_code, document_id)
    inner join checked.changed_cell as cell using (programme_code, kpi_table, kpi_key)
    where document.cause_code = 'document_taken_down' and document.cause_key = document.document_id
    group by all
),

cause as (
    select programme_code, statement_id, 1 as cause_rank, 'correction_declared' as cause_code,
        declared.correction_id as cause_key
    from extracted.statement
    inner join declared using (programme_code, statement_id)
    semi join previous.document using (programme_code, document_id)
    union all
    select programme_code, statement_id, 2, 'identity_changed', organisation_text
    from extracted.statement
    semi join meant_otherwise using (programme_code, organisation_text)
    union all
    select programme_code, statement_id, document.cause_rank, document.cause_code, document.cause_key
    from extracted.statement
    inner join audit.changed_document as document using (programme_code, document_id)
    union all
    select programme_code, statement_id, cause_rank, cause_code, cause_key from taken_down
),

first_cause as (
    select programme_code, statement_id, min(cause_rank) as cause_rank,
        arg_min(cause_code, cause_rank) as cause_code,
        min_by(cause_key, (cause_rank, cause_key)) as cause_key
    from cause
    group by all
),

day as (
    select statement.programme_code, statement.statement_id,
        coalesce(max(placed.as_of_date), max(statement.as_of_date)) as as_of_date
    from extracted.statement as statement
    semi join first_cause using (programme_code, statement_id)
    left join star.placed_statement as placed using (statement_number)
    group by all
    union all
    select programme_code, statement_id, as_of_date from taken_down
)

select
    first_cause.programme_code,
    first_cause.statement_id,
    first_cause.cause_rank,
    first_cause.cause_code,
    first_cause.cause_key,
    day.as_of_date
from first_cause
inner join day using (programme_code, statement_id)
