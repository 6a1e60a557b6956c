/*
table:   star.signing_component
grain:   one report of a signing, with the reports that share a party or an ordinal with it
key:     programme_code, report_number
reads:   star.signing_report, star.signing_mention
why:     Two reports are of one signing when they name the same party or ordinal within a week of each other. Reports
  without any day join each other the same way. Reports are tied to the first that has what they share, not to
  each other, so the work grows with the statements and not with their pairs.
columns:
  programme_code: the programme
  report_number: the report (see star.signing_report)
  component_number: the lowest report number among those tied together
*/
with recursive shared as (
    select programme_code, shared_text from star.signing_mention group by all having count(*) > 1
),

apart as (
    select
        *,
        near_date - lag(near_date) over (
            partition by programme_code, shared_text order by near_date, report_number
        ) as days_apart
    from star.signing_mention
    semi join shared using (programme_code, shared_text)
),

stretched as (
    select
        *,
        case
            when near_date is null then -1
            else count(*) filter (days_apart > 7) over (
                partition by programme_code, shared_text order by near_date, report_number
                rows unbounded preceding
            )
        end as stretch
    from apart
),

-- Within a stretch of days, what shares one thing hangs on the first report that has it.
tie as (
    select distinct stretched.report_number, head.report_number as head_number
    from stretched
    inner join (
        select programme_code, shared_text, stretch, min(report_number) as report_number from stretched group by all
    ) as head using (programme_code, shared_text, stretch)
    where stretched.report_number <> head.report_number
),

edge as (
    select report_number as from_number, head_number as to_number from tie
    union all
    select head_number, report_number from tie
),

reached (number, component_number) using key (number) as (
    select report_number, report_number from star.signing_report
    union
    select edge.to_number, min(reached.component_number)
    from reached
    inner join edge on edge.from_number = reached.number
    inner join recurring.reached as known on known.number = edge.to_number
    where reached.component_number < known.component_number
    group by edge.to_number
)

select report.programme_code, report.report_number, reached.component_number
from star.signing_report as report
inner join reached on reached.number = report.report_number
