/*
table:   audit.cited
grain:   one statement behind at least one KPI cell
key:     statement_number
reads:   audit.evidence_of_totals, audit.evidence_of_lists, star.statement_behind
published: no (audit.cited_statement has their quotes)
columns:
  statement_number: the statement, by its number in extracted.statement
*/
with fact as (
    select programme_code, fact_table, fact_key from audit.evidence_of_totals
    union
    select programme_code, fact_table, fact_key from audit.evidence_of_lists
)

select distinct statement_number
from star.statement_behind
semi join fact using (programme_code, fact_table, fact_key)
