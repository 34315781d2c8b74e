"""Orders to one line per customer."""
