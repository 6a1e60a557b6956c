/*
table:   audit.changed_document
grain:   one reason why what a document says came, went, or counts otherwise than in the version before
key:     programme_code, document_id, cause_rank
reads:   extracted.superseded_reading, star.dim_document, previous.version, previous.document
published: no (what it explains is published as kpi.restatement)
why:     Empty where no version was published before. What a person declares is audit.changed_statement's.
columns:
  programme_code: the programme
  document_id: the document
  cause_rank: as in audit.changed_statement
  cause_code: document_taken_down, source_corrected, new_document or rule_changed
  cause_key: the document that made the change, or the fingerprint of the rules
*/
with now as (
    select document.*
    from star.dim_document as document
    inner join previous.version as version on version.previous_version is not null
    where document.document_id <> 'unknown'
),

-- They took the place of what a page was known to say.
correction as (
    select distinct superseded.programme_code, superseded.newer_document_id as document_id
    from extracted.superseded_reading as superseded
    semi join previous.document using (programme_code, document_id)
),

new_document as (
    select now.programme_code, now.document_id, correction.document_id is not null as is_correction
    from now
    anti join previous.document using (programme_code, document_id)
    left join correction using (programme_code, document_id)
    where now.newer_document_id is null
),

known as (
    select now.*, before.ruleset_fingerprint as former_fingerprint, before.newer_document_id as former_newer_id
    from now
    inner join previous.document as before using (programme_code, document_id)
),

-- Its page says something else now; or did so already, and that was taken down since, or only the rules read it now.
withdrawn as (
    select known.programme_code, known.document_id,
        case when newer.document_id is null then 3 when before.outcome <> 'extracted' then 6 else 4 end as cause_rank,
        known.newer_document_id as cause_key,
        newer.ruleset_fingerprint as rules
    from known
    left join now as newer
        on newer.programme_code = known.programme_code and newer.document_id = known.newer_document_id
    left join previous.document as before
        on before.programme_code = known.programme_code and before.document_id = known.newer_document_id
    where known.newer_document_id is not null and known.former_newer_id is null
),

-- Its page says it again; or another page does, or the rules cannot read what stood in its place.
returned as (
    select known.programme_code, known.document_id,
        case
            when stood.outcome <> 'extracted' then 6
            when stood.document_id is null or stood.newer_document_id is not null then 4
            else 5
        end as cause_rank,
        known.document_id as cause_key,
        stood.ruleset_fingerprint as rules
    from known
    left join now as stood
        on stood.programme_code = known.programme_code and stood.document_id = known.former_newer_id
    where known.newer_document_id is null and known.former_newer_id is not null
),

reason as (
    select programme_code, document_id, cause_rank, if(cause_rank = 6, rules, cause_key) as cause_key
    from (from withdrawn union all from returned)
    union all
    select programme_code, document_id, if(is_correction, 4, 5), document_id from new_document
    union all
    select programme_code, document_id, 6, ruleset_fingerprint from known
    where former_fingerprint <> ruleset_fingerprint
    union all
    -- Nothing else takes a document out of the archive.
    select programme_code, before.document_id, 3, before.document_id
    from previous.document as before
    anti join star.dim_document using (programme_code, document_id)
)

select
    programme_code,
    document_id,
    cause_rank,
    case cause_rank
        when 3 then 'document_taken_down'
        when 4 then 'source_corrected'
        when 5 then 'new_document'
        else 'rule_changed'
    end as cause_code,
    min(cause_key) as cause_key
from reason
group by all
