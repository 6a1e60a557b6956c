/*
table:   kpi.restatement
grain:   one KPI cell that a version changed against the version published before it
key:     programme_code, version, kpi_table, kpi_key, column_name
reads:   checked.changed_cell, audit.evidence_of_totals, audit.evidence_of_lists, star.statement_behind,
  extracted.statement, audit.changed_document, audit.changed_statement, previous.version, previous.evidence,
  previous.restatement
why:     The log goes on from version to version, so what was believed when is a query. A cell that appears or
  disappears changes from or to null; the first version logs nothing. The sentences behind the new value are those of
  kpi.evidence under the same kpi_table, kpi_key and column_name, in that version. Cause: that of a statement behind
  the cell, else behind its row, else of the same day (for running counts also of an earlier day), else of the version.
columns:
  programme_code: the programme
  version: the version that made the change
  kpi_table: the KPI table, without its schema
  kpi_key: the row's key columns as code=value, joined by |
  column_name: the cell's column
  old_value: the value in the version before, as text; null where there was none
  new_value: the value in this version, as text; null where there is none
  cause_code: new_document, document_taken_down, source_corrected (a page says otherwise at its address), rule_changed
    (rules, models or targets), identity_changed (which organisation a name means) or correction_declared
  cause_key: the document, the fingerprint of the rules, the spelling or the correction; null where no single one
*/
with changed as (
    select *,
        bool_or(column_name in ('target_value', 'target_date') and old_value is not null and new_value is not null)
            over (partition by programme_code, kpi_table, kpi_key) as is_target_changed,
        regexp_matches(column_name || '|' || kpi_key,
        '^(cumulative|ordinals_found|organisations_named|coverage|missing_ordinals)|=derived') as is_running
    from checked.changed_cell
),

-- As kpi.evidence, for few rows of it.
cited as materialized (
    select * from (from audit.evidence_of_totals union all from audit.evidence_of_lists)
    semi join changed using (programme_code, kpi_table, kpi_key)
),

behind as (
    select cited.programme_code, kpi_table, kpi_key, unnest(string_split(column_names, ',')) as column_name,
        statement_id
    from cited
    inner join star.statement_behind using (programme_code, fact_table, fact_key)
    inner join extracted.statement using (statement_number)
    union
    select programme_code, kpi_table, kpi_key, column_name, statement_id from previous.evidence
),

reason as (
    select behind.*, cause.cause_rank, cause.cause_code, cause.cause_key
    from behind
    inner join audit.changed_statement as cause using (programme_code, statement_id)
),

direct as (
    select changed.programme_code, changed.kpi_table, changed.kpi_key, changed.column_name,
        min_by(reason.cause_code, (reason.column_name <> changed.column_name, cause_rank, cause_key)) as cause_code,
        min_by(reason.cause_key, (reason.column_name <> changed.column_name, cause_rank, cause_key)) as cause_key
    from changed
    inner join reason using (programme_code, kpi_table, kpi_key)
    group by all
),

day as (
    select programme_code, as_of_date, min_by(cause_code, (cause_rank, cause_key)) as cause_code,
        min_by(cause_key, (cause_rank, cause_key)) as cause_key
    from audit.changed_statement
    where as_of_date is not null
    group by all
),

-- A version that other models made is theirs, unless a person declared something.
overall as (
    select cause.programme_code,
        case
            when min(cause_rank) <= 3 or bool_and(version.is_same_code) then min_by(cause_code, (cause_rank, cause_key))
            else 'rule_changed'
        end as cause_code
    -- Of what was taken down nothing may be left.
    from (from audit.changed_statement union all by name
        from audit.changed_document where cause_code = 'document_taken_down') as cause
    cross join previous.version as version
    group by all
),

explained as (
    select
        changed.*,
        case
            when direct.cause_code is not null or changed.old_value is null or changed.new_value is null then null
            when changed.column_name = 'explanation_code' then 'correction_declared'
            when is_target_changed then 'rule_changed'
        end as configured_code,
        coalesce(direct.cause_code, if(day.as_of_date = changed.as_of_date or is_running, day.cause_code, null))
            as cause_code,
        coalesce(direct.cause_key, if(day.as_of_date = changed.as_of_date or is_running, day.cause_key, null))
            as cause_key
    from changed
    left join direct using (programme_code, kpi_table, kpi_key, column_name)
    asof left join day
        on day.programme_code = changed.programme_code and day.as_of_date <= asof_day(changed.as_of_date)
)

select
    explained.programme_code,
    version.version,
    explained.kpi_table,
    explained.kpi_key,
    explained.column_name,
    explained.old_value,
    explained.new_value,
    coalesce(explained.configured_code, explained.cause_code, overall.cause_code, 'rule_changed') as cause_code,
    if(explained.configured_code is null, explained.cause_key, null) as cause_key
from explained
cross join previous.version as version
left join overall using (programme_code)
union all
select programme_code, version, kpi_table, kpi_key, column_name, old_value, new_value, cause_code, cause_key
from previous.restatement
