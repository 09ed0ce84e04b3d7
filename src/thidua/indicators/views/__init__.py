"""Pages of indicators: library, sets, assigning, targets; reports and checking."""
