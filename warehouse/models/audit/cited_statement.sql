/*
table:   audit.cited_statement
grain:   one statement behind at least one KPI cell
key:     programme_code, statement_id
reads:   audit.cited, extracted.statement
stored:  when published: until then statements go by their numbers
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
select programme_code, statement_id, document_id, quote_public, sha256(quote) as quote_sha256, span_start, span_end,
    rule_id
from extracted.statement
semi join audit.cited using (statement_number)
