/*
table:   star.member_text
grain:   one member of a breakdown as announcements write it
key:     programme_code, predicate, member_text
reads:   star.corrected_statement, config.sector_name, config.site_name, config.breakdown
columns:
  programme_code: the programme
  predicate: sector_count or site_count
  breakdown_code: sector or site, as configs calls it
  member_text: the member as written, without spaces
  member_code: the sector or site that is meant; 'undeclared:<text>' where configs does not know the words
*/
with declared as (
    select programme_code, 'sector_count' as predicate, squeezed(member_text) as member_text, sector_code as member_code
    from config.sector_name
    union all
    select programme_code, 'site_count', squeezed(member_text), site_code
    from config.site_name
),

code as (
    select programme_code, predicate, member_text, min(member_code) as member_code
    from declared
    group by all
),

breakdown as (
    select programme_code, predicate, min(breakdown_code) as breakdown_code
    from config.breakdown
    where predicate is not null
    group by all
),

written as (
    select distinct programme_code, predicate, squeezed(member_text) as member_text
    from star.corrected_statement
    where predicate in ('sector_count', 'site_count') and member_text is not null
)

select
    written.programme_code,
    written.predicate,
    coalesce(breakdown.breakdown_code, replace(written.predicate, '_count', '')) as breakdown_code,
    written.member_text,
    coalesce(code.member_code, 'undeclared:' || written.member_text) as member_code
from written
left join code using (programme_code, predicate, member_text)
left join breakdown using (programme_code, predicate)
