"""Commands of people and units."""
