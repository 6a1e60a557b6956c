"""Cumulative figures: agreements, companies and institutions, offices, people."""
