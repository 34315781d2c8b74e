"""Cleaning of the cells that people wrote: listing, writing in place, and taking corrections back."""
