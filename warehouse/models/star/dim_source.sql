/*
table:   star.dim_source
grain:   one source that documents are collected from
key:     programme_code, source_code
reads:   config.source, raw.capture, star.dim_programme
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme that it is collected for
  source_code: the source; 'unknown' stands for none
  kind_code: feed, board, folder and the like
  name: what people call it
  owner: who looks after it
  licence: what may be done with what it publishes
  is_declared: whether configs declares it
*/
with found as (
    select distinct programme_code, coalesce(source_code, 'unknown') as source_code from raw.capture
    union
    select programme_code, 'unknown' from star.dim_programme
),

declared as (
    select distinct on (programme_code, source_code)
        programme_code,
        source_code,
        kind_code,
        name,
        owner,
        licence,
        true as is_declared
    from config.source
    order by all
)

select * from declared
union all
select programme_code, source_code, 'unknown', source_code, 'unknown', 'unknown', false
from found
anti join config.source using (programme_code, source_code)
