/*
table:   audit.measured_cell
grain:   one KPI cell that holds a measured value and so needs evidence
key:     programme_code, kpi_table, kpi_key, column_name
reads:   audit.measured_row
published: no (a step on the way to audit.evidence_complete)
stored:  no: it is asked once
columns:
  programme_code: the programme
  kpi_table: the KPI table, without its schema
  kpi_key: the row's key columns as code=value, joined by |
  column_name: the cell's column
*/
select programme_code, kpi_table, kpi_key, unnest(string_split(column_names, ',')) as column_name
from audit.measured_row
