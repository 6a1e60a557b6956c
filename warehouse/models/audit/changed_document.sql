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

-- Its page says something else now; or says it still, and only the rules read it now.
withdrawn as (
    select known.programme_code, known.document_id, known.newer_document_id as cause_key,
        newer.ruleset_fingerprint as rules,
        coalesce(newer_before.outcome <> 'extracted', false) as is_by_rules
    from known
    inner join now as newer
        on newer.programme_code = known.programme_code and newer.document_id = known.newer_document_id
    left join previous.document as newer_before
        on newer_before.programme_code = known.programme_code and newer_before.document_id = known.newer_document_id
    where known.former_newer_id is null
),

-- What stood in its place does so no more: its page says again what it said, or the rules cannot read the other.
returned as (
    select known.programme_code, known.document_id, known.document_id as cause_key,
        stood.ruleset_fingerprint as rules, stood.outcome <> 'extracted' as is_by_rules,
        stood.newer_document_id is not null as is_correction
    from known
    inner join now as stood
        on stood.programme_code = known.programme_code and stood.document_id = known.former_newer_id
    where known.newer_document_id is null
),

reason as (
    select programme_code, document_id, if(is_by_rules, 6, 4) as cause_rank, if(is_by_rules, rules, cause_key) as key
    from withdrawn
    union all
    -- Where both stand, another page shows what this one took back.
    select programme_code, document_id, case when is_by_rules then 6 when is_correction then 4 else 5 end,
        if(is_by_rules, rules, cause_key)
    from returned
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
    min(key) as cause_key
from reason
group by all
