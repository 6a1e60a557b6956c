/*
table:   audit.ordinals_ahead_rows
grain:   one stated total of agreements that an ordinal contradicts, or one ordinal that those around it contradict
key:     programme_code, row_key
reads:   star.fact_signing, star.misplaced_ordinal, star.chosen_total, audit.explanation
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
with day as (
    select programme_code, signed_date, signed_date - 1 as as_of_date, max(ordinal_last) as n
    from star.fact_signing
    anti join star.misplaced_ordinal using (programme_code, signing_key)
    where signed_date is not null and ordinal_last is not null
    group by all
),

top as (
    select programme_code, signed_date, max(n) over (partition by programme_code order by signed_date) as n from day
),

total as (
    select programme_code, measure_code, as_of_date, chosen_count
    from star.chosen_total
    where measure_code = 'agreements_total' and chosen_count is not null
),

finding as (
    select
        total.programme_code,
        finding_key('', total.as_of_date, total.measure_code, 'top_ordinal', total.chosen_count, top.n) as row_key,
        null::varchar as document_id,
        total.chosen_count as stated_value,
        top.n as found_value,
        format('{} agreements are stated for {}, but the ordinal {} was signed on {}', total.chosen_count,
            total.as_of_date, top.n, top.signed_date) as message
    from total
    asof inner join top on top.programme_code = total.programme_code and top.signed_date <= asof_day(total.as_of_date)
    where top.n > total.chosen_count
    union all
    select
        day.programme_code,
        finding_key('', day.signed_date, 'agreements_total', 'earlier_total', day.n, total.chosen_count),
        null,
        total.chosen_count,
        day.n,
        format('{} agreements are stated for {}, but the ordinal {} was signed only on {}', total.chosen_count,
            total.as_of_date, day.n, day.signed_date)
    from day
    asof inner join total on total.programme_code = day.programme_code and total.as_of_date <= asof_day(day.as_of_date)
    where day.n < total.chosen_count
    union all
    select
        programme_code,
        finding_key('', signed_date, 'agreements_total', 'around', ordinal_last,
            coalesce(ordinal_after, ordinal_before)),
        null,
        coalesce(ordinal_after, ordinal_before),
        ordinal_last,
        if(date_after is null,
            format('the ordinal {} was signed on {}, but {} is the highest just before, by {}, and nothing after it is '
                'as high; it is not carried on', ordinal_last, signed_date, ordinal_before, date_before),
            format('the ordinal {} was signed on {}, but {} on {} and {} on {}; it is not carried on', ordinal_last,
                signed_date, ordinal_before, date_before, ordinal_after, date_after))
    from star.misplaced_ordinal
    qualify row_number() over (partition by programme_code, signed_date, ordinal_last order by signing_key) = 1
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
    and explanation.check_name = 'ordinals_ahead'
    and explanation.row_key = finding.row_key
