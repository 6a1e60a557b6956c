/*
table:   star.dim_measure
grain:   one measure: what a figure counts
key:     programme_code, measure_code
reads:   config.measure, config.breakdown, star.dim_programme, star.corrected_statement
why:     Measures do not add up across this table: 30 corporations are part of 61 offices, and people at work are not
  jobs created.
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  measure_code: the measure; 'unknown' stands for none
  name_ko: its Korean name
  name_en: its English name
  unit_code: what one of it is
  contained_in_measure_code: the measure that includes it; 'none' where there is none
  is_cumulative: whether it counts from the start of the series and so never falls
  is_part_of_all_partners: whether it is one part of the count of all partners (companies, institutions)
  is_stock: as declared: a level at a moment, not a flow
  definition: what counts, in words
  is_declared: whether configs declares it
*/
with part as (
    select distinct programme_code, unnest(part_measure_codes) as measure_code
    from config.breakdown
    where breakdown_code = 'type'
),

container as (
    select distinct programme_code, contained_in_measure_code as measure_code
    from config.measure
    where contained_in_measure_code is not null
),

declared as (
    select
        measure.programme_code,
        measure.measure_code,
        measure.name_ko,
        measure.name_en,
        measure.unit_code,
        coalesce(measure.contained_in_measure_code, 'none') as contained_in_measure_code,
        measure.contained_in_measure_code is not null or container.measure_code is not null as is_cumulative,
        part.measure_code is not null as is_part_of_all_partners,
        coalesce(measure.is_stock, false) as is_stock,
        coalesce(measure.definition, '') as definition,
        true as is_declared
    from config.measure as measure
    left join container using (programme_code, measure_code)
    left join part using (programme_code, measure_code)
),

found as (
    select distinct programme_code, measure_code
    from star.corrected_statement
    where predicate = 'stated_total' and measure_code is not null
    union
    select programme_code, 'unknown' from star.dim_programme
)

select * from declared
union all
select programme_code, measure_code, measure_code, measure_code, 'unknown', 'none', false, false, false, '', false
from found
anti join declared using (programme_code, measure_code)
