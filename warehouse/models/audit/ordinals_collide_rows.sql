/*
table:   audit.ordinals_collide_rows
grain:   one ordinal that two signings claim
key:     programme_code, row_key
reads:   star.fact_signing, star.signing_of_report, star.signing_report, audit.explanation
columns:
  programme_code: the programme
  row_key: names the finding, numbers included; a dated line in configs explains it by this key
  document_id: the document that it is found in; null where it is not of one document
  stated_value: the first of the two numbers; null where there is none
  found_value: the second of the two numbers; null where there is none
  message: what is wrong, in words
  is_explained: whether a dated line in configs explains it
  explanation_code: how; null where nothing does
*/
with ordinal as (
    select
        programme_code,
        signing_key,
        signed_date,
        unnest(range(ordinal_first, least(ordinal_last, ordinal_first + 100) + 1)) as ordinal_number
    from star.fact_signing
    where ordinal_first is not null
),

-- Few: their texts are put together for them alone.
claimed as (
    select programme_code, ordinal_number from ordinal group by all having count(*) > 1
),

-- By whom: the report that stands least for it, of those that state a day, is the first to be doubted.
claim as (
    select ordinal.programme_code, ordinal.ordinal_number, ordinal.signing_key, ordinal.signed_date,
        count(report.report_number) as reports_count,
        max_by(report, (report.source_rank, report.document_id)) filter (report.signed_date is not null) as doubted
    from ordinal
    semi join claimed using (programme_code, ordinal_number)
    left join star.signing_of_report as resolved using (programme_code, signing_key)
    left join star.signing_report as report
        on report.programme_code = ordinal.programme_code
        and report.report_number = resolved.report_number
        and ordinal.ordinal_number between report.ordinal_first and report.ordinal_last
    group by all
),

finding as (
    select
        programme_code,
        'ordinal=' || ordinal_number || '|days='
            || string_agg(coalesce(signed_date::varchar, 'unknown'), ',' order by signed_date, signing_key) as row_key,
        null::varchar as document_id,
        1 as stated_value,
        count(*) as found_value,
        format('ordinal {} is claimed by {} signings', ordinal_number, count(*)) || if(
            count(distinct signed_date) = count(*) and count(doubted) = count(*),
            '; if they are one, correct in configs/corrections.yml: document: '
            || min_by(doubted.document_id, (reports_count, -doubted.source_rank, signing_key))
            || ', field: signed_date, was: '
            || min_by(doubted.signed_date, (reports_count, -doubted.source_rank, signing_key))
            || ', now: ' || max_by(signed_date, (reports_count, -doubted.source_rank, signing_key))
            || '; if not, the fields ordinal_first and ordinal_last of the report that misprints it', '') as message
    from claim
    group by programme_code, ordinal_number
)

select
    finding.programme_code,
    finding.row_key,
    finding.document_id,
    finding.stated_value,
    finding.found_value,
    finding.message,
    explanation.row_key is not null as is_explained,
    explanation.explanation_code
from finding
left join audit.explanation as explanation
    on explanation.programme_code = finding.programme_code
    and explanation.check_name = 'ordinals_collide'
    and explanation.row_key = finding.row_key
