/*
table:   star.signing_component
grain:   one report of a signing, with the reports that share a party or an ordinal with it
key:     programme_code, report_number
reads:   star.signing_report, star.signing_mention
why:     Two reports are of one signing when they name the same party or ordinal within a week of each other. Reports
  without any day join each other the same way. Reports are tied to what they share, not to each other, so the work
  grows with the statements and not with their pairs.
columns:
  programme_code: the programme
  report_number: the report (see star.signing_report)
  component_number: the lowest report number among those tied together
*/
with recursive apart as (
    select
        *,
        near_date - lag(near_date) over (
            partition by programme_code, shared_text order by near_date, report_number
        ) as days_apart
    from star.signing_mention
),

-- One hub for each thing shared and each stretch of days; hubs are numbered below zero, reports above.
hub as (
    select
        report_number,
        -dense_rank() over (order by programme_code, shared_text, stretch) as hub_number
    from (
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
    )
),

tie as (
    select report_number as from_number, hub_number as to_number from hub
    union all
    select hub_number, report_number from hub
),

reached (number, component_number) using key (number) as (
    (
        select report_number, report_number from star.signing_report
        union all
        select hub_number, min(report_number) from hub group by hub_number
    )
    union
    select tie.to_number, min(reached.component_number)
    from reached
    inner join tie on tie.from_number = reached.number
    inner join recurring.reached as known on known.number = tie.to_number
    where reached.component_number < known.component_number
    group by tie.to_number
)

select report.programme_code, report.report_number, reached.component_number
from star.signing_report as report
inner join reached on reached.number = report.report_number
