/*
table:   audit.parts_add_up_rows
grain:   one document whose parts (by type, sector or site) do not give its stated total
key:     programme_code, row_key
reads:   kpi.reconciliation, star.fact_stated_total, star.fact_stated_breakdown, star.dim_sector, star.dim_site,
  audit.explanation
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
with with_rest as (
    select distinct member.programme_code, member.document_id, member.as_of_date_key, member.breakdown_code
    from star.fact_stated_breakdown as member
    inner join star.dim_sector as sector using (programme_code, sector_code)
    inner join star.dim_site as site using (programme_code, site_code)
    where sector.is_bucket or site.is_bucket
),

finding as (
    select
        pair.programme_code,
        finding_key(pair.document_id, pair.as_of_date, pair.measure_code, road_code, stated_value,
            other_road_value) as row_key,
        pair.document_id,
        pair.stated_value,
        pair.other_road_value as found_value,
        format('{} is stated as {}, its parts ({}) give {}', pair.measure_code, stated_value, road_code,
            other_road_value)
            as message
    from kpi.reconciliation as pair
    inner join star.fact_stated_total as total using (programme_code, stated_total_key)
    left join with_rest
        on with_rest.programme_code = pair.programme_code
        and with_rest.document_id = pair.document_id
        and with_rest.as_of_date_key = total.as_of_date_key
        and pair.road_code = 'parts_' || with_rest.breakdown_code
    where
        starts_with(pair.road_code, 'parts_')
        and (
            pair.difference < 0
            or (pair.difference > 0 and (pair.road_code = 'parts_type' or with_rest.document_id is not null))
        )
    qualify row_number() over (partition by pair.programme_code, row_key order by pair.stated_total_key) = 1
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
    and explanation.check_name = 'parts_add_up'
    and explanation.row_key = finding.row_key
