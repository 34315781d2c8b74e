"""Recency, frequency and monetary scores, and the segment they give."""
