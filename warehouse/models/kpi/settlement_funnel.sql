/*
table:   kpi.settlement_funnel
grain:   one stage of settling on one day for which it is stated
key:     programme_code, as_of_date, stage_code
reads:   star.chosen_total
why:     Stages are nested, each part of the one before; they do not add up.
links:
  programme_code: star.dim_programme.programme_code
columns:
  programme_code: the programme
  as_of_date: the Korean day for which it holds
  stage_code: signed, office_opened, corporation_established or hq_relocated
  organisations_count: how many partners have come that far
  share_of_signed_pct: of those that signed; null where that is not stated for the day
*/
with stage as (
    select programme_code, as_of_date, stage_code, chosen_count as organisations_count
    from star.chosen_total
    inner join (
        values
            ('agreements_total', 'signed'),
            ('offices_opened', 'office_opened'),
            ('corporations_established', 'corporation_established'),
            ('hq_relocated', 'hq_relocated')
    ) as known (measure_code, stage_code) using (measure_code)
    where chosen_count is not null and observation_status = 'normal'
)

select
    stage.programme_code,
    stage.as_of_date,
    stage.stage_code,
    stage.organisations_count,
    pct(stage.organisations_count, signed.organisations_count) as share_of_signed_pct
from stage
left join stage as signed
    on signed.programme_code = stage.programme_code
    and signed.as_of_date = stage.as_of_date
    and signed.stage_code = 'signed'
