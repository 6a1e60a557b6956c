/*
table:   audit.keys_unique_rows
grain:   one table of star or kpi whose key repeats or is null
key:     programme_code, row_key
reads:   checked.key_count, audit.explanation
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
        'table=' || table_name as row_key,
        null::varchar as document_id,
        rows_checked as stated_value,
        repeated_keys + null_keys as found_value,
        format('{}: {} keys repeat, {} rows have a null in ({})', table_name, repeated_keys, null_keys,
            key_columns) as message
    from checked.key_count
    where repeated_keys > 0 or null_keys > 0
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
    and explanation.check_name = 'keys_unique'
    and explanation.row_key = finding.row_key
