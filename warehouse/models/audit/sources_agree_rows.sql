/*
table:   audit.sources_agree_rows
grain:   one fact that sources state differently
key:     programme_code, row_key
reads:   star.chosen_total, star.fact_signing, star.signing_of_report, star.signing_report,
  star.fact_stated_breakdown, audit.explanation
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
with several as (
    select * from star.fact_signing where days_stated_count > 1 or ordinals_stated_count > 1
),

-- Of the reports that differ from what is believed, the one that stands least is the first to be doubted.
doubted as (
    select several.programme_code, several.signing_key,
        max_by(report, (report.source_rank, report.document_id))
            filter (report.signed_date <> several.signed_date) as by_day,
        max_by(report, (report.source_rank, report.document_id)) filter (
            report.ordinal_first <> several.ordinal_first or report.ordinal_last <> several.ordinal_last
        ) as by_ordinal
    from several
    inner join star.signing_of_report as resolved using (programme_code, signing_key)
    inner join star.signing_report as report using (programme_code, report_number)
    group by all
),

finding as (
    select
        programme_code,
        finding_key('', as_of_date, measure_code, 'values', lowest_count, highest_count) as row_key,
        null::varchar as document_id,
        lowest_count as stated_value,
        highest_count as found_value,
        format('{} for {}: {} values from {} to {}, {}', measure_code, as_of_date, candidates_count, lowest_count,
            highest_count, coalesce('published ' || chosen_count, 'none published')) as message
    from star.chosen_total
    where candidates_count > 1
    union all
    select programme_code, finding_key(signing_key, signed_date, 'signing', 'days', 1, days_stated_count), null, 1,
        days_stated_count, format('the signing of {} is told with {} different days; if one is misprinted, correct it '
            'in configs/corrections.yml: document: {}, field: signed_date, was: {}, now: the day that is right',
            signed_date, days_stated_count, by_day.document_id, by_day.signed_date)
    from several
    inner join doubted using (programme_code, signing_key)
    where days_stated_count > 1
    union all
    select programme_code,
        finding_key(signing_key, signed_date, 'signing', 'ordinals', 1, ordinals_stated_count), null, 1,
        ordinals_stated_count,
        format('the signing of {} is told with {} different ordinals; if one is misprinted, correct it in '
            'configs/corrections.yml: document: {}, field: ordinal_first, was: {}, and ordinal_last, was: {}',
            coalesce(signed_date::varchar, 'an unknown day'), ordinals_stated_count, by_ordinal.document_id,
            by_ordinal.ordinal_first, by_ordinal.ordinal_last)
    from several
    inner join doubted using (programme_code, signing_key)
    where ordinals_stated_count > 1
    union all
    select programme_code,
        finding_key(document_id, as_of_date, breakdown_code, member_text || '/' || modality || '/' || qualifier, 1,
            values_count),
        document_id, 1, values_count, format('{} has {} different figures in one document', member_text, values_count)
    from star.fact_stated_breakdown
    where values_count > 1
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
    and explanation.check_name = 'sources_agree'
    and explanation.row_key = finding.row_key
