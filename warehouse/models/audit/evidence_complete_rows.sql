/*
table:   audit.evidence_complete_rows
grain:   one KPI cell without evidence, evidence without its cell, or a statement twice behind one cell
key:     programme_code, row_key
reads:   audit.measured_row, audit.evidence_of_totals, audit.evidence_of_lists, audit.cited_fact,
  audit.named_cell, star.statement_behind, extracted.statement, audit.explanation
columns:
  programme_code: the programme
  row_key: names the finding, numbers included; a dated line in configs explains it by this key
  document_id: the document that it is found in; null where it is not of one document
  stated_value: the first of the two numbers; null where there is none
  found_value: the second of the two numbers; null where there is none
  message: what is wrong, in words
  is_explained: whether a dated line in configs explains it
  explanation_code: how; null where nothing does
*/
with fact_cell as (
    select * from audit.evidence_of_totals
    union all
    select * from audit.evidence_of_lists
),

side as (
    select programme_code, kpi_table, kpi_key, column_names, true as is_measured from audit.measured_row
    union all
    select programme_code, kpi_table, kpi_key, column_names, false
    from fact_cell
    semi join audit.cited_fact using (programme_code, fact_table, fact_key)
),

named as materialized (
    select column_names, bit_or(1::bigint << bit_place) as cells from audit.named_cell group by all
),

uneven as (
    select programme_code, kpi_table, kpi_key,
        coalesce(bit_or(cells) filter (is_measured), 0) as measured,
        coalesce(bit_or(cells) filter (not is_measured), 0) as cited
    from side
    inner join named using (column_names)
    group by programme_code, kpi_table, kpi_key
    having measured <> cited
),

one_sided as (
    select programme_code, kpi_table || '|' || kpi_key || '|column=' || column_name as cell_text,
        (measured >> bit_place) & 1 = 1 as is_measured
    from uneven
    cross join (select distinct column_name, bit_place from audit.named_cell)
    where (xor(measured, cited) >> bit_place) & 1 = 1
),

behind_two_facts as (
    select statement_number
    from star.statement_behind
    -- Not agreements: each stands behind its signing as well.
    semi join (select distinct fact_table from fact_cell) as told using (fact_table)
    group by all
    having count(*) > 1
),

-- Few: worked out before they meet the cells, of which there are many.
shared as materialized (
    select programme_code, fact_table, fact_key, statement_number
    from star.statement_behind
    semi join behind_two_facts using (statement_number)
),

-- Few rows rest on two facts of one statement, and not always with the same cell.
twice_in_row as (
    select fact_cell.programme_code, kpi_table, kpi_key, statement_number, list(column_names) as cells
    from fact_cell
    inner join shared using (programme_code, fact_table, fact_key)
    group by all
    having count(*) > 1
),

twice as (
    select programme_code, kpi_table, kpi_key, column_name, statement_number, count(*) as facts_count
    from (
        select * exclude (cells), unnest(string_split(array_to_string(cells, ','), ',')) as column_name
        from twice_in_row
    )
    group by all
    having facts_count > 1
),

finding as (
    select programme_code, cell_text as row_key, null::varchar as document_id,
        is_measured::integer as stated_value, (not is_measured)::integer as found_value,
        if(is_measured, 'no statement stands behind this cell', 'evidence for a cell that is not published') as message
    from one_sided
    union all
    select programme_code,
        kpi_table || '|' || kpi_key || '|column=' || column_name || '|statement_id=' || statement_id, null,
        1, facts_count, 'one statement stands behind this cell by several facts'
    from twice
    inner join extracted.statement using (programme_code, statement_number)
)

select
    finding.programme_code,
    finding.row_key,
    finding.document_id,
    finding.stated_value,
    finding.found_value,
    finding.message,
    explanation.row_key is not null as is_explained,
    explanation.explanation_code
from finding
left join audit.explanation as explanation
    on explanation.programme_code = finding.programme_code
    and explanation.check_name = 'evidence_complete'
    and explanation.row_key = finding.row_key
