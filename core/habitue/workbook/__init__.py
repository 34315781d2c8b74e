"""Files in and out: reading tables from them, and grafting our sheets into them."""
