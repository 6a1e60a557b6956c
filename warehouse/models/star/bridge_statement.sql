/*
table:   star.bridge_statement
grain:   one statement behind one fact row
key:     programme_code, fact_table, fact_key, statement_id
reads:   star.statement_behind, extracted.statement
stored:  when published: until then statements go by their numbers
why:     A party stands behind its agreement and behind the signing; a count of companies behind the total and behind
  the breakdown by type.
columns:
  programme_code: the programme
  fact_table: the fact table, without its schema
  fact_key: the key of the row in that table
  statement_id: the statement (see kpi.evidence for those behind published cells)
*/
select behind.programme_code, behind.fact_table, behind.fact_key, statement.statement_id
from star.statement_behind as behind
inner join extracted.statement as statement using (statement_number)
