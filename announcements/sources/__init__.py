"""Where announcements come from: one module a kind of source, all giving captures of the same shape."""
