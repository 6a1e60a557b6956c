/*
table:   audit.evidence_of_lists
grain:   one fact row behind some cells of one KPI row that rests on a document's list or on two roads to one number
key:     programme_code, kpi_table, kpi_key, column_names, fact_table, fact_key
reads:   kpi.sector_mix, kpi.office_sites, kpi.reconciliation, star.fact_stated_total, star.fact_stated_breakdown
why:     The derived road of a reconciliation cites the stated figure only; what is counted stands in
  kpi.goal_progress for that day, with its own evidence.
unrepeated: kpi_key, fact_key
columns:
  programme_code: the programme
  kpi_table: the KPI table, without its schema
  kpi_key: the row's key columns as code=value, joined by |
  column_names: the cells' columns, joined by a comma
  fact_table: the fact table, without its schema
  fact_key: the row of that table
*/
with member as (
    select *, 'fact_stated_breakdown' as fact_table, stated_breakdown_key as fact_key
    from star.fact_stated_breakdown
    where modality = 'stated' and qualifier = 'exact'
),

mix as (
    select 'sector_mix' as kpi_table, programme_code, as_of_date, document_id, 'sector' as breakdown_code,
        sector_code as member_code,
        concat_ws('|', 'programme_code=' || programme_code, 'as_of_date=' || as_of_date, 'sector_code=' || sector_code)
            as kpi_key,
        concat_ws(',', if_filled(organisations_count, 'organisations_count'), if_filled(share_pct, 'share_pct'))
            as column_names
    from kpi.sector_mix
    union all
    select 'office_sites', programme_code, as_of_date, document_id, 'site', site_code,
        concat_ws('|', 'programme_code=' || programme_code, 'as_of_date=' || as_of_date, 'site_code=' || site_code),
        concat_ws(',', if_filled(organisations_count, 'organisations_count'), if_filled(share_pct, 'share_pct'))
    from kpi.office_sites
),

pair as (
    select *, 'reconciliation' as kpi_table,
        concat_ws('|', 'programme_code=' || programme_code, 'stated_total_key=' || stated_total_key,
            'road_code=' || road_code) as kpi_key,
        concat_ws(',', 'other_road_value', 'difference', if_filled(nullif(unnamed_count, 0), 'unnamed_count'),
            if_filled(nullif(definition_count, 0), 'definition_count'),
            if_filled(nullif(timing_count, 0), 'timing_count'),
            if_filled(nullif(duplicate_count, 0), 'duplicate_count'),
            if_filled(nullif(error_count, 0), 'error_count')) as column_names
    from kpi.reconciliation
),

-- Where the other road's value comes from, beside the stated figure itself.
other as (
    select pair.programme_code, pair.kpi_key, pair.column_names, member.fact_table, member.fact_key
    from pair
    inner join star.fact_stated_total as own using (programme_code, stated_total_key)
    inner join member
        on member.programme_code = pair.programme_code
        and member.document_id = pair.document_id
        and member.as_of_date_key = own.as_of_date_key
        and pair.road_code = 'parts_' || member.breakdown_code
    union all
    -- One document that gives the other value stands for all that do: pairs of documents would grow without bound.
    select pair.programme_code, pair.kpi_key, pair.column_names, 'fact_stated_total', voice.stated_total_key
    from pair
    inner join (
        select programme_code, measure_code, as_of_date, stated_count, min(stated_total_key) as stated_total_key
        from star.fact_stated_total
        where can_be_chosen
        group by all
    ) as voice
        on voice.programme_code = pair.programme_code
        and voice.measure_code = pair.measure_code
        and voice.as_of_date = pair.other_as_of_date
        and voice.stated_count = pair.other_road_value
    where pair.road_code in ('other_source', 'chosen', 'previous') and voice.stated_total_key <> pair.stated_total_key
),

cell as (
    select
        mix.programme_code,
        mix.kpi_table,
        mix.kpi_key,
        mix.column_names,
        member.fact_table,
        member.fact_key
    from mix
    inner join member using (programme_code, as_of_date, document_id, breakdown_code, member_code)
    union all
    select
        programme_code,
        kpi_table,
        kpi_key,
        'stated_value,' || column_names,
        if(road_code = 'goal', 'fact_goal', 'fact_stated_total'),
        stated_total_key
    from pair
    union all
    select programme_code, 'reconciliation', kpi_key, column_names, fact_table, fact_key
    from other
)

select programme_code, kpi_table, kpi_key, column_names, fact_table, fact_key
from cell
where column_names <> ''
