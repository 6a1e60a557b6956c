/*
table:   star.signing_mention
grain:   one thing that identifies a signing (a party, an ordinal) in one report of it
key:     programme_code, report_number, shared_text
reads:   star.signing_report, star.corrected_statement, star.organisation_text
unrepeated: shared_text
columns:
  programme_code: the programme
  report_number: the report (see star.signing_report)
  shared_text: 'party=<organisation_key>' or 'ordinal=<number>'
  near_date: the day of signing, else of publication; null where neither is known
*/
select
    report.programme_code,
    report.report_number,
    'party=' || name.organisation_key as shared_text,
    report.near_date
from star.corrected_statement as statement
inner join star.signing_report as report using (programme_code, document_id, signing_ref)
inner join star.organisation_text as name using (programme_code, organisation_text)
where statement.predicate = 'party' and statement.modality = 'stated'
group by all
union all
-- A batch of more than a hundred is a misread number; its ends still identify it.
select
    programme_code,
    report_number,
    'ordinal=' || unnest(
        case
            when ordinal_last - ordinal_first <= 100 then range(ordinal_first, ordinal_last + 1)
            else [ordinal_first, ordinal_last]
        end
    ) as shared_text,
    near_date
from star.signing_report
where ordinal_first is not null
