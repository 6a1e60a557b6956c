/*
table:   star.fact_commitment
grain:   one thing that one party undertakes in one signing
key:     programme_code, commitment_key
reads:   star.meant_statement
unrepeated: commitment_key
links:
  programme_code: star.dim_programme.programme_code
  organisation_key: star.dim_organisation.organisation_key
columns:
  programme_code: the programme
  commitment_key: the commitment, from programme, signing, organisation and words
  signing_key: the signing; 'unknown' where it is not resolved
  organisation_key: who undertakes it; 'joint' for all parties together
  commitment_text: what is undertaken, persons masked
  modality: stated, planned or claimed, the firmest that is found
  grade: best grade among the statements
  documents_count: how many documents say so
  statements_count: how many statements stand behind it
*/
select
    programme_code,
    fact_key as commitment_key,
    signing_key,
    organisation_key,
    first(value_text order by grade, value_text) as commitment_text,
    first(modality order by case modality when 'stated' then 0 when 'planned' then 1 else 2 end) as modality,
    min(grade) as grade,
    count(distinct document_id) as documents_count,
    count(*) as statements_count
from star.meant_statement
where fact_table = 'fact_commitment'
group by all
