"""What is typed of indicators: definitions, sets, assignments, targets; reports."""
