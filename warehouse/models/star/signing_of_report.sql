/*
table:   star.signing_of_report
grain:   one report of a signing, and the signing that it is of
key:     programme_code, document_id, signing_ref
reads:   star.signing_report, star.signing_component, star.signing_group, star.signing_mention
why:     A report without a day joins the signing that shares most ordinals, then most parties, with it. One that
  states neither a day nor an ordinal nor a party stays unresolved.
columns:
  programme_code: the programme
  document_id: the document that reports it
  signing_ref: which signing within the document
  report_number: the report (see star.signing_report)
  signing_key: the signing, from programme, day and n; 'unknown' where the report stays unresolved
  signed_date: the day of the signing; null where no report has one
*/
with known as (
    select distinct component.programme_code, component.component_number, mention.shared_text
    from star.signing_mention as mention
    inner join star.signing_component as component using (programme_code, report_number)
),

dated as (
    select known.programme_code, known.shared_text, grouped.joined_number, min(host.signed_date) as signed_date
    from known
    inner join star.signing_group as grouped using (programme_code, component_number)
    inner join star.signing_group as host
        on host.programme_code = grouped.programme_code and host.component_number = grouped.joined_number
    where grouped.signed_date is not null
    group by all
),

with_ordinals as (
    select programme_code, joined_number
    from star.signing_group
    where has_ordinals
    group by all
),

likely as (
    select
        undated.programme_code,
        undated.component_number,
        dated.joined_number,
        min(dated.signed_date) as signed_date,
        min(undated.near_date) as near_date,
        bool_or(undated.has_ordinals) as has_ordinals,
        count(*) filter (known.shared_text like 'ordinal=%') as ordinals_shared,
        count(*) filter (known.shared_text like 'party=%') as parties_shared
    from star.signing_group as undated
    inner join known using (programme_code, component_number)
    inner join dated using (programme_code, shared_text)
    where undated.signed_date is null
    group by all
),

joined as (
    select likely.programme_code, likely.component_number, likely.joined_number
    from likely
    left join with_ordinals using (programme_code, joined_number)
    where
        (likely.ordinals_shared > 0 or not likely.has_ordinals or with_ordinals.joined_number is null)
        and (likely.near_date is null or likely.near_date >= likely.signed_date - 3)
        and (likely.near_date is null or likely.ordinals_shared > 0 or likely.near_date <= likely.signed_date + 60)
    qualify row_number() over (
        partition by programme_code, component_number
        order by
            ordinals_shared desc, parties_shared desc, abs(near_date - signed_date) nulls last, signed_date,
            joined_number
    ) = 1
),

placed as (
    select grouped.*, coalesce(joined.joined_number, grouped.joined_number) as signing_number
    from star.signing_group as grouped
    left join joined using (programme_code, component_number)
    where grouped.signed_date is not null or grouped.has_ordinals or grouped.has_parties
),

-- What names a signing without a day: its lowest ordinal, else a party.
signing as (
    select
        placed.programme_code,
        placed.signing_number,
        host.signed_date,
        coalesce(host.signed_date::varchar, min(known.shared_text)) as name_text,
        min(placed.first_fetched_at) as first_fetched_at,
        min(placed.first_document_id) as first_document_id
    from placed
    inner join star.signing_group as host
        on host.programme_code = placed.programme_code and host.component_number = placed.signing_number
    left join known
        on known.programme_code = placed.programme_code and known.component_number = placed.component_number
    group by placed.programme_code, placed.signing_number, host.signed_date
),

keyed as (
    select
        programme_code,
        signing_number,
        signed_date,
        short_key(
            programme_code || '|' || name_text || '|' || row_number() over (
                partition by programme_code, name_text
                order by first_fetched_at, first_document_id, signing_number
            )
        ) as signing_key
    from signing
)

select
    report.programme_code,
    report.document_id,
    report.signing_ref,
    report.report_number,
    coalesce(keyed.signing_key, 'unknown') as signing_key,
    keyed.signed_date
from star.signing_report as report
inner join star.signing_component as component using (programme_code, report_number)
left join placed using (programme_code, component_number)
left join keyed using (programme_code, signing_number)
