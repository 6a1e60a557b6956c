/*
table:   star.strayed_ordinal
grain:   one ordinal that the reports of one day claim, though it is of a signing of another day
key:     programme_code, shared_text, signed_date
reads:   star.signing_mention, star.signing_report
published: no (audit.ordinals_collide_rows names each ordinal that two signings keep)
why:     A misprinted ordinal would make one signing of two that lie a few days apart. It is taken for a misprint where
  three things agree: the two days are told of different parties, none of them in both, and another report of the same
  day and party has quite other ordinals. With less it ties the two, as where one report misstates the day.
columns:
  programme_code: the programme
  shared_text: the ordinal (see star.signing_mention)
  signed_date: the day whose reports it does not tie to those of other days
*/
with several as (
    select programme_code, shared_text
    from star.signing_mention
    where shared_text like 'ordinal=%'
    group by all
    having min(near_date) < max(near_date)
),

-- Days within a week of each other that claim one ordinal, by reports that name parties.
claim as (
    select mention.programme_code, mention.report_number, mention.shared_text, report.signed_date,
        report.ordinal_first, report.ordinal_last
    from star.signing_mention as mention
    semi join several using (programme_code, shared_text)
    inner join star.signing_report as report using (programme_code, report_number)
    where report.signed_date is not null and report.parties_named > 0
    window near as (
        partition by mention.programme_code, mention.shared_text order by report.signed_date
        range between interval 7 days preceding and interval 7 days following
    )
    qualify min(report.signed_date) over near < max(report.signed_date) over near
),

named as (
    select distinct claim.* exclude (report_number), party.shared_text as party_text
    from claim
    inner join star.signing_mention as party using (programme_code, report_number)
    where party.shared_text like 'party=%'
),

of_both as (
    select programme_code, shared_text
    from (select programme_code, shared_text, party_text from named group by all having count(distinct signed_date) > 1)
    group by all
),

told as (
    select distinct report.programme_code, report.signed_date, party.shared_text as party_text, report.ordinal_first,
        report.ordinal_last
    from star.signing_report as report
    semi join named using (programme_code, signed_date)
    inner join star.signing_mention as party using (programme_code, report_number)
    where report.ordinal_first is not null and party.shared_text like 'party=%'
)

select distinct named.programme_code, named.shared_text, named.signed_date
from named
inner join told using (programme_code, signed_date, party_text)
anti join of_both
    on of_both.programme_code = named.programme_code and of_both.shared_text = named.shared_text
where told.ordinal_last < named.ordinal_first or told.ordinal_first > named.ordinal_last
