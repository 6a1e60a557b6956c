/*
table:   kpi.coverage
grain:   one day for which a total of agreements is stated
key:     programme_code, as_of_date
reads:   star.chosen_total, star.fact_signing, star.misplaced_ordinal, star.fact_agreement
why:     How much of what the city counts our announcements account for. A signing without a day counts where its
  ordinals lie within the total. Ordinals that run ahead of the days around them (see star.misplaced_ordinal) do not
  count.
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  as_of_date: the Korean day for which the total holds
  stated_total: the total of agreements
  ordinals_found: how many of the ordinals up to it are stated by signings found by that day
  organisations_named: how many organisations are named by signings found by that day
  coverage_pct: ordinals_found of stated_total
  missing_ordinals: those not found, as ranges ('12-15, 40'); empty where all are
*/
with total as (
    select programme_code, as_of_date, chosen_count as stated_total
    from star.chosen_total
    where measure_code = 'agreements_total' and chosen_count is not null
),

-- The first day on which an ordinal is known to be signed; one without a day is known from the start.
ordinal as (
    select programme_code, unnest(range(ordinal_first, least(ordinal_last, ordinal_first + 100) + 1)) as ordinal_number,
        signed_date
    from star.fact_signing
    anti join star.misplaced_ordinal using (programme_code, signing_key)
    where ordinal_first is not null
),

first_known as (
    select programme_code, ordinal_number, min(coalesce(signed_date, date '0001-01-01')) as known_from
    from ordinal
    where ordinal_number > 0
    group by all
),

found as (
    select total.programme_code, total.as_of_date, total.stated_total, first_known.ordinal_number
    from total
    inner join first_known
        on first_known.programme_code = total.programme_code
        and first_known.ordinal_number <= total.stated_total
        and first_known.known_from <= total.as_of_date
    union all
    select programme_code, as_of_date, stated_total, unnest([0, stated_total + 1]) from total
),

gap as (
    select
        *,
        lag(ordinal_number) over (partition by programme_code, as_of_date order by ordinal_number) + 1 as gap_first,
        ordinal_number - 1 as gap_last
    from found
),

missing as (
    select
        programme_code,
        as_of_date,
        count(*) - 2 as ordinals_found,
        coalesce(string_agg(
            case when gap_first = gap_last then gap_first::varchar else gap_first || '-' || gap_last end,
            ', ' order by gap_first
        ) filter (gap_first <= gap_last), '') as missing_ordinals
    from gap
    group by all
),

first_named as (
    select
        programme_code,
        organisation_key,
        min(signed_date) as named_from,
        min(ordinal_last) filter (signed_date is null) as undated_ordinal
    from star.fact_agreement
    group by all
),

named as (
    select
        total.programme_code,
        total.as_of_date,
        count(*) filter (
            first_named.named_from <= total.as_of_date or first_named.undated_ordinal <= total.stated_total
        ) as organisations_named
    from total
    left join first_named using (programme_code)
    group by all
)

select
    total.programme_code,
    total.as_of_date,
    total.stated_total,
    missing.ordinals_found,
    named.organisations_named,
    pct(missing.ordinals_found, total.stated_total) as coverage_pct,
    missing.missing_ordinals
from total
inner join missing using (programme_code, as_of_date)
inner join named using (programme_code, as_of_date)
