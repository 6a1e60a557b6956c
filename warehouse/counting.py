"""Which readings and statements count.

Only the newest reading of a capture counts, of the captures of one page the newest stands, and of the captures that
brought the same bytes one stands for all (views ``extracted.current_*``).
"""

from __future__ import annotations

import duckdb

# All but the last reading of each capture, by the time it was read. Few were read twice: only those are sorted.
OLDER_READING = """
    create view extracted.older_reading as
    select reading_number
    from extracted.reading
    semi join (select programme_code, capture_id from extracted.reading group by all having count(*) > 1) as repeated
        using (programme_code, capture_id)
    qualify row_number() over (partition by programme_code, capture_id order by read_at desc, reading_id desc) > 1
"""
CURRENT_READING = """
    create view extracted.current_reading as
    select * from extracted.reading anti join extracted.older_reading using (reading_number)
"""
# A page that was corrected at its own address: an earlier capture of it, and a later one that takes its place. Another
# day of publication or another publisher is another announcement, as under a landing page; where a day is not known,
# so is another text. What was not extracted (a notice, an error) takes no place, and of what one run brought none is
# later. The public could know of it from the day that the source gives it, where that is later than the page's own;
# else from the day we saw it, for it bears the day of the first.
PAGE_CORRECTION = """
    create view extracted.page_correction as
    with capture as materialized (
        -- Hardly any address gave two things: only those texts are compared.
        select * from raw.capture
        semi join (select programme_code, url from raw.capture group by all having count(*) > 1) as repeated
            using (programme_code, url)
    ),
    page as materialized (
        select reading.*, capture.source_code, capture.url, capture.publisher,
            capture.superseded_at::timestamptz as superseded_at,
            korean_day(capture.published_at) as published_date,
            korean_day(capture.fetched_at) as fetched_date,
            try_cast(capture.fetched_at as timestamptz) as fetched_at
        from capture
        inner join extracted.current_reading as reading using (programme_code, capture_id)
    )
    select older.programme_code, older.capture_id, older.reading_id, older.document_id,
        newer.capture_id as newer_capture_id, newer.document_id as newer_document_id,
        newer.fetched_at as newer_fetched_at,
        case
            when newer.published_date > coalesce(older.published_date, older.fetched_date) then newer.published_date
            else newer.fetched_date
        end as known_date
    from page as older
    inner join page as newer
        on newer.programme_code = older.programme_code and newer.url = older.url
        and newer.source_code is not distinct from older.source_code
        and newer.fetched_at > older.fetched_at
        -- What a page says again is later than what took its place, though that was taken down since.
        and (newer.document_id <> older.document_id or newer.fetched_at > older.superseded_at)
    where older.outcome <> 'unread' and newer.outcome = 'extracted'
        and coalesce(newer.published_date = older.published_date, alike(newer.sketch::bit, older.sketch::bit))
        and coalesce(newer.publisher = older.publisher, true)
"""
# The page says what it says now. What took the place of a form and was taken down since (``mou forget``) is noted at
# that form's capture: the page had taken it back, so it does not count again by itself.
SUPERSEDED_READING = """
    create view extracted.superseded_reading as
    select programme_code, reading_id, document_id,
        arg_max(newer_document_id, (newer_fetched_at, newer_document_id)) as newer_document_id
    from (
        select programme_code, reading_id, document_id, newer_document_id, newer_fetched_at
        from extracted.page_correction
        union all
        select reading.programme_code, reading_id, reading.document_id, superseded_by, superseded_at::timestamptz
        from raw.capture as capture
        inner join extracted.current_reading as reading using (programme_code, capture_id)
        where capture.superseded_by is not null
    )
    group by all
"""
# The same bytes fetched at two addresses are one document: the capture that says best when it was published speaks,
# of those whose page still shows them where there is one. The others' readings are silent.
SILENT_READING = """
    create view extracted.silent_reading as
    select reading.reading_number
    from extracted.current_reading as reading
    semi join (
        select programme_code, document_id from extracted.current_reading group by all having count(*) > 1
    ) as repeated using (programme_code, document_id)
    left join raw.capture as capture using (programme_code, capture_id)
    left join extracted.superseded_reading as superseded using (programme_code, reading_id)
    qualify row_number() over (
        partition by reading.programme_code, reading.document_id
        order by
            superseded.reading_id is not null,
            case reading.outcome when 'extracted' then 0 when 'ignored' then 1 else 2 end,
            capture.published_at nulls last, capture.fetched_at nulls last, reading.capture_id
    ) > 1
"""
READING_OF_DOCUMENT = """
    create view extracted.reading_of_document as
    select * from extracted.current_reading anti join extracted.silent_reading using (reading_number)
"""
CURRENT_STATEMENT = """
    create view extracted.current_statement as
    select statement.*
    from extracted.statement as statement
    semi join extracted.reading_of_document as reading using (programme_code, reading_id)
    anti join extracted.superseded_reading as superseded using (programme_code, reading_id)
"""
FORMER_STATEMENT = """
    create view extracted.former_statement as
    select statement_number from extracted.statement anti join extracted.current_statement using (statement_number)
"""
COUNTING = (
    OLDER_READING,
    CURRENT_READING,
    PAGE_CORRECTION,
    SUPERSEDED_READING,
    SILENT_READING,
    READING_OF_DOCUMENT,
    CURRENT_STATEMENT,
    FORMER_STATEMENT,
)


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Once all is loaded, work out only once which readings and statements count: a dozen models ask.

    Nearly all count, so what is kept is which do not.
    """
    for name in ("older_reading", "superseded_reading", "silent_reading", "former_statement"):
        connection.execute(f"create table extracted.settled_{name} as from extracted.{name}")
        connection.execute(f"create or replace view extracted.{name} as from extracted.settled_{name}")
    connection.execute(
        "create or replace view extracted.current_statement as "
        "select * from extracted.statement anti join extracted.former_statement using (statement_number)"
    )
