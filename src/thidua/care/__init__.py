"""Care for workers: what was given, to whom, from which source."""
