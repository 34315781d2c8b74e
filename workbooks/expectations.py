"""What must be found in each workbook of the gallery, derived by hand from how it is made; see gallery/small.py."""
