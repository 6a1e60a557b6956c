"""SHOW: published tables as a page, as plots and as files for other programs."""
