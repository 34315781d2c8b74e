"""Jupyter: widgets that show and steer what the core computes."""
