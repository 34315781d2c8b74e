"""The gallery: a demo shop and one small workbook per flaw, all made from a seed, without a clock and without Excel."""
