/*
table:   audit.definitions_hold_rows
grain:   one count of companies that equals the count of all partners
key:     programme_code, row_key
reads:   star.candidate_total, audit.explanation
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
with finding as (
    select
        programme_code,
        finding_key('', as_of_date, measure_code, 'all_partners', stated_count, stated_count) as row_key,
        null::varchar as document_id,
        stated_count as stated_value,
        stated_count as found_value,
        format('{} {} are stated for {}, as many as all partners', stated_count, measure_code, as_of_date) as message
    from star.candidate_total
    where is_definition_suspect
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
    and explanation.check_name = 'definitions_hold'
    and explanation.row_key = finding.row_key
