"""Published tables as files for other programs."""
