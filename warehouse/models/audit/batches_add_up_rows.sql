/*
table:   audit.batches_add_up_rows
grain:   one document whose total before the batch and the batch do not give its total
key:     programme_code, row_key
reads:   kpi.reconciliation, audit.explanation
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
        finding_key(document_id, as_of_date, measure_code, road_code, stated_value, other_road_value) as row_key,
        document_id,
        stated_value,
        other_road_value as found_value,
        format('{} is stated as {}, before plus batch give {}', measure_code, stated_value, other_road_value) as message
    from kpi.reconciliation
    where road_code = 'before_plus_batch' and difference <> 0
    qualify row_number() over (partition by programme_code, row_key order by stated_total_key) = 1
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
    and explanation.check_name = 'batches_add_up'
    and explanation.row_key = finding.row_key
