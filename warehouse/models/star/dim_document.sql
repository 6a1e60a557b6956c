/*
table:   star.dim_document
grain:   one document: the bytes that one or more addresses published
key:     programme_code, document_id
reads:   raw.capture, extracted.reading_of_document, extracted.superseded_reading, config.publisher, star.dim_source,
  star.dim_programme
why:     The same bytes at two addresses are one document with two captures; the capture whose reading counts speaks.
  What an address gave before it was corrected stays a document, and counts no more.
unrepeated: document_id, url
links:
  programme_code: star.dim_programme.programme_code
  source_code: star.dim_source.source_code
columns:
  programme_code: the programme that it was collected for
  document_id: sha256 of its bytes; 'unknown' stands for none
  source_code: the source that brought it
  publisher: who published it; the source's name where it does not say
  source_rank: standing of the publisher as its programme declares it, lower is better, 100 where undeclared
  url: where a person finds it
  published_date: the Korean day of publication; null where the source does not say
  published_date_key: the same as yyyymmdd; -1 where not known
  first_fetched_at: when any of its captures was first fetched
  captures_count: how many captures brought these bytes
  outcome: extracted, ignored or unread; 'waiting' where no reading exists yet, 'unknown' for no document
  kind: what sort of report it is; 'unknown' where unread
  reason: why it was ignored or left unread, and what to do; null where it was extracted
  ruleset_fingerprint: the rules and configuration that it was read with
  newer_document_id: the document that took its place at its address, so that it counts no more; null where it counts.
    One that was taken down is named as well: its reason is in ops.event
*/
with repeated as (
    select programme_code, document_id, min(fetched_at) as first_fetched_at, count(*) as captures_count
    from raw.capture
    group by all
    having count(*) > 1
),

-- Few documents were captured twice: only those are sorted.
speaking as (
    select capture.*, capture.fetched_at as first_fetched_at, 1 as captures_count
    from raw.capture as capture
    where not exists (
        select 1
        from repeated
        where repeated.programme_code is not distinct from capture.programme_code
            and repeated.document_id is not distinct from capture.document_id
    )
    union all
    select capture.*, repeated.first_fetched_at, repeated.captures_count
    from raw.capture as capture
    inner join repeated
        on repeated.programme_code is not distinct from capture.programme_code
        and repeated.document_id is not distinct from capture.document_id
    left join extracted.reading_of_document as reading
        on reading.programme_code = capture.programme_code and reading.capture_id = capture.capture_id
    qualify row_number() over (
        partition by capture.programme_code, capture.document_id
        order by reading.reading_id nulls last, capture.published_at nulls last, capture.fetched_at, capture.capture_id
    ) = 1
),

dated as (
    select
        speaking.*,
        korean_day(speaking.published_at) as published_date,
        reading.outcome,
        reading.kind,
        reading.reason,
        reading.ruleset_fingerprint,
        superseded.newer_document_id
    from speaking
    left join extracted.reading_of_document as reading
        on reading.programme_code = speaking.programme_code and reading.capture_id = speaking.capture_id
    left join extracted.superseded_reading as superseded
        on superseded.programme_code = reading.programme_code and superseded.reading_id = reading.reading_id
)

select
    dated.programme_code,
    dated.document_id,
    source.source_code,
    coalesce(dated.publisher, source.name) as publisher,
    coalesce(ranked.source_rank, 100) as source_rank,
    dated.url,
    dated.published_date,
    day_key(dated.published_date) as published_date_key,
    dated.first_fetched_at,
    dated.captures_count,
    coalesce(dated.outcome, 'waiting') as outcome,
    coalesce(dated.kind, 'unknown') as kind,
    dated.reason,
    coalesce(dated.ruleset_fingerprint, 'unknown') as ruleset_fingerprint,
    dated.newer_document_id
from dated
inner join star.dim_source as source
    on source.programme_code = dated.programme_code and source.source_code = coalesce(dated.source_code, 'unknown')
left join (
    select programme_code, publisher, min(source_rank) as source_rank from config.publisher group by all
) as ranked
    on ranked.programme_code = dated.programme_code and ranked.publisher = dated.publisher
union all
select
    programme_code, 'unknown', 'unknown', 'unknown', 100, null, null, -1, null, 0, 'unknown', 'unknown', null,
    'unknown', null
from star.dim_programme
