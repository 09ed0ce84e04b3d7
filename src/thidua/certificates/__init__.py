"""Letters on sheets that are printed already: where each text goes, tried out and corrected."""
