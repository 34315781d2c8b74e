"""Exactly one lifecycle status per customer, with its reason."""
