/*
table:   star.misplaced_ordinal
grain:   one signing whose ordinals run ahead of what the days around it say
key:     programme_code, signing_key
reads:   star.fact_signing, star.fact_stated_total
published: no (audit.ordinals_ahead_rows names each)
why:     A digit too many ('310번째' for the 31st) would be carried until a true ordinal is as high; left out, the count
  derived stays a lower bound. Out of order: a day after it continues a day before it, and none goes on where it ends.
  A leap: past three times (and once more for each year) the highest ordinal or total just before, and nothing just
  after is as high. Just before and after are three days each. Two batches that changed places are none: ahead is past
  the later ordinals by more than as many as they are, or from before them to past them.
columns:
  programme_code: the programme
  signing_key: the signing
  signed_date: the Korean day of signing
  ordinal_last: its last ordinal
  date_before: the day before it that it is held against
  ordinal_before: the last ordinal of that day; where it leaps, the highest ordinal or total just before
  date_after: the day after it that it is held against; null where it leaps
  ordinal_after: the first ordinal of that day; null where it leaps
*/
with day as (
    select programme_code, signed_date, min(ordinal_first) as ordinal_first, max(ordinal_last) as ordinal_last
    from star.fact_signing
    where signed_date is not null and ordinal_first is not null
    group by all
),

numbered as (
    select
        *,
        row_number() over in_time as place,
        min(ordinal_first) over (in_time rows between 1 following and 3 following) as lowest_after
    from day
    window in_time as (partition by programme_code order by signed_date)
),

out_of_order as (
    select signing.programme_code, signing.signing_key, signing.signed_date, signing.ordinal_last,
        earlier.signed_date as date_before, earlier.ordinal_last as ordinal_before,
        later.signed_date as date_after, later.ordinal_first as ordinal_after
    from (from numbered where ordinal_last > lowest_after) as between_them
    inner join star.fact_signing as signing using (programme_code, signed_date)
    inner join numbered as earlier
        on earlier.programme_code = between_them.programme_code
        and earlier.place between between_them.place - 3 and between_them.place - 1
    inner join numbered as later
        on later.programme_code = between_them.programme_code
        and later.place between between_them.place + 1 and between_them.place + 3
    anti join numbered as next
        on next.programme_code = between_them.programme_code
        and next.place between between_them.place + 1 and between_them.place + 3
        and next.ordinal_first between signing.ordinal_last and signing.ordinal_last + 1
    where
        earlier.ordinal_last < later.ordinal_first
        and signing.ordinal_last > later.ordinal_last
        and (
            signing.ordinal_first > later.ordinal_last + (later.ordinal_last - later.ordinal_first + 1)
            or signing.ordinal_first <= later.ordinal_first
        )
    qualify row_number() over (
        partition by signing.programme_code, signing.signing_key order by later.place, earlier.place desc
    ) = 1
),

-- A total holds for the end of its day.
told as (
    select programme_code, signed_date, false as is_total, ordinal_last from day
    union all
    select programme_code, as_of_date, true, max(stated_count)
    from star.fact_stated_total
    where measure_code = 'agreements_total' and can_be_chosen
    group by all
),

beside as (
    select
        *,
        lag(signed_date) over in_time as date_before,
        max(ordinal_last) over (in_time rows between 3 preceding and 1 preceding) as highest_before,
        max(ordinal_last) over (in_time rows between 1 following and 3 following) as highest_after
    from told
    window in_time as (partition by programme_code order by signed_date, is_total)
),

leap as (
    select signing.programme_code, signing.signing_key, signing.signed_date, signing.ordinal_last,
        beside.date_before, beside.highest_before, null::date, null::bigint
    from (from beside where not is_total) as beside
    inner join star.fact_signing as signing using (programme_code, signed_date)
    anti join out_of_order using (programme_code, signing_key)
    where
        signing.ordinal_last > coalesce(beside.highest_after, 0)
        and signing.ordinal_last > (3 + (signing.signed_date - beside.date_before) / 365.0)
            * greatest(beside.highest_before, 10)
)

select * from out_of_order
union all
select * from leap
