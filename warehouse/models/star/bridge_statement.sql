/*
table:   star.bridge_statement
grain:   one statement behind one fact row
key:     programme_code, fact_table, fact_key, statement_id
reads:   star.placed_statement, star.dim_measure
why:     A party stands behind its agreement and behind the signing; a count of companies behind the total and behind
  the breakdown by type.
columns:
  programme_code: the programme
  fact_table: the fact table, without its schema
  fact_key: the key of the row in that table
  statement_id: the statement (see kpi.evidence for those behind published cells)
*/
select programme_code, fact_table, fact_key, statement_id
from star.placed_statement
where fact_table <> 'none'
union all
select programme_code, 'fact_signing', signing_key, statement_id
from star.placed_statement
where fact_table = 'fact_agreement'
union all
select
    programme_code,
    'fact_stated_breakdown',
    short_key(concat_ws('|', programme_code, document_id, 'type', day_key(as_of_date), measure_code)),
    statement_id
from star.placed_statement
inner join star.dim_measure as measure using (programme_code, measure_code)
where
    fact_table = 'fact_stated_total'
    and measure.is_part_of_all_partners
    and modality = 'stated'
    and qualifier = 'exact'
    and scope = 'including'
