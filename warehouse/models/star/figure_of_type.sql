/*
table:   star.figure_of_type
grain:   one statement of a total that is also a part of the breakdown by type
key:     programme_code, statement_number
reads:   star.meant_statement, star.dim_measure
published: no (see star.bridge_statement)
columns:
  programme_code: the programme
  statement_number: the statement, by its number in extracted.statement
  stated_breakdown_key: the row of star.fact_stated_breakdown that it stands behind, beside its total
*/
select
    programme_code,
    statement_number,
    short_key(concat_ws('|', programme_code, document_id, 'type', day_key(as_of_date), measure_code))
        as stated_breakdown_key
from star.meant_statement
inner join star.dim_measure as measure using (programme_code, measure_code)
where
    fact_table = 'fact_stated_total'
    and measure.is_part_of_all_partners
    and modality = 'stated'
    and qualifier = 'exact'
    and scope = 'including'
