/*
table:   star.counted_together
grain:   one document among those whose publishers are counted together
key:     programme_code, document_id, counted_with
reads:   extracted.current_statement, star.signing_report, star.signing_component, star.dim_document
published: no (a step on the way to star.document_voice)
why:     Publishers are counted where documents give one exact figure, and where the reports of a signing differ in its
  day or ordinals. Elsewhere it does not matter who copied whom. Of very many the first two hundred are compared: each
  with each, so the work would grow with the square, and more voices decide nothing.
columns:
  programme_code: the programme
  document_id: the document
  counted_with: equal for documents that are counted together
  is_early: whether it is among the first two hundred of them to be fetched
*/
with contested as (
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
    select programme_code, document_id, hash(measure_code, value_count) as counted_with
    from extracted.current_statement
    where
        predicate = 'stated_total' and modality = 'stated' and grade <> 'D' and value_count is not null
        and coalesce(qualifier, 'exact') = 'exact' and coalesce(scope, 'including') = 'including'
    union
    select report.programme_code, report.document_id, hash('signing', component.component_number)
    from contested
    inner join star.signing_component as component using (programme_code, component_number)
    inner join star.signing_report as report using (programme_code, report_number)
),

together as (
    select *, count(*) over (partition by programme_code, counted_with) as documents_count
    from counted
    qualify documents_count > 1
)

select programme_code, document_id, counted_with, true as is_early
from together
where documents_count <= 200
union all
select
    together.programme_code,
    together.document_id,
    together.counted_with,
    row_number() over (
        partition by together.programme_code, together.counted_with
        order by document.first_fetched_at, together.document_id
    ) <= 200
from together
inner join star.dim_document as document using (programme_code, document_id)
where together.documents_count > 200
