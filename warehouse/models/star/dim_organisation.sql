/*
table:   star.dim_organisation
grain:   one organisation under one name and type, for the days on which they held (SCD2)
key:     programme_code, organisation_key, valid_from
reads:   star.organisation_text, star.dim_programme, config.organisation
why:     Validity comes from dated lines in configs, never from the day of a run. An organisation that nobody declared
  has one line, under the spelling found most often.
unrepeated: organisation_key, organisation_name
columns:
  programme_code: the programme in whose announcements it is found
  organisation_key: the organisation; 'unknown' where none is named, 'joint' for all parties together
  valid_from: first day on which this line holds
  valid_to: last day on which this line holds
  organisation_name: its name on those days
  name_en: its English name; null where none is declared
  type_code: company, institution or unknown
  is_declared: whether configs declares it
  is_current: whether this is its last line
*/
with spelling as (
    select
        programme_code,
        organisation_key,
        first(display_name order by mentions_count desc, display_name) as display_name,
        first(type_code order by mentions_count desc, type_code) filter (type_code <> 'unknown') as type_code,
        list_distinct(list(name_key)) as name_keys
    from star.organisation_text
    group by all
),

found as (
    select distinct programme_code, organisation_key, unnest(name_keys) as name_key from spelling
),

-- Every line of an organisation that is found, also under the names that announcements did not use.
renamed as (
    select found.programme_code, found.organisation_key, line.*
    from found
    inner join config.organisation as line using (name_key)
    union
    select found.programme_code, found.organisation_key, line.*
    from found
    inner join config.organisation as earlier using (name_key)
    inner join config.organisation as line on line.organisation_name = earlier.renamed_to
    union
    select found.programme_code, found.organisation_key, line.*
    from found
    inner join config.organisation as later using (name_key)
    inner join config.organisation as line on line.renamed_to = later.organisation_name
),

declared as (
    select
        programme_code,
        organisation_key,
        coalesce(
            valid_from,
            lag(valid_to) over (
                partition by programme_code, organisation_key order by valid_from nulls first, valid_to
            ) + 1,
            date '1900-01-01'
        ) as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to,
        organisation_name,
        name_en,
        type_code
    from renamed
),

line as (
    select distinct on (programme_code, organisation_key, valid_from)
        declared.programme_code,
        declared.organisation_key,
        declared.valid_from,
        declared.valid_to,
        declared.organisation_name,
        declared.name_en,
        coalesce(declared.type_code, spelling.type_code, 'unknown') as type_code,
        true as is_declared
    from declared
    inner join spelling using (programme_code, organisation_key)
    order by programme_code, organisation_key, valid_from, valid_to, organisation_name
),

every as (
    select *, valid_from = max(valid_from) over (partition by programme_code, organisation_key) as is_current from line
    union all
    select
        programme_code, organisation_key, date '1900-01-01', date '9999-12-31', display_name, null,
        coalesce(type_code, 'unknown'), false, true
    from spelling
    anti join line using (programme_code, organisation_key)
    union all
    select programme_code, member, date '1900-01-01', date '9999-12-31', name, null, 'unknown', false, true
    from star.dim_programme
    cross join (values ('unknown', '이름 없음'), ('joint', '당사자 공동')) as fixed (member, name)
)

select
    programme_code, organisation_key, valid_from, valid_to, organisation_name, name_en, type_code, is_declared,
    is_current
from every
