/*
table:   star.placed_statement
grain:   one statement that may count, with the fact row that it stands behind
key:     programme_code, statement_number
reads:   star.meant_statement
published: no (see star.bridge_statement)
unrepeated: fact_key
columns:
  programme_code: the programme
  statement_number: the statement, by its number in extracted.statement
  fact_table: the fact that it stands behind; 'none' where it stands behind none
  fact_key: the row of that fact; empty where there is none
  signing_key: the signing; 'unknown' where it belongs to none that is resolved
  value_count: the number, as written or as corrected
  as_of_date: the Korean day for which it holds; null where the whole day is not known
*/
select programme_code, statement_number, fact_table, fact_key, signing_key, value_count, as_of_date
from star.meant_statement
