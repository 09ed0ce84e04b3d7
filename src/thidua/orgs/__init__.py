"""Units, people, positions, roles and deputies, over time."""
