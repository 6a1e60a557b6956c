/*
table:   star.day_of_figures
grain:   one report of a signing, with the day for which the figures told with it hold
key:     programme_code, document_id, signing_ref
reads:   star.signing_of_report, star.signing_report, star.corrected_statement
published: no (star.fact_stated_total has the day of each figure)
why:     A figure told with a signing holds for the day of that signing, also where this report misstates the day, or
  gives none so that the figure was given the day of publication. Told more than a week later it holds for its own day:
  the signing is only recalled. So it is, without a day of publication, where more agreements are counted than had been
  signed by then: such figures are of no day.
columns:
  programme_code: the programme
  document_id: the document that reports it
  signing_ref: which signing within the document
  signing_key: the signing; 'unknown' where it is not resolved
  written_date: the day that its figures were given with it, as read; null where none
  figures_date: the day of the signing, where such figures are of that day; null where they are not
  is_recalled: whether such figures are of a later day that nothing tells
*/
with report as (
    select resolved.*, report.near_date, report.published_date, report.written_date,
        max(report.ordinal_last) over (partition by programme_code, resolved.signing_key) as ordinal_last
    from star.signing_of_report as resolved
    inner join star.signing_report as report using (programme_code, report_number)
),

counted as (
    select programme_code, document_id, max(value_count) as agreements_count
    from star.corrected_statement
    where predicate = 'stated_total' and measure_code = 'agreements_total' and modality = 'stated'
    group by all
),

judged as (
    select
        report.*,
        -- One that gives the day of the signing may err by a batch; the largest is of 21 (2025-09-11).
        published_date is null
        and coalesce(agreements_count > ordinal_last + if(near_date is null, 0, 20), false) as is_recalled
    from report
    left join counted using (programme_code, document_id)
)

select
    programme_code,
    document_id,
    signing_ref,
    signing_key,
    written_date,
    if(coalesce(abs(near_date - signed_date) <= 7, true) and not is_recalled, signed_date, null) as figures_date,
    is_recalled
from judged
