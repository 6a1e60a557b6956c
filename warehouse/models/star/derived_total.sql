/*
table:   star.derived_total
grain:   one day of signing: how many agreements there are by then at least
key:     programme_code, measure_code, as_of_date
reads:   star.fact_signing, star.misplaced_ordinal
why:     A lower bound: the highest ordinal so far, or the batches found added up where that is more. Of a
  signing whose ordinals run ahead of the days around it (see star.misplaced_ordinal) only the parties count.
columns:
  programme_code: the programme
  measure_code: agreements_total
  as_of_date: the Korean day of signing
  top_ordinal: highest ordinal stated by then; null where none is
  batches_count: agreements of the signings found so far, added up
  derived_count: the greater of the two
  signings_count: signings on that day
  statements_count: how many statements stand behind the signings of that day
*/
with day as (
    select
        programme_code,
        signed_date,
        max(ordinal_last) filter (misplaced.signing_key is null) as ordinal_last,
        sum(if(misplaced.signing_key is null, batch_count,
            greatest(party_count_stated, parties_count, 1))) as batch_count,
        count(*) as signings_count,
        sum(statements_count)::bigint as statements_count
    from star.fact_signing as signing
    left join (select programme_code, signing_key from star.misplaced_ordinal) as misplaced
        using (programme_code, signing_key)
    where signed_date is not null
    group by all
),

running as (
    select
        *,
        max(ordinal_last) over so_far as top_ordinal,
        sum(batch_count) over so_far as batches_count
    from day
    window so_far as (partition by programme_code order by signed_date)
)

select
    programme_code,
    'agreements_total' as measure_code,
    signed_date as as_of_date,
    top_ordinal,
    batches_count::bigint as batches_count,
    greatest(top_ordinal, batches_count)::bigint as derived_count,
    signings_count,
    statements_count
from running
