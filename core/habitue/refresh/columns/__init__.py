"""What formulas ask of ranges of a sheet, answered by the same steps as a refresh."""
