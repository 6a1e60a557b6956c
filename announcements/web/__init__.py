"""Fetching from the web: only what a source's entry allows, politely, within limits."""
