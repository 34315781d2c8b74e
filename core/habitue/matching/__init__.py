"""Which rows are one customer."""
