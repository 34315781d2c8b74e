"""Excel: formulas and ribbon actions, thin shells over the core."""
