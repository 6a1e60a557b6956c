/*
table:   audit.evidence_complete_rows
grain:   one KPI cell without evidence, or evidence without its cell
key:     programme_code, row_key
reads:   audit.measured_cell, kpi.evidence, audit.explanation
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
with cited as (
    select distinct programme_code, kpi_table, kpi_key, column_name from kpi.evidence
),

finding as (
    select programme_code, kpi_table || '|' || kpi_key || '|column=' || column_name as row_key,
        null::varchar as document_id,
        1 as stated_value, 0 as found_value, 'no statement stands behind this cell' as message
    from audit.measured_cell
    anti join cited using (programme_code, kpi_table, kpi_key, column_name)
    union all
    select programme_code, kpi_table || '|' || kpi_key || '|column=' || column_name, null, 0, 1,
        'evidence for a cell that is not published'
    from cited
    anti join audit.measured_cell using (programme_code, kpi_table, kpi_key, column_name)
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
    and explanation.check_name = 'evidence_complete'
    and explanation.row_key = finding.row_key
