"""Which agreements of the series it counts."""
