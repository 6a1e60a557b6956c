/*
table:   audit.goals_agree_rows
grain:   one target as announcements state it that differs from the one in configs
key:     programme_code, row_key
reads:   star.fact_goal, star.dim_goal, audit.explanation
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
with finding as (
    select
        stated.programme_code,
        'goal_code=' || stated.goal_code || '|target_date=' || coalesce(stated.target_date::varchar, 'unknown')
            || '|stated=' || stated.target_count
            || '|other=' || coalesce(goal.target_value::varchar, 'none') as row_key,
        min(stated.document_id) as document_id,
        stated.target_count as stated_value,
        goal.target_value as found_value,
        format('{} {} {} as {} by {}, configs has {} by {}', count(distinct stated.document_id),
            if(count(distinct stated.document_id) = 1, 'document states', 'documents state'), stated.goal_code,
            stated.target_count, coalesce(stated.target_date::varchar, 'an unknown day'),
            coalesce(goal.target_value::varchar, 'none'), coalesce(goal.target_date::varchar, 'none')) as message
    from star.fact_goal as stated
    inner join star.dim_goal as goal using (programme_code, goal_code)
    where stated.target_count is distinct from goal.target_value
        or (stated.target_date is not null and stated.target_date is distinct from goal.target_date)
    group by stated.programme_code, stated.goal_code, stated.target_count, stated.target_date, goal.target_value,
        goal.target_date
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
    and explanation.check_name = 'goals_agree'
    and explanation.row_key = finding.row_key
