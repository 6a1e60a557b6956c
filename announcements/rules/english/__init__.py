"""English reports."""
