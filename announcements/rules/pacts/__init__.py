"""Which pact a report tells of, and whether as done: of the series, of another city, planned, past."""
