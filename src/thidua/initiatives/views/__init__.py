"""Pages of initiatives and of difficulties."""
