/*
table:   kpi.evidence
grain:   one statement behind one KPI cell
key:     programme_code, kpi_table, kpi_key, column_name, statement_id
reads:   audit.evidence_of_totals, audit.evidence_of_lists, audit.cited_statement, star.bridge_statement,
  star.dim_document
stored:  no: a statement stands behind five cells on average; what is behind a fact is told once and joined when asked
why:     Only the masked quote is published; its hash and span let anyone with the document find the whole one. The key
  is held by audit.evidence_complete.
columns:
  programme_code: the programme
  kpi_table: the KPI table, without its schema
  kpi_key: the row's key columns as code=value, joined by |
  column_name: the cell's column
  statement_id: the statement
  document_id: sha256 of the bytes of the document that makes it
  publisher: who published the document
  url: where a person finds it
  published_date: the Korean day of publication; null where not known
  quote_public: the words, persons masked, at most 160 characters
  quote_sha256: sha256 of the whole quote (UTF-8)
  span_start: where the quote starts in the decoded text, in code points
  span_end: where it ends
  rule_id: the rule that read it
*/
with cell as (
    select * from audit.evidence_of_totals
    union all
    select * from audit.evidence_of_lists
)

select
    cell.programme_code,
    cell.kpi_table,
    cell.kpi_key,
    unnest(string_split(cell.column_names, ',')) as column_name,
    bridge.statement_id,
    quoted.document_id,
    coalesce(document.publisher, 'unknown') as publisher,
    document.url,
    document.published_date,
    quoted.quote_public,
    quoted.quote_sha256,
    quoted.span_start,
    quoted.span_end,
    quoted.rule_id
from cell
inner join star.bridge_statement as bridge
    on bridge.programme_code = cell.programme_code
    and bridge.fact_table = cell.fact_table
    and bridge.fact_key = cell.fact_key
inner join audit.cited_statement as quoted
    on quoted.programme_code = bridge.programme_code and quoted.statement_id = bridge.statement_id
left join star.dim_document as document
    on document.programme_code = quoted.programme_code and document.document_id = quoted.document_id
