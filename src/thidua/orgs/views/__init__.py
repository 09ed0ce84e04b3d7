"""Pages of units, people, roles, imports and personal files."""
