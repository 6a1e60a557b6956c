/*
table:   audit.days_before_start_rows
grain:   one day before its programme began that one document gives one kind of fact
key:     programme_code, row_key
reads:   star.day_before_start, star.dim_document, config.programme, audit.explanation
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
with finding as (
    select
        early.programme_code,
        finding_key(early.document_id, refused_date, measure_code, 'before_start', statements_count,
            null::bigint) as row_key,
        early.document_id,
        statements_count as stated_value,
        null::bigint as found_value,
        format('{} gives {} the day {}, before the programme began ({}); it is not used. If it is wrong, correct it in '
            'configs/corrections.yml: document: {}, field: {}, {}', coalesce(document.url, 'a document'), measure_code,
            refused_date, programme.started_on, early.document_id, measure_code, case predicate
                when 'signed_date' then format('was: {}, now: the day that is right', refused_date)
                when 'signing' then format('was: {}, and no now', refused_date)
                else 'was: the number, and no now' end) as message
    from star.day_before_start as early
    inner join config.programme as programme using (programme_code)
    left join star.dim_document as document using (programme_code, document_id)
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
    and explanation.check_name = 'days_before_start'
    and explanation.row_key = finding.row_key
