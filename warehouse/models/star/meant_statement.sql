/*
table:   star.meant_statement
grain:   one statement, with the signing, day, organisation and fact row that it belongs to
key:     programme_code, statement_number
reads:   star.corrected_statement, star.day_of_figures, star.organisation_text
published: no (holds words that are not masked)
stored:  while built: star.placed_statement keeps what came of it
why:     A document that reports one signing means that one, also where a figure does not say so. For the day of figures
  told with a signing see star.day_of_figures. A figure of a month or year is of no day.
columns:
  programme_code: the programme
  statement_number: the statement, by its number in extracted.statement
  document_id: the document that makes it
  predicate: what kind of statement it is
  fact_table: the fact that it stands behind; 'none' where it stands behind none
  fact_key: the row of that fact; empty where there is none
  signing_key: the signing; 'unknown' where it belongs to none that is resolved
  organisation_key: the organisation; 'unknown' where none is named, 'joint' for all parties together
  measure_code: what is counted, or the goal's code
  member_text: the member of a breakdown as written, without spaces
  value_count: the number
  value_text: what is undertaken, masked
  qualifier: exact, at_least, at_most or about
  scope: including or before_this_batch
  as_of_date: the Korean day for which it holds; null where the whole day is not known
  target_date: the day a goal falls due
  modality: stated, planned or claimed
  grade: A to C
*/
with told as (
    from star.day_of_figures
    union all
    -- Once more under no name, for what does not say which signing it means.
    select * replace ('' as signing_ref)
    from star.day_of_figures
    semi join (
        select programme_code, document_id from star.day_of_figures group by all having count(*) = 1
    ) using (programme_code, document_id)
),

joined as (
    select
        statement.* exclude (
            member_text, organisation_text, as_of_date, written_date, refused_date, as_of_precision, signing_ref,
            span_start
        ),
        coalesce(told.signing_key, 'unknown') as signing_key,
        case
            when statement.organisation_text is null and statement.predicate = 'commitment' then 'joint'
            else coalesce(name.organisation_key, 'unknown')
        end as organisation_key,
        coalesce(squeezed(statement.member_text), 'unknown') as member_text,
        case
            -- Words that give a figure a month give it no day.
            when statement.as_of_precision <> 'day' then null
            when
                told.figures_date is not null
                and coalesce(statement.written_date = told.written_date, statement.written_date is null)
            then told.figures_date
            when told.is_recalled and statement.written_date = told.written_date then null
            else statement.as_of_date
        end as as_of_date
    from star.corrected_statement as statement
    left join told
        on told.programme_code = statement.programme_code
        and told.document_id = statement.document_id
        and told.signing_ref = coalesce(statement.signing_ref, case
            when statement.predicate in ('stated_total', 'sector_count', 'site_count', 'commitment')
            then ''
        end)
    left join star.organisation_text as name
        on name.programme_code = statement.programme_code and name.organisation_text = statement.organisation_text
),

named as (
    select
        *,
        case
            when predicate = 'party' and modality = 'stated' and signing_key <> 'unknown' then 'fact_agreement'
            when predicate in ('signing', 'signed_date', 'ordinal_first', 'ordinal_last', 'party_count')
                and modality = 'stated' and signing_key <> 'unknown'
            then 'fact_signing'
            when predicate = 'commitment' then 'fact_commitment'
            when predicate = 'stated_total' and value_count is not null then 'fact_stated_total'
            when predicate in ('sector_count', 'site_count') and value_count is not null then 'fact_stated_breakdown'
            when predicate = 'goal' and value_count is not null then 'fact_goal'
            else 'none'
        end as fact_table
    from joined
)

select
    programme_code, statement_number, document_id, predicate, fact_table,
    case fact_table
        when 'fact_signing' then signing_key
        when 'fact_agreement' then short_key(concat_ws('|', programme_code, organisation_key, signing_key))
        when 'fact_commitment' then short_key(concat_ws('|',
            programme_code, signing_key, if(signing_key = 'unknown', document_id, ''), organisation_key,
            squeezed(value_text)))
        when 'fact_stated_total' then short_key(concat_ws('|',
            programme_code, document_id, measure_code, day_key(as_of_date), scope, modality, qualifier, value_count))
        when 'fact_stated_breakdown' then short_key(concat_ws('|',
            programme_code, document_id, predicate, day_key(as_of_date), modality, qualifier, member_text))
        when 'fact_goal' then short_key(concat_ws('|',
            programme_code, document_id, measure_code, day_key(target_date), modality, qualifier, value_count))
        else ''
    end as fact_key,
    signing_key, organisation_key, measure_code, member_text, value_count, value_text, qualifier, scope, as_of_date,
    target_date, modality, grade
from named
