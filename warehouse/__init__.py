"""STORE: load extracted statements, build the star, the audits and the KPI tables, publish versions."""
