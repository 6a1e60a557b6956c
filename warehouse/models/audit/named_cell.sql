/*
table:   audit.named_cell
grain:   one column in one list of columns that a KPI row or its evidence names
key:     column_names, column_name
reads:   audit.measured_row, audit.evidence_of_totals, audit.evidence_of_lists
published: no (it serves one comparison)
stored:  no: there are some dozens
why:     With a bit for each column a list is one number, and rows are compared instead of their cells.
columns:
  column_names: the list, joined by commas
  column_name: a column of it
  bit_place: the bit that stands for the column, from 0
*/
select column_names, column_name, dense_rank() over (order by column_name) - 1 as bit_place
from (
    select column_names, unnest(string_split(column_names, ',')) as column_name
    from (
        select column_names from audit.measured_row
        union
        select column_names from audit.evidence_of_totals
        union
        select column_names from audit.evidence_of_lists
    )
)
