/*
table:   star.statement_behind
grain:   one statement behind one fact row
key:     programme_code, fact_table, fact_key, statement_number
reads:   star.placed_statement, star.figure_of_type
published: no (star.bridge_statement names the statements)
stored:  no: it says again what star.placed_statement says
why:     A party stands behind its agreement and behind the signing; a count of companies behind the total and behind
  the breakdown by type.
columns:
  programme_code: the programme
  fact_table: the fact table, without its schema
  fact_key: the key of the row in that table
  statement_number: the statement, by its number in extracted.statement
*/
select programme_code, fact_table, fact_key, statement_number
from star.placed_statement
where fact_table <> 'none'
union all
select programme_code, 'fact_signing', signing_key, statement_number
from star.placed_statement
where fact_table = 'fact_agreement'
union all
select programme_code, 'fact_stated_breakdown', stated_breakdown_key, statement_number
from star.figure_of_type
