/*
table:   audit.withdrawn_statement
grain:   one statement that only an earlier form of a page made, and the document that took its place
key:     programme_code, statement_id
reads:   extracted.statement, extracted.current_statement, extracted.superseded_reading
published: no (what it explains is published as kpi.restatement)
why:     The same bytes may still speak from another address; what they say is not withdrawn.
columns:
  programme_code: the programme
  statement_id: the statement
  document_id: the document that the page shows now
*/
select statement.programme_code, statement.statement_id, max(superseded.newer_document_id) as document_id
from extracted.statement as statement
inner join extracted.superseded_reading as superseded using (programme_code, reading_id)
anti join extracted.current_statement as standing
    on standing.programme_code = statement.programme_code and standing.statement_id = statement.statement_id
group by all
