"""The plots of the page, by matplotlib: drawn once in words of both languages, or in one for slides."""
