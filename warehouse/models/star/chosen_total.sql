/*
table:   star.chosen_total
grain:   one measure on one day for which any document gives an exact value
key:     programme_code, measure_code, as_of_date
reads:   star.candidate_total
links:
  programme_code: star.dim_programme.programme_code
  measure_code: star.dim_measure.measure_code
columns:
  programme_code: the programme
  measure_code: what is counted
  as_of_date: the Korean day for which it holds
  chosen_count: the value; null where two values stand equally well
  observation_status: normal, disputed (a tie) or definition_suspect (see star.candidate_total)
  grade: grade of the value
  publishers_count: how many independent publishers give it
  candidates_count: how many different values are given
  lowest_count: the lowest of them
  highest_count: the highest of them
  statements_count: how many statements give the value; 0 where there is none
*/
select
    programme_code,
    measure_code,
    as_of_date,
    case when count(*) filter (choice_rank = 1) = 1 then max(stated_count) filter (choice_rank = 1) end as chosen_count,
    case
        when count(*) filter (choice_rank = 1) > 1 then 'disputed'
        when bool_and(is_definition_suspect) filter (choice_rank = 1) then 'definition_suspect'
        else 'normal'
    end as observation_status,
    min(grade) filter (choice_rank = 1) as grade,
    max(publishers_count) filter (choice_rank = 1) as publishers_count,
    count(*) as candidates_count,
    min(stated_count) as lowest_count,
    max(stated_count) as highest_count,
    case
        when count(*) filter (choice_rank = 1) = 1
        then coalesce(sum(statements_count) filter (choice_rank = 1), 0)
        else 0
    end::bigint as statements_count
from star.candidate_total
group by all
