/*
table:   audit.cited_statement
grain:   one statement behind at least one KPI cell
key:     programme_code, statement_id
reads:   audit.evidence_of_totals, audit.evidence_of_lists, star.bridge_statement, extracted.current_statement
why:     Only the masked quote is published; its hash and span let anyone with the document find the whole one.
links:
  programme_code: star.dim_programme.programme_code
  document_id: star.dim_document.document_id
columns:
  programme_code: the programme
  statement_id: the statement
  document_id: sha256 of the bytes of the document that makes it
  quote_public: the words, persons masked, at most 160 characters
  quote_sha256: sha256 of the whole quote (UTF-8)
  span_start: where the quote starts in the decoded text, in code points
  span_end: where it ends
  rule_id: the rule that read it
*/
with fact as (
    select programme_code, fact_table, fact_key from audit.evidence_of_totals
    union
    select programme_code, fact_table, fact_key from audit.evidence_of_lists
),

cited as (
    select programme_code, statement_id
    from star.bridge_statement
    semi join fact using (programme_code, fact_table, fact_key)
)

select programme_code, statement_id, document_id, quote_public, sha256(quote) as quote_sha256, span_start, span_end,
    rule_id
from extracted.current_statement
semi join cited using (programme_code, statement_id)
