/*
table:   star.dim_site
grain:   one site that partners are counted by
key:     programme_code, site_code
reads:   config.site, config.site_name, star.dim_programme, star.corrected_statement
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  site_code: the site; 'undeclared:<text>' where configs does not know the words, 'unknown' stands for none
  name_ko: its Korean name
  name_en: its English name; null where none is declared
  is_bucket: whether it gathers what is not listed (기타)
  is_declared: whether configs declares it
*/
with found as (
    select distinct programme_code, squeezed(member_text) as member_text
    from star.corrected_statement
    where predicate = 'site_count' and member_text is not null
),

undeclared as (
    select programme_code, member_text
    from found
    anti join (select programme_code, squeezed(member_text) as member_text from config.site_name)
        using (programme_code, member_text)
)

select programme_code, site_code, name_ko, name_en, coalesce(is_bucket, false) as is_bucket, true as is_declared
from config.site
union all
select programme_code, 'undeclared:' || member_text, member_text, null, regexp_matches(member_text, '기타|그밖|등$'), false
from undeclared
union all
select programme_code, 'unknown', '알 수 없음', 'unknown', false, false
from star.dim_programme
