/*
table:   star.previous_total
grain:   one exact stated total against the last sound figure of an earlier day
key:     programme_code, stated_key
reads:   star.fact_stated_total, star.chosen_total, star.candidate_total, star.fact_signing, star.dim_measure
why:     The road previous of kpi.reconciliation. Growth is no disagreement; how much of it the signings found since
  account for is told for agreements, which are what signings count.
columns:
  programme_code: the programme
  stated_key: the stated figure (see star.fact_stated_total)
  measure_code: what is counted
  as_of_date: the Korean day for which the figure holds
  document_id: the document that states it
  stated_count: the figure as stated
  other_value: the figure chosen for the earlier day
  other_date: that day
  found_count: agreements of the signings found after that day and by this one; null for what signings do not count
  likely_code: definition where the figure is suspect, error where a count that never falls has fallen, else none
*/
with earlier as (
    select programme_code, measure_code, as_of_date, chosen_count
    from star.chosen_total
    where observation_status = 'normal' and chosen_count is not null
),

signed as (
    select programme_code, signed_date,
        sum(sum(batch_count)) over (partition by programme_code order by signed_date)::bigint as so_far_count
    from star.fact_signing
    where signed_date is not null
    group by programme_code, signed_date
)

select
    total.programme_code,
    total.stated_total_key as stated_key,
    total.measure_code,
    total.as_of_date,
    total.document_id,
    total.stated_count,
    earlier.chosen_count as other_value,
    earlier.as_of_date as other_date,
    if(total.measure_code = 'agreements_total',
        coalesce(until_now.so_far_count, 0) - coalesce(until_then.so_far_count, 0), null) as found_count,
    case
        when candidate.is_definition_suspect then 'definition'
        when total.stated_count < earlier.chosen_count and measure.is_cumulative then 'error'
        else 'none'
    end as likely_code
from star.fact_stated_total as total
asof inner join earlier
    on earlier.programme_code = total.programme_code
    and earlier.measure_code = total.measure_code
    and earlier.as_of_date <= asof_day(total.as_of_date) - 1
inner join star.candidate_total as candidate
    on candidate.programme_code = total.programme_code
    and candidate.measure_code = total.measure_code
    and candidate.as_of_date = total.as_of_date
    and candidate.stated_count = total.stated_count
inner join star.dim_measure as measure
    on measure.programme_code = total.programme_code and measure.measure_code = total.measure_code
asof left join signed as until_now
    on until_now.programme_code = total.programme_code and until_now.signed_date <= asof_day(total.as_of_date)
asof left join signed as until_then
    on until_then.programme_code = total.programme_code and until_then.signed_date <= asof_day(earlier.as_of_date)
where total.can_be_chosen
