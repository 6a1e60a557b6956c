/*
table:   star.dim_region
grain:   one region under one name, for the days on which it held (SCD2)
key:     programme_code, region_code, valid_from
reads:   config.region, star.dim_programme
why:     A region that was merged keeps its code for what happened before; its successor is named beside it.
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  region_code: the region; 'unknown' stands for none
  valid_from: first day on which this line holds
  valid_to: last day on which this line holds
  name_ko: its Korean name on those days
  name_en: its English name
  short_name_ko: the short form of its Korean name
  successor_region_code: the region that it was merged into; 'none' where it was not
*/
with declared as (
    select distinct on (programme_code, region_code, valid_from)
        programme.programme_code,
        region.region_code,
        coalesce(region.valid_from, date '1900-01-01') as valid_from,
        coalesce(region.valid_to, date '9999-12-31') as valid_to,
        region.name_ko,
        region.name_en,
        region.short_name_ko,
        coalesce(region.successor_region_code, 'none') as successor_region_code
    from config.region as region
    cross join star.dim_programme as programme
    order by all
)

select * from declared
union all
select programme_code, region_code, date '1900-01-01', date '9999-12-31', region_code, region_code, region_code, 'none'
from (
    select programme_code, region_code from star.dim_programme
    union
    select programme_code, 'unknown' from star.dim_programme
)
anti join config.region using (region_code)
