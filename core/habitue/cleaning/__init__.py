"""Puts each field right without losing what was there: pure functions on columns."""
