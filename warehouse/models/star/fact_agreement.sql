/*
table:   star.fact_agreement
grain:   one organisation's agreement: one organisation in one signing
key:     programme_code, agreement_key
reads:   star.meant_statement, star.fact_signing, star.dim_document
why:     An organisation that only one of many reports names counts once, like one that all name.
unrepeated: agreement_key, organisation_key
links:
  programme_code: star.dim_programme.programme_code
  signing_key: star.fact_signing.signing_key
  organisation_key: star.dim_organisation.organisation_key
  signed_date_key: star.dim_date.date_key
columns:
  programme_code: the programme
  agreement_key: the agreement, from programme, organisation and signing
  signing_key: the signing
  organisation_key: the organisation
  signed_date: the Korean day of signing; null where not known
  signed_date_key: the same as yyyymmdd; -1 where not known
  ordinal_number: its ordinal, only where the signing has a single one; two organisations can share one (the 100th)
  ordinal_first: first ordinal of the signing; null where none is stated
  ordinal_last: last ordinal of the signing
  is_ordinal_shared: whether other organisations of this signing carry the same single ordinal
  grade: best grade among the statements
  documents_count: how many documents name the organisation
  publishers_count: how many publishers they come from, those of copies included
  statements_count: how many statements stand behind it
*/
with agreement as (
    select
        placed.programme_code,
        placed.fact_key as agreement_key,
        placed.signing_key,
        placed.organisation_key,
        min(placed.grade) as grade,
        count(distinct placed.document_id) as documents_count,
        count(distinct document.publisher) as publishers_count,
        count(*) as statements_count
    from star.meant_statement as placed
    left join star.dim_document as document using (programme_code, document_id)
    where placed.fact_table = 'fact_agreement'
    group by all
)

select
    agreement.programme_code,
    agreement.agreement_key,
    agreement.signing_key,
    agreement.organisation_key,
    signing.signed_date,
    signing.signed_date_key,
    case when signing.ordinal_first = signing.ordinal_last then signing.ordinal_first end as ordinal_number,
    signing.ordinal_first,
    signing.ordinal_last,
    coalesce(signing.ordinal_first = signing.ordinal_last and signing.parties_count > 1, false) as is_ordinal_shared,
    agreement.grade,
    agreement.documents_count,
    agreement.publishers_count,
    agreement.statements_count
from agreement
inner join star.fact_signing as signing using (programme_code, signing_key)
