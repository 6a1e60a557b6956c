"""Alerts: one digest a run, rendered for each channel, kept in an outbox until it has arrived."""
