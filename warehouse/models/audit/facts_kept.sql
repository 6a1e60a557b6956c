/*
table:    audit.facts_kept
grain:    one fact table of one programme: statements that stand behind its rows, by two roads
key:      programme_code, fact_table
reads:    extracted.current_statement, config.programme, star.dim_programme, star.applied_correction, config.breakdown,
  star.fact_signing, star.fact_agreement, star.fact_commitment, star.fact_stated_total, star.fact_stated_breakdown,
  star.fact_goal, star.bridge_statement
severity: critical
owner:    warehouse
shape:    compare
compares: count_expected, count_found
why:      Every statement that counts stands behind exactly one row of its fact (parties also behind the signing,
  counts by type also behind the breakdown). A row lost or doubled changes the sum.
columns:
  programme_code: the programme
  fact_table: the fact table, without its schema
  count_expected: statements of extracted that should stand behind its rows
  count_found: statements that its rows say stand behind them
*/
with statement as (
    select
        statement.*,
        coalesce(if(predicate = 'signed_date', try_cast(now_text as date), null), as_of_date)
            >= coalesce(started_on, date '0001-01-01') and coalesce(as_of_precision, 'day') = 'day' as has_day,
        value_count between 0 and 1000000000000 as has_count,
        predicate in ('signing', 'signed_date', 'ordinal_first', 'ordinal_last', 'party', 'party_count')
            and signing_ref is not null as is_of_signing
    from extracted.current_statement as statement
    left join star.applied_correction as correction using (programme_code, statement_id)
    left join config.programme using (programme_code)
    where grade <> 'D' and (correction.correction_id is null or now_text is not null)
),

-- A report that is done and says which signing it means: by its day, an ordinal or a party.
report as (
    select programme_code, document_id, signing_ref
    from statement
    where is_of_signing
    group by all
    having
        (count(*) filter (predicate = 'signing') = 0 or bool_or(predicate = 'signing' and modality = 'stated'))
        and bool_or(modality = 'stated' and case predicate
            when 'party' then organisation_text is not null
            when 'ordinal_first' then has_count
            when 'ordinal_last' then has_count
            when 'party_count' then false
            else has_day
        end)
),

of_signing as (
    select * from statement semi join report using (programme_code, document_id, signing_ref)
    where is_of_signing and modality = 'stated'
),

expected as (
    select programme_code, 'fact_signing' as fact_table, count(*) as n from of_signing group by all
    union all
    select programme_code, 'fact_agreement', count(*) from of_signing where predicate = 'party' group by all
    union all
    select programme_code, 'fact_commitment', count(*) from statement where predicate = 'commitment' group by all
    union all
    select programme_code, 'fact_stated_total', count(*) from statement
    where predicate = 'stated_total' and has_count group by all
    union all
    select programme_code, 'fact_goal', count(*) from statement where predicate = 'goal' and has_count group by all
    union all
    select programme_code, 'fact_stated_breakdown', count(*) from statement
    where predicate in ('sector_count', 'site_count') and has_count group by all
    union all
    select statement.programme_code, 'fact_stated_breakdown', count(*)
    from statement
    semi join (
        select distinct programme_code, unnest(part_measure_codes) as measure_code
        from config.breakdown where breakdown_code = 'type'
    ) as part using (programme_code, measure_code)
    where predicate = 'stated_total' and has_count and modality = 'stated'
        and coalesce(qualifier, 'exact') = 'exact' and coalesce(scope, 'including') = 'including'
    group by all
),

found as (
    select programme_code, 'fact_signing' as fact_table, sum(statements_count) as n from star.fact_signing group by all
    union all
    select programme_code, 'fact_agreement', sum(statements_count) from star.fact_agreement group by all
    union all
    select programme_code, 'fact_commitment', sum(statements_count) from star.fact_commitment group by all
    union all
    select programme_code, 'fact_stated_total', sum(statements_count) from star.fact_stated_total group by all
    union all
    select programme_code, 'fact_stated_breakdown', sum(statements_count) from star.fact_stated_breakdown group by all
    union all
    select programme_code, 'fact_goal', sum(statements_count) from star.fact_goal group by all
    union all
    select programme_code, 'bridge_statement', count(*) from star.bridge_statement group by all
),

every as (
    select programme_code, fact_table, n as expected, 0 as found from expected
    union all
    select programme_code, 'bridge_statement', n, 0 from expected
    union all
    select programme_code, fact_table, 0, n from found
    union all
    select programme_code, fact_table, 0, 0
    from star.dim_programme
    cross join (
        values ('fact_signing'), ('fact_agreement'), ('fact_commitment'), ('fact_stated_total'),
            ('fact_stated_breakdown'), ('fact_goal'), ('bridge_statement')
    ) as name (fact_table)
)

select
    programme_code,
    fact_table,
    sum(expected)::bigint as count_expected,
    sum(found)::bigint as count_found
from every
group by all
