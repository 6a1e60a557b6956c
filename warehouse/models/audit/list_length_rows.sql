/*
table:   audit.list_length_rows
grain:   one signing, or one report of it, whose list of parties does not fit the stated number
key:     programme_code, row_key
reads:   star.fact_signing, star.signing_of_report, star.signing_report, audit.explanation
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
with signing as (
    select *, case when ordinal_last > ordinal_first then ordinal_last - ordinal_first + 1 end as width
    from star.fact_signing
),

report as (
    select resolved.signing_key, resolved.signed_date as day, report.*
    from star.signing_of_report as resolved
    inner join star.signing_report as report using (programme_code, report_number)
),

found as (
    select programme_code, signing_key, signed_date as day, null::varchar as document_id, 'names_beyond' as road_code,
        greatest(party_count_stated, width) as stated_value, parties_count as found_value
    from signing
    where parties_count > greatest(party_count_stated, width)
    union all
    select programme_code, signing_key, signed_date, null, 'ordinals', party_count_stated, width
    from signing
    where party_count_stated <> width
    union all
    select programme_code, signing_key, day, document_id, 'names_of_report', party_count, parties_named
    from report
    anti join (select * from signing where parties_count > greatest(party_count_stated, width)) as told
        using (programme_code, signing_key)
    where parties_named > party_count
),

finding as (
    select
        programme_code,
        finding_key(coalesce(document_id, signing_key), day, 'parties', road_code, stated_value,
            found_value) as row_key,
        document_id,
        stated_value,
        found_value,
        case road_code
            when 'ordinals' then format('the signing has {} parties by its reports, {} by its ordinals',
                stated_value, found_value)
            else format('{} parties are stated, {} are named', stated_value, found_value)
        end as message
    from found
    qualify row_number() over (partition by programme_code, row_key order by signing_key) = 1
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
    and explanation.check_name = 'list_length'
    and explanation.row_key = finding.row_key
