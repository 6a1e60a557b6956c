/*
table:   audit.withheld_rows
grain:   one measure or kind of fact of one document that its own document contradicts
key:     programme_code, row_key
reads:   extracted.current_statement, audit.explanation
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
        concat_ws('|', 'document_id=' || left(document_id, 12), 'measure_code=' || coalesce(measure_code, predicate),
            'stated=' || coalesce(min(value_count)::varchar, 'names'), 'other=' || max(value_count)) as row_key,
        document_id,
        min(value_count) as stated_value,
        nullif(max(value_count), min(value_count)) as found_value,
        format('{} ({}) is contradicted by its own document and not counted', coalesce(measure_code, predicate),
            coalesce(string_agg(distinct value_count::varchar, ', ' order by value_count::varchar), 'names'))
            as message
    from extracted.current_statement
    where grade = 'D'
    group by programme_code, document_id, coalesce(measure_code, predicate)
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
    and explanation.check_name = 'withheld'
    and explanation.row_key = finding.row_key
