/*
table:   star.calendar_span
grain:   one stretch of days that the calendar of one programme covers
key:     programme_code, first_date
reads:   star.dim_programme, star.dim_goal, star.dim_document, star.corrected_statement
why:     A misread year must not make a million days: outside this century only the days that are mentioned.
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  first_date: its first day
  last_date: its last day
*/
with mentioned as (
    select programme_code, started_on as calendar_date from star.dim_programme
    union all
    select programme_code, unnest([baseline_date, target_date]) from star.dim_goal
    union all
    select programme_code, published_date from star.dim_document
    union all
    select programme_code, as_of_date from star.corrected_statement
    union all
    select programme_code, target_date from star.corrected_statement
)

select programme_code, min(calendar_date) as first_date, max(calendar_date) as last_date
from mentioned
where calendar_date between date '2000-01-01' and date '2099-12-31'
group by programme_code
union
select programme_code, calendar_date, calendar_date
from mentioned
where calendar_date not between date '2000-01-01' and date '2099-12-31'
