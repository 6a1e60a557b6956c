/*
table:   audit.ordinals_collide_rows
grain:   one ordinal that two signings claim
key:     programme_code, row_key
reads:   star.fact_signing, audit.explanation
columns:
  programme_code: the programme
  row_key: names the finding, numbers included; a dated line in configs explains it by this key
  document_id: the document that it is found in; null where it is not of one document
  stated_value: the first of the two numbers; null where there is none
  found_value: the second of the two numbers; null where there is none
  message: what is wrong, in words
  is_explained: whether a dated line in configs explains it
  explanation_code: how; null where nothing does
*/
with ordinal as (
    select
        programme_code,
        signing_key,
        signed_date,
        unnest(range(ordinal_first, least(ordinal_last, ordinal_first + 100) + 1)) as ordinal_number
    from star.fact_signing
    where ordinal_first is not null
),

-- Few: their texts are put together for them alone.
claimed as (
    select programme_code, ordinal_number from ordinal group by all having count(*) > 1
),

finding as (
    select
        programme_code,
        'ordinal=' || ordinal_number || '|days='
            || string_agg(coalesce(signed_date::varchar, 'unknown'), ',' order by signed_date, signing_key) as row_key,
        null::varchar as document_id,
        1 as stated_value,
        count(*) as found_value,
        format('ordinal {} is claimed by {} signings', ordinal_number, count(*)) as message
    from ordinal
    semi join claimed using (programme_code, ordinal_number)
    group by programme_code, ordinal_number
)

select
    finding.programme_code,
    finding.row_key,
    finding.document_id,
    finding.stated_value,
    finding.found_value,
    finding.message,
    explanation.row_key is not null as is_explained,
    explanation.explanation_code
from finding
left join audit.explanation as explanation
    on explanation.programme_code = finding.programme_code
    and explanation.check_name = 'ordinals_collide'
    and explanation.row_key = finding.row_key
