/*
table:   star.dim_programme
grain:   one programme: a series of agreements that one city signs toward its goals
key:     programme_code
reads:   config.programme, raw.capture, extracted.current_reading
columns:
  programme_code: the programme; 'unknown' stands for none
  name_ko: its Korean name
  name_en: its English name
  city_name_ko: the city, in Korean
  city_name_en: the city, in English
  region_code: the region that the city is (see star.dim_region)
  started_on: the day its series began; null where that is not declared
  is_declared: whether configs declares it
*/
with seen as (
    select programme_code from raw.capture
    union
    select programme_code from extracted.current_reading
    union
    select 'unknown'
)

select
    programme_code,
    name_ko,
    name_en,
    city_name_ko,
    city_name_en,
    coalesce(region_code, 'unknown') as region_code,
    started_on,
    true as is_declared
from config.programme
union all
select programme_code, programme_code, programme_code, 'unknown', 'unknown', 'unknown', null, false
from seen
anti join config.programme using (programme_code)
where programme_code is not null
