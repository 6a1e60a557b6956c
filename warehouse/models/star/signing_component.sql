/*
table:   star.signing_component
grain:   one report of a signing, with the reports that share a party or an ordinal with it
key:     programme_code, report_number
reads:   star.signing_report, star.signing_mention, star.strayed_ordinal
why:     Two reports are of one signing when they name the same party or ordinal within a week of each other. Reports
  without any day join each other the same way. A party with its ordinals is one agreement, however far apart the days
  that are told. Reports are tied to the first that has what they share, not to each other, so the work grows with the
  statements and not with their pairs.
columns:
  programme_code: the programme
  report_number: the report (see star.signing_report)
  component_number: the lowest report number among those tied together
*/
with recursive mention as (
    select
        mention.programme_code,
        mention.report_number,
        mention.near_date,
        mention.shared_text || coalesce('@' || strayed.signed_date, '') as shared_text
    from star.signing_mention as mention
    left join star.strayed_ordinal as strayed
        on strayed.programme_code = mention.programme_code
        and strayed.shared_text = mention.shared_text
        and strayed.signed_date = mention.near_date
),

shared as (
    select programme_code, shared_text, max(near_date) - min(near_date) > 7 as is_stretched
    from mention
    group by all
    having count(*) > 1
),

-- Most of what is shared lies within a week: only the rest is looked at day after day.
apart as (
    select
        mention.*,
        near_date - lag(near_date) over (
            partition by programme_code, shared_text order by near_date, report_number
        ) as days_apart
    from mention
    semi join (from shared where is_stretched) as shared using (programme_code, shared_text)
),

stretched as (
    select programme_code, shared_text, report_number, if(near_date is null, -1, 0) as stretch
    from mention
    semi join (from shared where is_stretched is distinct from true) as shared using (programme_code, shared_text)
    union all
    select
        programme_code,
        shared_text,
        report_number,
        case
            when near_date is null then -1
            else count(*) filter (days_apart > 7) over (
                partition by programme_code, shared_text order by near_date, report_number
                rows unbounded preceding
            )
        end
    from apart
),

agreement as (
    select list(report.report_number) as report_numbers
    from star.signing_report as report
    inner join star.signing_mention as party using (programme_code, report_number)
    where report.ordinal_first is not null and report.signed_date is not null and party.shared_text like 'party=%'
    group by report.programme_code, report.ordinal_first, report.ordinal_last, party.shared_text
    having max(report.signed_date) - min(report.signed_date) > 7
),

-- Within a stretch of days, what shares one thing hangs on the first report that has it.
tie as (
    select distinct stretched.report_number, head.report_number as head_number
    from stretched
    inner join (
        select programme_code, shared_text, stretch, min(report_number) as report_number from stretched group by all
    ) as head using (programme_code, shared_text, stretch)
    where stretched.report_number <> head.report_number
    union
    select unnest(report_numbers), list_min(report_numbers) from agreement
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
