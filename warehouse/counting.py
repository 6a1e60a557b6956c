"""Which readings and statements count.

Only the newest reading of a capture counts, of the captures of one page the newest stands, and of the captures that
brought the same bytes one stands for all (views ``extracted.current_*``).
"""

from __future__ import annotations

import duckdb

# The last reading of each capture, by the time it was read.
CURRENT_READING = """
    create view extracted.current_reading as
    select * from extracted.reading
    qualify row_number() over (partition by programme_code, capture_id order by read_at desc, reading_id desc) = 1
"""
# A page that was corrected at its own address: an earlier capture of it, and a later one that takes its place. Another
# day of publication or another publisher is another announcement, as under a landing page; where a day is not known,
# so is another text. What was not extracted (a notice, an error) takes no place, and of what one run brought none is
# later. The public could know of it from the day that the source gives it, where that is later than the page's own;
# else from the day we saw it, for it bears the day of the first.
PAGE_CORRECTION = """
    create view extracted.page_correction as
    with page as (
        select reading.*, capture.source_code, capture.url, capture.publisher,
            capture.superseded_at::timestamptz as superseded_at,
            korean_day(capture.published_at) as published_date,
            korean_day(capture.fetched_at) as fetched_date,
            try_cast(capture.fetched_at as timestamptz) as fetched_at
        from raw.capture as capture
        -- Hardly any address gave two things: only those texts are compared.
        semi join (select programme_code, url from raw.capture group by all having count(*) > 1) as repeated
            using (programme_code, url)
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
# of those whose page still shows them where there is one.
READING_OF_DOCUMENT = """
    create view extracted.reading_of_document as
    select reading.*
    from extracted.current_reading as reading
    left join raw.capture as capture using (programme_code, capture_id)
    left join extracted.superseded_reading as superseded using (programme_code, reading_id)
    qualify row_number() over (
        partition by reading.programme_code, reading.document_id
        order by
            superseded.reading_id is not null,
            case reading.outcome when 'extracted' then 0 when 'ignored' then 1 else 2 end,
            capture.published_at nulls last, capture.fetched_at nulls last, reading.capture_id
    ) = 1
"""
CURRENT_STATEMENT = """
    create view extracted.current_statement as
    select statement.*
    from extracted.statement as statement
    semi join extracted.reading_of_document as reading using (programme_code, reading_id)
    anti join extracted.superseded_reading as superseded using (programme_code, reading_id)
"""
COUNTING = (CURRENT_READING, PAGE_CORRECTION, SUPERSEDED_READING, READING_OF_DOCUMENT, CURRENT_STATEMENT)


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Once all is loaded, work out only once which readings and statements count: a dozen models ask."""
    _settle_readings(connection, "current_reading")
    connection.execute("create table extracted.former_reading as from extracted.superseded_reading")
    connection.execute("create or replace view extracted.superseded_reading as from extracted.former_reading")
    _settle_readings(connection, "reading_of_document")
    # Nearly all count: those that do not are the shorter list.
    connection.execute(
        "create table extracted.former_statement_number as select statement_number from extracted.statement "
        "anti join extracted.current_statement using (statement_number)"
    )
    connection.execute(
        "create or replace view extracted.current_statement as "
        "select * from extracted.statement anti join extracted.former_statement_number using (statement_number)"
    )


def _settle_readings(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    numbers = f"extracted.{name}_number"
    connection.execute(f"create table {numbers} as select reading_number from extracted.{name}")
    connection.execute(
        f"create or replace view extracted.{name} as "
        f"select * from extracted.reading semi join {numbers} using (reading_number)"
    )
