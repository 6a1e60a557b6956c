/*
table:   audit.evidence_quotes_rows
grain:   one statement behind a KPI cell whose quote is not what the archived bytes say
key:     programme_code, row_key
reads:   audit.cited, extracted.statement, checked.quote, audit.explanation
columns:
  programme_code: the programme
  row_key: names the finding, numbers included; a dated line in configs explains it by this key
  document_id: the document that it is found in; null where it is not of one document
  stated_value: the first of the two numbers; null where there is none
  found_value: the second of the two numbers; null where there is none
  message: what is wrong, in words
  is_explained: whether a dated line in configs explains it
  explanation_code: how; null where nothing does
*/
with failing as (
    -- One comparison that failed is enough.
    select statement_number, 'the quote is not what the archived bytes say at its place' as message
    from audit.cited
    semi join (from checked.quote where not coalesce(is_equal, false)) using (statement_number)
    union all
    select statement_number, 'the quote was not compared with the archived bytes'
    from audit.cited
    anti join checked.quote using (statement_number)
),

finding as (
    select
        coalesce(programme_code, 'unknown') as programme_code,
        'statement_id=' || coalesce(statement_id, 'gone, number ' || statement_number) as row_key,
        document_id,
        1 as stated_value,
        0 as found_value,
        message
    from failing
    left join extracted.statement using (statement_number)
)

select
    finding.programme_code,
    finding.row_key,
    finding.document_id,
    finding.stated_value,
    finding.found_value,
    finding.message,
    explanation.row_key is not null as is_explained,
    explanation.explanation_code
from finding
left join audit.explanation as explanation
    on explanation.programme_code = finding.programme_code
    and explanation.check_name = 'evidence_quotes'
    and explanation.row_key = finding.row_key
