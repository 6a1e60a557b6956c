/*
table:   audit.totals_never_fall_rows
grain:   one cumulative total that is lower than one stated for an earlier day
key:     programme_code, row_key
reads:   star.chosen_total, star.dim_measure, star.fact_stated_total, audit.explanation
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
with value as (
    select programme_code, measure_code, as_of_date, chosen_count as stated_count
    from star.chosen_total
    where observation_status = 'normal'
    union
    select programme_code, measure_code, as_of_date, min(stated_count)
    from star.fact_stated_total
    where scope = 'before_this_batch' and modality = 'stated' and qualifier = 'exact' and as_of_date is not null
    group by all
),

compared as (
    select
        value.*,
        max(stated_count) over (
            partition by programme_code, measure_code order by as_of_date
            range between unbounded preceding and interval 1 day preceding
        ) as highest_before
    from value
    semi join (select * from star.dim_measure where is_cumulative) using (programme_code, measure_code)
),

finding as (
    select
        programme_code,
        finding_key('', as_of_date, measure_code, 'earlier', stated_count, highest_before) as row_key,
        null::varchar as document_id,
        stated_count as stated_value,
        highest_before as found_value,
        format('{} is stated as {} on {}, after {} was stated before', measure_code, stated_count, as_of_date,
            highest_before)
            as message
    from compared
    where stated_count < highest_before
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
    and explanation.check_name = 'totals_never_fall'
    and explanation.row_key = finding.row_key
