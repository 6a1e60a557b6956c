/*
table:   audit.cited_fact
grain:   one fact row that a statement behind a KPI cell stands behind
key:     programme_code, fact_table, fact_key
reads:   star.statement_behind, audit.cited
published: no (a step on the way to the audits of evidence)
why:     As kpi.evidence joins them, without its quotes.
unrepeated: fact_key
columns:
  programme_code: the programme
  fact_table: the fact table, without its schema
  fact_key: the row of that table
  statements_count: how many of the cited statements stand behind it
*/
select programme_code, fact_table, fact_key, count(*) as statements_count
from star.statement_behind
semi join audit.cited using (statement_number)
group by all
