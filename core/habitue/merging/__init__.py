"""Duplicates decided and put together: people's answers, how they are found again, and the record that survives."""
