"""On which day it was signed, when the series began, and for which day a figure holds."""
