/*
table:   star.fact_signing
grain:   one signing ceremony, however many documents report it
key:     programme_code, signing_key
reads:   star.signing_of_report, star.signing_report, star.document_voice, star.meant_statement,
  star.dim_programme
why:     Where reports differ, the ordinals of the best grade, then of most independent publishers (see
  star.document_voice), then of the best standing count.
links:
  programme_code: star.dim_programme.programme_code
  signed_date_key: star.dim_date.date_key
  region_code: star.dim_region.region_code
columns:
  programme_code: the programme
  signing_key: the signing, from programme, day and n
  signed_date: the Korean day of signing; null where no report has it
  signed_date_key: the same as yyyymmdd; -1 where not known
  region_code: the region of the city that signed
  ordinal_first: first ordinal of the batch; null where none is stated
  ordinal_last: last ordinal of the batch
  party_count_stated: how many parties the reports say there are, the highest; null where none says
  parties_count: how many organisations the reports name, each once
  batch_count: how many agreements this adds at least: by ordinals, else by parties stated or named, else one
  days_stated_count: how many different days the reports state
  ordinals_stated_count: how many different ranges of ordinals the reports state
  reports_count: how many reports (document and signing within it) there are
  publishers_count: how many publishers they come from, those of copies included
  statements_count: how many statements stand behind it, parties included
*/
with report as (
    select
        resolved.signing_key,
        resolved.signed_date as chosen_date,
        report.*,
        if(copied.document_id is null, report.publisher, copied.voice) as voice
    from star.signing_of_report as resolved
    inner join star.signing_report as report using (programme_code, report_number)
    left join star.document_voice as copied
        on copied.programme_code = report.programme_code and copied.document_id = report.document_id
    where resolved.signing_key <> 'unknown'
),

ordinals as (
    select programme_code, signing_key, ordinal_first, ordinal_last
    from report
    where ordinal_first is not null
    group by programme_code, signing_key, ordinal_first, ordinal_last
    qualify row_number() over (
        partition by programme_code, signing_key
        order by
            min(ordinal_grade), greatest(count(distinct voice), 1) desc, min(source_rank), ordinal_first, ordinal_last
    ) = 1
),

told as (
    select
        programme_code,
        signing_key,
        count(*) as statements_count,
        count(distinct organisation_key) filter (predicate = 'party') as parties_count
    from star.meant_statement
    where fact_table in ('fact_signing', 'fact_agreement')
    group by all
),

signing as (
    select
        programme_code,
        signing_key,
        min(chosen_date) as signed_date,
        max(party_count) as party_count_stated,
        count(distinct signed_date) as days_stated_count,
        count(distinct (ordinal_first, ordinal_last)) filter (ordinal_first is not null) as ordinals_stated_count,
        count(*) as reports_count,
        count(distinct publisher) as publishers_count
    from report
    group by all
)

select
    signing.programme_code,
    signing.signing_key,
    signing.signed_date,
    day_key(signing.signed_date) as signed_date_key,
    programme.region_code,
    ordinals.ordinal_first,
    ordinals.ordinal_last,
    signing.party_count_stated,
    told.parties_count,
    coalesce(
        ordinals.ordinal_last - ordinals.ordinal_first + 1,
        greatest(signing.party_count_stated, told.parties_count, 1)
    ) as batch_count,
    signing.days_stated_count,
    signing.ordinals_stated_count,
    signing.reports_count,
    signing.publishers_count,
    told.statements_count
from signing
inner join told using (programme_code, signing_key)
inner join star.dim_programme as programme using (programme_code)
left join ordinals using (programme_code, signing_key)
