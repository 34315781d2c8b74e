"""From tables as they were found to customers and orders."""
