"""READ: fetch, archive and decode announcements; extract what they state, with evidence."""
