/*
table:   audit.ordinals_ahead_rows
grain:   one stated total of agreements that an ordinal signed by then exceeds
key:     programme_code, row_key
reads:   star.fact_signing, star.chosen_total, audit.explanation
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
with top as (
    select programme_code, signed_date,
        max(max(ordinal_last)) over (partition by programme_code order by signed_date) as n
    from star.fact_signing
    where signed_date is not null and ordinal_last is not null
    group by programme_code, signed_date
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
    from star.chosen_total as total
    asof inner join top on top.programme_code = total.programme_code and top.signed_date <= asof_day(total.as_of_date)
    where total.measure_code = 'agreements_total' and top.n > total.chosen_count
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
