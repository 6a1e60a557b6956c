/*
table:   kpi.agreements_by_month
grain:   one month in which agreements were signed
key:     programme_code, month_date
reads:   star.fact_signing, star.fact_agreement, star.chosen_total
why:     Only signings whose day is known; each organisation that a report names is one agreement, so the running
  count stays below the total that the city states.
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  month_date: first day of the month
  signings_count: signings found in the month
  agreements_count: organisations' agreements named in them
  cumulative_count: the same, added up from the start
  stated_total: the last total of agreements stated for a day of the month; null where none is
  stated_total_date: the day of that total
*/
with signing as (
    select programme_code, date_trunc('month', signed_date)::date as month_date, count(*) as signings_count
    from star.fact_signing
    where signed_date is not null
    group by all
),

agreement as (
    select programme_code, date_trunc('month', signed_date)::date as month_date, count(*) as agreements_count
    from star.fact_agreement
    where signed_date is not null
    group by all
),

stated as (
    select programme_code, date_trunc('month', as_of_date)::date as month_date, chosen_count, as_of_date
    from star.chosen_total
    where measure_code = 'agreements_total' and chosen_count is not null
    qualify row_number() over (partition by programme_code, month_date order by as_of_date desc) = 1
)

select
    signing.programme_code,
    signing.month_date,
    signing.signings_count,
    coalesce(agreement.agreements_count, 0) as agreements_count,
    sum(coalesce(agreement.agreements_count, 0)) over (
        partition by signing.programme_code order by signing.month_date
    )::bigint as cumulative_count,
    stated.chosen_count as stated_total,
    stated.as_of_date as stated_total_date
from signing
left join agreement using (programme_code, month_date)
left join stated using (programme_code, month_date)
