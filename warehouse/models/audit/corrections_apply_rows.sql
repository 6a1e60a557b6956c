/*
table:   audit.corrections_apply_rows
grain:   one declared correction that changes nothing
key:     programme_code, row_key
reads:   config.correction, star.applied_correction, audit.explanation
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
        'correction_id=' || correction_id as row_key,
        min(document_id) as document_id,
        1 as stated_value,
        0 as found_value,
        'no statement says what this correction corrects' as message
    from config.correction
    anti join star.applied_correction using (programme_code, correction_id)
    group by programme_code, correction_id
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
    and explanation.check_name = 'corrections_apply'
    and explanation.row_key = finding.row_key
