/*
table:   audit.nested_within_rows
grain:   one document that states more of a part than of what contains it
key:     programme_code, row_key
reads:   star.fact_stated_total, star.dim_measure, audit.explanation
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
with recursive within (programme_code, measure_code, container_code) as (
    select programme_code, measure_code, contained_in_measure_code
    from star.dim_measure
    where contained_in_measure_code <> 'none'
    union
    select within.programme_code, within.measure_code, further.contained_in_measure_code
    from within
    inner join star.dim_measure as further
        on further.programme_code = within.programme_code and further.measure_code = within.container_code
    where further.contained_in_measure_code <> 'none'
),

total as (
    select * from star.fact_stated_total
    where modality = 'stated' and qualifier = 'exact' and scope = 'including'
),

finding as (
    select
        part.programme_code,
        finding_key(part.document_id, part.as_of_date, part.measure_code, within.container_code, part.stated_count,
            whole.stated_count) as row_key,
        part.document_id,
        part.stated_count as stated_value,
        whole.stated_count as found_value,
        format('{} is stated as {}, more than the {} {} that contain it', part.measure_code, part.stated_count,
            whole.stated_count, within.container_code) as message
    from total as part
    inner join within using (programme_code, measure_code)
    inner join total as whole
        on whole.programme_code = part.programme_code
        and whole.document_id = part.document_id
        and whole.measure_code = within.container_code
        and whole.as_of_date_key = part.as_of_date_key
    where part.stated_count > whole.stated_count
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
    and explanation.check_name = 'nested_within'
    and explanation.row_key = finding.row_key
