/*
table:   star.candidate_total
grain:   one value that documents give for one measure on one day
key:     programme_code, measure_code, as_of_date, stated_count
reads:   star.fact_stated_total, star.fact_signing, star.derived_total, star.dim_measure, star.dim_organisation,
  star.fact_agreement
why:     The best grade wins, then most independent publishers, then the best standing. Copies of one release speak
  once (see star.document_voice). A count of companies that equals the count of all partners is suspect, unless it and
  the institutions add up to one.
columns:
  programme_code: the programme
  measure_code: what is counted
  as_of_date: the Korean day for which it holds
  stated_count: the value
  grade: best grade among the figures that give it
  publishers_count: how many independent publishers give it, copies aside; what cannot be compared adds none
  source_rank: best standing among them, lower is better
  is_definition_suspect: whether it seems to count all partners instead
  choice_rank: 1 for the values that stand best on that day; two firsts are a tie
  documents_count: how many documents give it
  statements_count: how many statements give it
*/
with given as (
    select * from star.fact_stated_total where can_be_chosen
),

standing as (
    select
        programme_code, measure_code, as_of_date, stated_count,
        min(grade) as grade,
        greatest(count(distinct voice), 1) as publishers_count,
        min(source_rank) as source_rank,
        count(*) as documents_count,
        sum(statements_count)::bigint as statements_count
    from given
    group by all
),

-- Counts of all partners by other roads: stated that day, before plus this batch, the highest ordinal of that day; of
-- an earlier day only where no total is stated.
top_ordinal as (
    select programme_code, as_of_date as signed_date, top_ordinal as n from star.derived_total
),

with_institution as (
    select distinct agreement.programme_code, agreement.signing_key
    from star.fact_agreement as agreement
    inner join star.dim_organisation as organisation using (programme_code, organisation_key)
    where organisation.is_current and organisation.type_code = 'institution'
),

all_partners as (
    -- What stands best; a value that lost may be that of the companies, miscalled.
    select programme_code, as_of_date, stated_count as n, 'any' as measure_code
    from standing
    where measure_code = 'agreements_total'
    qualify rank() over (partition by programme_code, as_of_date order by grade, publishers_count desc, source_rank) = 1
    union
    select before.programme_code, before.as_of_date, before.stated_count + signing.batch_count,
        case before.measure_code when 'agreements_total' then 'any' else before.measure_code end
    from star.fact_stated_total as before
    inner join star.fact_signing as signing
        on signing.programme_code = before.programme_code and signing.signed_date = before.as_of_date
    left join with_institution
        on with_institution.programme_code = signing.programme_code
        and with_institution.signing_key = signing.signing_key
    where
        before.scope = 'before_this_batch' and before.modality = 'stated' and before.qualifier = 'exact'
        and (before.measure_code = 'agreements_total' or with_institution.signing_key is not null)
),

-- Parts that add up to a count of all partners are what they are called, whatever else is stated.
part_of_sum as (
    select one.programme_code, one.as_of_date, one.measure_code, one.stated_count
    from standing as one
    inner join standing as other using (programme_code, as_of_date)
    inner join standing as whole using (programme_code, as_of_date)
    semi join (from star.dim_measure where is_part_of_all_partners) as part
        on part.programme_code = other.programme_code and part.measure_code = other.measure_code
    where other.measure_code <> one.measure_code and other.stated_count > 0
        and whole.measure_code = 'agreements_total' and whole.stated_count = one.stated_count + other.stated_count
),

judged as (
    select
        standing.*,
        measure.is_part_of_all_partners
        and (standing.programme_code, standing.as_of_date, standing.measure_code, standing.stated_count)
            not in (from part_of_sum) and (
            coalesce(standing.stated_count = top_ordinal.n and (top_ordinal.signed_date = standing.as_of_date
                or (standing.programme_code, standing.as_of_date) not in (select (programme_code, as_of_date)
                    from given where measure_code = 'agreements_total')), false)
            or exists (
                select 1
                from all_partners
                where all_partners.programme_code = standing.programme_code
                    and all_partners.as_of_date = standing.as_of_date
                    and all_partners.n = standing.stated_count
                    and all_partners.measure_code in ('any', standing.measure_code)
            )
        ) as is_definition_suspect
    from standing
    inner join star.dim_measure as measure using (programme_code, measure_code)
    asof left join top_ordinal
        on top_ordinal.programme_code = standing.programme_code
        and top_ordinal.signed_date <= asof_day(standing.as_of_date)
)

select
    programme_code, measure_code, as_of_date, stated_count, grade, publishers_count, source_rank, is_definition_suspect,
    rank() over (
        partition by programme_code, measure_code, as_of_date
        order by is_definition_suspect, grade, publishers_count desc, source_rank
    ) as choice_rank,
    documents_count, statements_count
from judged
