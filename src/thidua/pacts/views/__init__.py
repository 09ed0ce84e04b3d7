"""Pages of pacts."""
