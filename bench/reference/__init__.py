"""A plain Django page over our rows, as the measure of our list."""
