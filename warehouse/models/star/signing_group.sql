/*
table:   star.signing_group
grain:   one group of reports that share a party or an ordinal, and the group of the same signing that it joins
key:     programme_code, component_number
reads:   star.signing_report, star.signing_component, star.document_voice
why:     Groups of one day are one signing unless something contradicts: different ordinals, or different parties
  where neither list is known to be cut short.
columns:
  programme_code: the programme
  component_number: the group
  signed_date: its day, by grade, then number of independent publishers, then their standing; null where no report has
    one
  near_date: first day of signing or publication among its reports; null where none is known
  has_ordinals: whether any report states an ordinal
  has_parties: whether any report names a party
  reports_count: how many reports it has
  first_fetched_at: when the first of them was fetched
  first_document_id: the lowest document id among them
  joined_number: the group of the same day that it is part of; itself where it stands alone
*/
with member as (
    select
        component.component_number,
        report.*,
        if(copied.document_id is null, report.publisher, copied.voice) as voice
    from star.signing_report as report
    inner join star.signing_component as component using (programme_code, report_number)
    left join star.document_voice as copied
        on copied.programme_code = report.programme_code and copied.document_id = report.document_id
),

day as (
    select programme_code, component_number, signed_date
    from member
    where signed_date is not null
    group by programme_code, component_number, signed_date
    qualify row_number() over (
        partition by programme_code, component_number
        order by min(signed_grade), greatest(count(distinct voice), 1) desc, min(source_rank), signed_date
    ) = 1
),

grouped as (
    select
        programme_code,
        component_number,
        min(near_date) as near_date,
        bool_or(ordinal_first is not null) as has_ordinals,
        bool_or(parties_named > 0) as has_parties,
        max(party_count) as party_count,
        max(parties_named) as parties_named,
        count(*) as reports_count,
        min(first_fetched_at) as first_fetched_at,
        min(document_id) as first_document_id
    from member
    group by all
),

beside as (
    select
        grouped.*,
        day.signed_date,
        first_value(component_number) over of_day as host_number,
        first_value(component_number) over of_count as same_count_number,
        first_value(has_parties or has_ordinals) over of_count as same_count_is_known,
        first_value(has_parties) over of_count as same_count_has_parties,
        count(*) filter (has_ordinals) over whole_day as groups_with_ordinals,
        count(*) filter (has_parties) over whole_day as groups_with_parties
    from grouped
    left join day using (programme_code, component_number)
    window
        whole_day as (partition by programme_code, day.signed_date),
        of_day as (
            partition by programme_code, day.signed_date
            order by has_parties desc, has_ordinals desc, reports_count desc, component_number
        ),
        of_count as (
            partition by programme_code, day.signed_date, party_count
            order by has_parties desc, has_ordinals desc, reports_count desc, component_number
        )
),

joined as (
    select
        *,
        case
            when signed_date is null then component_number
            when not has_parties and not has_ordinals and party_count is not null and same_count_is_known
            then same_count_number
            when not has_parties and not has_ordinals then host_number
            when not has_parties and groups_with_ordinals = 1 and groups_with_parties = 1 then host_number
            when has_parties and not has_ordinals and groups_with_ordinals = 1 and groups_with_parties = 1
            then host_number
            when has_parties and not has_ordinals and party_count > parties_named and same_count_has_parties
            then same_count_number
            else component_number
        end as joined_number
    from beside
)

-- What a group joins may itself join the one that names the parties.
select
    joined.programme_code,
    joined.component_number,
    joined.signed_date,
    joined.near_date,
    joined.has_ordinals,
    joined.has_parties,
    joined.reports_count,
    joined.first_fetched_at,
    joined.first_document_id,
    further.joined_number
from joined
inner join joined as further
    on further.programme_code = joined.programme_code and further.component_number = joined.joined_number
