"""JUDGE: say with great-expectations whether the audited totals may be published."""
