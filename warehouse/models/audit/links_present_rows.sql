/*
table:   audit.links_present_rows
grain:   one link whose dimension row is not there
key:     programme_code, row_key
reads:   checked.missing_link, audit.explanation
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
        'unknown' as programme_code,
        'table=' || table_name || '|column=' || column_name as row_key,
        null::varchar as document_id,
        rows_checked as stated_value,
        rows_missing as found_value,
        format('{}.{}: {} of {} rows have no row in {}', table_name, column_name, rows_missing,
            rows_checked, links_to) as message
    from checked.missing_link
    where rows_missing > 0
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
    and explanation.check_name = 'links_present'
    and explanation.row_key = finding.row_key
