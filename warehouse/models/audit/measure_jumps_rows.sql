/*
table:   audit.measure_jumps_rows
grain:   one total that leaps away from the one before it
key:     programme_code, row_key
reads:   star.chosen_total, star.dim_measure, config.goal, audit.explanation
why:     A digit too many is caught by no sum where the report gives none. A leap is more than three times the total
  before, and once more for each year between the two; totals below 10 may do as they like. What a goal is stated in is
  looked at also where it may fall (people at work): then not to less than a third. Totals that never fall have a check
  of their own for that.
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
with primary_measure as (
    select distinct programme_code, measure_code from config.goal where is_primary
),

followed as (
    select
        programme_code,
        measure_code,
        as_of_date,
        chosen_count,
        lag(chosen_count) over in_time as count_before,
        lag(as_of_date) over in_time as date_before,
        measure.is_cumulative
    from star.chosen_total
    inner join star.dim_measure as measure using (programme_code, measure_code)
    left join primary_measure using (programme_code, measure_code)
    where chosen_count is not null and (measure.is_cumulative or primary_measure.measure_code is not null)
    window in_time as (partition by programme_code, measure_code order by as_of_date)
),

finding as (
    select
        programme_code,
        finding_key('', as_of_date, measure_code, 'leap', chosen_count, count_before) as row_key,
        null::varchar as document_id,
        chosen_count as stated_value,
        count_before as found_value,
        format('{} {} to {} on {}, from {} on {}', measure_code, if(chosen_count > count_before, 'leaps', 'falls'),
            chosen_count, as_of_date, count_before, date_before) as message
    from followed
    where count_before >= 10 and (
        chosen_count > (3 + (as_of_date - date_before) / 365.0) * count_before
        or (not is_cumulative and 3 * chosen_count < count_before)
    )
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
    and explanation.check_name = 'measure_jumps'
    and explanation.row_key = finding.row_key
