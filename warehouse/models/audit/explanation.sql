/*
table:   audit.explanation
grain:   one finding that a dated line in configs explains
key:     programme_code, check_name, row_key
reads:   config.explanation
columns:
  programme_code: the programme
  check_name: the audit that finds it
  row_key: the finding, numbers included, so that it speaks again when they change
  explanation_code: unnamed, definition, timing, duplicate, error or another word of configs
  reason: why, in words
  decided_on: when that was decided
*/
select programme_code, check_name, row_key, explanation_code, reason, decided_on
from config.explanation
qualify row_number() over (
    partition by programme_code, check_name, row_key
    order by decided_on desc nulls last, explanation_code, reason
) = 1
