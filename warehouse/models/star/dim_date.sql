/*
table:   star.dim_date
grain:   one calendar day of one programme, from before its start to after its last goal falls due
key:     programme_code, date_key
reads:   star.dim_programme, star.calendar_span
stored:  no: its first and its last day say all of it
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  date_key: the day as yyyymmdd; -1 stands for a day that is not known
  calendar_date: the day; null where it is not known
  month_date: first day of its month
  year_number: its year
  quarter_number: its quarter, 1 to 4
  month_number: its month, 1 to 12
  iso_weekday_number: 1 Monday to 7 Sunday
  programme_day_number: days since the programme started; null where its start is not declared
*/
with day as (
    -- Once for all programmes: who asks for a few days of each then need not list all days of all.
    select distinct first_date + unnest(range(last_date - first_date + 1))::integer as calendar_date
    from (select distinct first_date, last_date from star.calendar_span)
)

select
    span.programme_code,
    (year(calendar_date) * 10000 + month(calendar_date) * 100 + day(calendar_date))::integer as date_key,
    calendar_date,
    date_trunc('month', calendar_date)::date as month_date,
    year(calendar_date) as year_number,
    quarter(calendar_date) as quarter_number,
    month(calendar_date) as month_number,
    isodow(calendar_date) as iso_weekday_number,
    calendar_date - programme.started_on as programme_day_number
from star.calendar_span as span
inner join star.dim_programme as programme using (programme_code)
inner join day on day.calendar_date between span.first_date and span.last_date
union all
select programme_code, -1, null, null, null, null, null, null, null from star.dim_programme
