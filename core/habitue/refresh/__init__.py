"""The only place that knows the order of the steps: a file and its criteria in, a Refresh out."""
