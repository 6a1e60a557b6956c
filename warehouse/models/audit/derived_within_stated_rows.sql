/*
table:   audit.derived_within_stated_rows
grain:   one stated total of agreements that is lower than the signings found
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
        format('{} agreements are stated, {} are found', stated_value, other_road_value) as message
    from kpi.reconciliation
    -- A figure that leaves out the day's own batch is lower by just that.
    where road_code = 'derived' and difference < 0 and (is_explained or explanation_code <> 'timing')
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
    and explanation.check_name = 'derived_within_stated'
    and explanation.row_key = finding.row_key
