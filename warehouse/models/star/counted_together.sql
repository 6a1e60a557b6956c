/*
table:   star.counted_together
grain:   one document among those whose publishers are counted together
key:     programme_code, reading_number, counted_with
reads:   extracted.statement, extracted.reading_of_document, star.signing_report, star.signing_component,
  star.dim_document
published: no (a step on the way to star.document_voice)
why:     Publishers are counted where documents give one exact figure, and where the reports of a signing differ in its
  day or ordinals. Elsewhere it does not matter who copied whom. Of very many the first two hundred are compared: each
  with each, so the work would grow with the square, and more voices decide nothing.
columns:
  programme_code: the programme
  reading_number: the document, by the number of the reading that counts
  counted_with: equal for documents that are counted together
  is_same_sentence: whether they give a figure in the same thirty letters or more, spaces and punctuation aside
  is_early: whether it is among the first two hundred of them to be fetched
*/
with figure as materialized (
    select
        reading.reading_number,
        reading.programme_code,
        hash(reading.programme_code, statement.measure_code, statement.value_count) as counted_with,
        case when length(statement.quote) >= 30 then letters(statement.quote) end as words
    from extracted.statement as statement
    inner join extracted.reading_of_document as reading using (programme_code, reading_id)
    where
        statement.predicate = 'stated_total' and statement.modality = 'stated' and statement.grade <> 'D'
        and statement.value_count is not null and coalesce(statement.qualifier, 'exact') = 'exact'
        and coalesce(statement.scope, 'including') = 'including'
),

contested as (
    select programme_code, component_number
    from star.signing_component
    inner join star.signing_report using (programme_code, report_number)
    group by all
    having
        min(signed_date) < max(signed_date)
        or min(ordinal_first) < max(ordinal_first)
        or min(ordinal_last) < max(ordinal_last)
),

counted as (
    select programme_code, reading_number, counted_with, false as is_same_sentence
    from figure
    union
    select programme_code, reading_number, hash(programme_code, words), true
    from figure
    where length(words) >= 30
    union
    select report.programme_code, reading.reading_number, hash('signing', component.component_number), false
    from contested
    inner join star.signing_component as component using (programme_code, component_number)
    inner join star.signing_report as report using (programme_code, report_number)
    inner join extracted.reading_of_document as reading
        on reading.programme_code = report.programme_code and reading.document_id = report.document_id
),

together as (
    select counted_with, count(*) as documents_count
    from counted
    group by all
    having count(*) > 1
)

select counted.programme_code, counted.reading_number, counted_with, counted.is_same_sentence, true as is_early
from counted
inner join together using (counted_with)
where counted.is_same_sentence or together.documents_count <= 200
union all
select
    counted.programme_code,
    counted.reading_number,
    counted_with,
    false,
    row_number() over (partition by counted_with order by document.first_fetched_at, document.document_id) <= 200
from counted
inner join together using (counted_with)
inner join extracted.reading_of_document as reading using (reading_number)
inner join star.dim_document as document
    on document.programme_code = reading.programme_code and document.document_id = reading.document_id
where not counted.is_same_sentence and together.documents_count > 200
