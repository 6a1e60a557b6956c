/*
table:    audit.captures_accounted
grain:    one source of one programme: what was fetched against what became of it
key:      programme_code, source_code
reads:    raw.capture, extracted.current_reading, star.dim_source
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Fetched = extracted + ignored + unread. A capture that was refused (too large, not text) has nothing to read
  and counts as unread, also where no reading was made of it.
columns:
  programme_code: the programme
  source_code: the source
  count_expected: captures fetched
  count_found: captures accounted for
  extracted_count: read, with statements
  ignored_count: read, not about the programme
  unread_count: not readable, or refused
*/
with capture as (
    select
        capture.programme_code,
        coalesce(capture.source_code, 'unknown') as source_code,
        coalesce(reading.outcome, case when capture.status <> 'ok' then 'unread' end, 'lost') as outcome
    from raw.capture as capture
    left join extracted.current_reading as reading using (programme_code, capture_id)
    union all
    -- A reading of a capture that is not there is accounted for without having been fetched.
    select programme_code, 'unknown', 'stray'
    from extracted.current_reading
    anti join raw.capture using (programme_code, capture_id)
)

select
    source.programme_code,
    source.source_code,
    count(*) filter (outcome <> 'stray') as count_expected,
    count(*) filter (outcome in ('extracted', 'ignored', 'unread', 'stray')) as count_found,
    count(*) filter (outcome = 'extracted') as extracted_count,
    count(*) filter (outcome = 'ignored') as ignored_count,
    count(*) filter (outcome = 'unread') as unread_count
from star.dim_source as source
left join capture using (programme_code, source_code)
group by all
