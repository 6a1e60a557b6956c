/*
table:   kpi.office_sites
grain:   one site on one day for which a breakdown by site is stated
key:     programme_code, as_of_date, site_code
reads:   star.chosen_breakdown, star.fact_stated_breakdown, star.dim_site
why:     All rows of a day come from one document (see star.chosen_breakdown). Shares are of the stated total, so they
  do not add up to 100 where the document's own parts do not.
links:
  programme_code: star.dim_programme.programme_code
  site_code: star.dim_site.site_code
  document_id: star.dim_document.document_id
columns:
  programme_code: the programme
  as_of_date: the Korean day for which it holds
  site_code: the site
  name_ko: its Korean name
  name_en: its English name; null where none is declared
  organisations_count: how many partners it has
  share_pct: of the stated total; null where no total is stated
  is_consistent: whether the document's parts add up to the stated total
  document_id: the document whose list it is
*/
with member as (
    select
        chosen.programme_code,
        chosen.as_of_date,
        member.site_code,
        sum(member.stated_count)::bigint as organisations_count,
        chosen.total_count,
        chosen.is_consistent,
        chosen.document_id
    from star.chosen_breakdown as chosen
    inner join star.fact_stated_breakdown as member using (programme_code, breakdown_code, as_of_date, document_id)
    where chosen.breakdown_code = 'site' and member.modality = 'stated' and member.qualifier = 'exact'
    group by all
)

select
    member.programme_code,
    member.as_of_date,
    member.site_code,
    name.name_ko,
    name.name_en,
    member.organisations_count,
    pct(member.organisations_count, member.total_count) as share_pct,
    member.is_consistent,
    member.document_id
from member
inner join star.dim_site as name using (programme_code, site_code)
